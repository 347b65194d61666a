"""Meetings: who met whom, and what for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.core.evidence import Found
from communique.core.fact import Meeting, Participant
from communique.core.ref import Ref
from communique.ingest.facts.clause import Clause
from communique.ingest.facts.happened import happens, is_told
from communique.ingest.facts.mentions import Kind
from communique.ingest.facts.parties import Parties, Party

_SURE = {"active": 0.9, "headline": 0.8, "passive": 0.85, "together": 0.85, "joined": 0.85}
_BY_NOUN = 0.75
_WHO = (Kind.PERSON, Kind.OFFICE, Kind.NAME, Kind.PRONOUN, Kind.BODY, Kind.PEOPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Among:
    """Those met: parties, and the word behind them."""

    parties: tuple[Party, ...]
    end: int


def meetings(clause: Clause) -> Iterator[Found[Meeting]]:
    """Yield the meeting that a clause tells."""
    if clause.frame.form == "attended":
        yield from _attended(clause)
        return
    if not is_told(clause) or (clause.frame.form == "event" and not happens(clause)):
        return
    listed = _parties_of(clause) if clause.frame.form == "event" else None
    who = _first_named(clause, listed.parties if listed else _side(clause))
    if who is None:
        return
    party, ref, beside = who
    among = _Among(parties=(), end=listed.end) if listed else _among(clause)
    if among is None:
        return
    participants = [one for met in (*beside, *among.parties) for one in _participants(clause, met)]
    participants = [one for one in participants if one.person != ref]
    if not participants:
        return
    purpose, end = _purpose(clause, among.end)
    if "topic" in clause.frame.flags:
        # Between the verb and `with` stands what they spoke of.
        purpose = clause.line.sentence.text(clause.first + 1, clause.end - 1)
    sure = _SURE.get(clause.frame.form, _BY_NOUN)
    span = clause.scene.span(
        clause.line,
        min(party.first, clause.first),
        max(end, party.end),
        rule=clause.frame.rule,
        confidence=sure,
    )
    yield Found(
        value=Meeting(who=ref, participants=tuple(participants), purpose=purpose), span=span
    )


def _attended(clause: Clause) -> Iterator[Found[Meeting]]:
    """Yield a meeting of which the sentence before says who held it, and this one who came.

    `Muster chaired a meeting on eels. It was attended by experts from …`
    """
    held = _held_before(clause)
    if held is None or not is_told(clause) or not is_told(held):
        return
    first = clause.parties(clause.end)
    came = (*first.parties, *clause.parties_through(first.end, "by").parties)
    named = _first_named(held, held.subject().parties)
    participants = tuple(one for party in came for one in _participants(clause, party))
    if named is None or not participants:
        return
    purpose, _ = _purpose(held, held.end)
    span = clause.scene.telling.page.span(
        held.line.sentence.start,
        clause.line.sentence.words[came[-1].end - 1].end,
        rule=clause.frame.rule,
        confidence=_BY_NOUN,
    )
    yield Found(value=Meeting(who=named[1], participants=participants, purpose=purpose), span=span)


def _held_before(clause: Clause) -> Clause | None:
    """Return who held what a sentence goes on about, which begins with it and names nobody."""
    number, scene = clause.line.number, clause.scene
    named = [one for one in clause.line.mentions if one.end <= clause.first]
    if not number or any(one.kind is not Kind.PRONOUN for one in named):
        return None
    line = scene.lines[number - 1]
    for place in range(len(line.lows)):
        for frame, length in line.frames(place):
            if frame.form == "held" and place not in line.within:
                return Clause(scene=scene, line=line, frame=frame, first=place, end=place + length)
    return None


def _side(clause: Clause) -> tuple[Party, ...]:
    return clause.visitor() if clause.frame.form == "nominal" else clause.subject().parties


def _parties_of(clause: Clause) -> Parties:
    """Return who took part in a meeting told by a noun (`between … and …`, `of … with …`)."""
    first = clause.parties(clause.end)
    beside = clause.parties_through(first.end, "with")
    return Parties(parties=(*first.parties, *beside.parties), end=beside.end)


def _first_named(
    clause: Clause, parties: tuple[Party, ...]
) -> tuple[Party, Ref, tuple[Party, ...]] | None:
    """Return who met others, and who was on the same side."""
    for number, party in enumerate(parties):
        if party.main.kind not in _WHO:
            continue
        ref = clause.scene.ref(clause.line, party)
        if ref is not None:
            return party, ref, tuple(parties[:number] + parties[number + 1 :])
    return None


def _among(clause: Clause) -> _Among | None:
    """Return those whom the words behind the verb name."""
    grammar = clause.scene.grammar
    if clause.frame.form == "together":
        parties = clause.subject()
        place = clause.behind_adverbs(clause.after())
        following = clause.lows[place] if place < len(clause.lows) else ""
        if len(parties.parties) < 2 or grammar.has("with", following):
            return None
        # Something met is not somebody who met: `Muster and Probe met the Mayor`.
        if clause.parties(place).parties:
            return None
        return _Among(parties=(), end=place)
    found: list[Party] = []
    place = end = clause.behind_adverbs(clause.after())
    place += place < len(clause.lows) and grammar.has("with", clause.lows[place])
    while True:
        listed = clause.parties(place)
        met = [party for party in listed.parties if _can_be_met(clause, party)]
        if not met:
            break
        found += met
        end = listed.end
        place = clause.behind_again(clause.behind_adverbs(end), "with")
        if place == end:
            break
    place = clause.behind_adverbs(end)
    if clause.frame.form == "joined":
        return _joined_at(clause, found, place)
    if clause.frame.form == "gathered" and not is_gathering(clause, place):
        return None
    if not found or all(
        party.main.kind is Kind.NAME
        and party.role == ""
        and clause.scene.ref(clause.line, party) is None
        for party in found
    ):
        return None
    return _Among(parties=tuple(found), end=end)


def is_gathering(clause: Clause, place: int) -> bool:
    """Tell whether those named before a place were brought together to meet, and for no body."""
    return any(frame.form == "gathering" for frame, _ in clause.line.frames(place))


def _can_be_met(clause: Clause, party: Party) -> bool:
    """Tell whether somebody can be met so: who is received or hosted is no body."""
    if party.main.kind is Kind.PLACE:
        return False
    return party.main.kind is not Kind.BODY or "persons" not in clause.frame.flags


def _joined_at(clause: Clause, found: list[Party], place: int) -> _Among | None:
    """Return those joined and those met with them (`joined officers at a meeting with …`)."""
    for frame, length in clause.line.frames(place):
        if frame.form == "at" and found:
            listed = clause.parties(place + length)
            if listed.parties:
                return _Among(parties=(*found, *listed.parties), end=listed.end)
    return None


def _participants(clause: Clause, party: Party) -> Iterator[Participant]:
    """Yield a party as participants: people of several States are one for each."""
    kind = party.main.kind
    if kind is Kind.PEOPLE:
        yield from _people(clause, party)
        return
    country = party.countries[0] if party.countries else None
    if kind is Kind.STATE:
        yield Participant(country=party.main.code)
    elif kind is Kind.BODY:
        yield Participant(body=clause.scene.ref(clause.line, party))
    elif kind is Kind.OFFICE and len(party.countries) > 1:
        for one in party.countries:
            yield Participant(role=party.role, country=one)
    elif kind is Kind.OFFICE:
        holder = clause.scene.ref(clause.line, party)
        person = holder if holder and holder.name != party.main.name else None
        yield Participant(role=party.role, country=country, person=person)
    elif kind in (Kind.PERSON, Kind.NAME):
        ref = clause.scene.ref(clause.line, party)
        if ref is not None and kind is Kind.NAME and not _is_person(clause, party, ref):
            yield Participant(body=ref)
        elif ref is not None:
            yield Participant(role=party.role, country=country, person=ref)


def _is_person(clause: Clause, party: Party, ref: Ref) -> bool:
    return (
        ref.name.endswith(party.main.name)
        or clause.scene.lexicon.find("person", ref.name) is not None
    )


def _people(clause: Clause, party: Party) -> Iterator[Participant]:
    refs = [
        ref
        for body in party.bodies
        if (ref := clause.scene.naming.ref(body, clause.line.number)) is not None
    ]
    for country in party.countries:
        yield Participant(role=party.role, country=country)
    for ref in refs:
        yield Participant(role=party.role, body=ref)
    if not party.countries and not refs:
        yield Participant(role=party.role)


def _purpose(clause: Clause, place: int) -> tuple[str, int]:
    """Return what the meeting was for, in the words of the text, and where they end."""
    lows = clause.lows
    place = end = max(clause.behind_adverbs(place), clause.closing + 1)
    if place < len(lows) and lows[place] == ",":
        place += 1
    place = clause.behind_adverbs(place)
    begin = _purpose_begin(clause, place)
    if begin is None:
        return "", end
    stop = begin
    while stop < len(lows) and not _ends_purpose(clause, stop):
        stop += 1
    stop = _without_day(clause, begin, stop)
    words = clause.line.sentence.text(begin, stop)
    return (words, stop) if stop > begin else ("", end)


def _without_day(clause: Clause, begin: int, stop: int) -> int:
    """Return where a purpose ends before the place and day of the meeting itself."""
    if not any(day.first < stop <= day.end for day in clause.line.days):
        return stop
    ends = (at for at in range(begin + 1, stop) if clause.behind_adverbs(at) >= stop)
    return next(ends, stop)


def _purpose_begin(clause: Clause, place: int) -> int | None:
    """Return where the words of a purpose begin behind what introduces them."""
    grammar, lows = clause.scene.grammar, clause.lows
    for frame, length in clause.line.frames(place):
        near = lows[place + length : place + length + 2]
        elsewhere = any(grammar.has("not_purpose", low) for low in near)
        if frame.form == "purpose" and not elsewhere:
            return place + length
    after = place + 1
    if after < len(lows) and clause.is_relative(place):
        # `who is responsible for …` says who somebody is, and not what for they met.
        return after if not grammar.has("auxiliaries", lows[after]) else None
    return None


def _ends_purpose(clause: Clause, place: int) -> bool:
    low = clause.lows[place]
    if low in (",", ".", ";", ":", "!", "?", "(", "–", "—"):
        return True
    if clause.is_relative(place):
        return True
    joined = clause.scene.grammar.has("and", low) and place + 1 < len(clause.lows)
    return joined and any(frame.form == "active" for frame, _ in clause.line.frames(place + 1))
