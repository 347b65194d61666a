"""Appointments: who took or left which office, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.core.dates import PartialDate
from communique.core.evidence import Found
from communique.core.fact import AppointmentFact
from communique.core.ref import Ref
from communique.ingest.facts.clause import Clause
from communique.ingest.facts.days import DayTold
from communique.ingest.facts.happened import is_told
from communique.ingest.facts.mentions import POSSESSIVE, Kind, Mention
from communique.ingest.facts.parties import Party

_SURE, _BY_OFFICE_SAID = 0.9, 0.7
_WORDS_OF_A_NAME = 2
_BEFORE_AN_OFFICE = ("office_leads", "articles", "ordinals", "adverbs")
_PERSONS = (Kind.PERSON, Kind.NAME, Kind.PRONOUN, Kind.OFFICE)


def appointments(clause: Clause) -> Iterator[Found[AppointmentFact]]:
    """Yield the appointments that a clause tells: several where the sentence goes on with them."""
    if not is_told(clause):
        return
    form = clause.frame.form
    if form == "bare":
        yield from _left(clause)
    elif form == "passive":
        if clause.is_passive() or clause.line.sentence.is_title:
            yield from _of_subject(clause)
    elif form == "active":
        yield from _of_subject(clause)
    elif form == "appoint" and not clause.is_passive():
        yield from _of_object(clause)


def begins(clause: Clause) -> tuple[Ref, PartialDate] | None:
    """Return who takes up an office told before, and when (`she takes up her post on …`)."""
    person = _person(clause)
    day = clause.day()
    return (person[1], day.value) if person is not None and day is not None else None


def _person(clause: Clause) -> tuple[Party, Ref] | None:
    for party in clause.subject().parties:
        if party.main.kind in _PERSONS:
            ref = clause.scene.ref(clause.line, party)
            if ref is not None and (
                party.main.kind is not Kind.OFFICE or ref.name != party.main.name
            ):
                return party, ref
    return None


def _office(clause: Clause, place: int) -> Mention | None:
    """Return the office named at a place, behind `as`, articles and `first`."""
    grammar = clause.scene.grammar
    while place < len(clause.lows) and place not in clause.line.at:
        low = clause.lows[place]
        day = next((one for one in clause.line.days if one.first == place), None)
        if day is not None:
            place = day.end
        elif any(grammar.has(use, low) for use in _BEFORE_AN_OFFICE):
            place += 1
        else:
            return None
    mention = clause.line.at.get(place)
    return mention if mention is not None and mention.kind is Kind.OFFICE else None


def _of_subject(clause: Clause) -> Iterator[Found[AppointmentFact]]:
    named = _person(clause)
    office = _office(clause, clause.after()) or _office_before(clause)
    if named is None or office is None:
        return
    party, person = named
    day = _day(clause, max(office.end, party.end))
    yield _fact(clause, person, office, first=min(party.first, clause.first), day=day)
    yield from _further(clause, office.end, day)


def _office_before(clause: Clause) -> Mention | None:
    """Return the office a sentence begins with, its subject behind the verb (`Zum … wurde …`)."""
    office = next((one for one in clause.line.mentions if one.end == clause.before()), None)
    if office is None or office.kind is not Kind.OFFICE or not clause.scene.grammar.inverts:
        return None
    return office


def _of_object(clause: Clause) -> Iterator[Found[AppointmentFact]]:
    """Yield whom somebody appointed (`appointed N. N. as Secretary General`)."""
    lister = clause.line.lister
    office_first = _office_first(clause)
    if office_first is not None:
        yield office_first
        return
    person = clause.line.at.get(lister.behind_articles(clause.behind_adverbs(clause.after())))
    if person is not None and person.kind is Kind.OFFICE:
        named = _parted(clause, person)
        if named is None:
            return
        person, office = named
    elif person is None or person.kind not in (Kind.PERSON, Kind.NAME):
        return
    else:
        # Behind a comma stands what somebody was before: `appointed N. N., head of the Unit, to …`.
        behind = clause.lows[person.end : person.end + 1]
        found = _office(clause, person.end) if behind != (",",) else None
        if found is None:
            return
        office = found
    ref = clause.scene.naming.ref(person, clause.line.number)
    if ref is not None:
        yield _fact(clause, ref, office, first=clause.first, day=_day(clause, office.end))


def _office_first(clause: Clause) -> Found[AppointmentFact] | None:
    """Return whom somebody elected, the office said first (`elected as its President N. N.`)."""
    grammar, place = clause.scene.grammar, clause.after()
    if place >= len(clause.lows) or not grammar.has("as", clause.lows[place]):
        return None
    person = clause.line.at.get(clause.line.lister.behind_articles(place + 1))
    if person is None or person.kind is not Kind.PERSON or not person.role:
        return None
    ref = clause.scene.naming.ref(person, clause.line.number)
    if ref is None:
        return None
    office = replace(person, kind=Kind.OFFICE, name=person.role)
    made = _fact(clause, ref, office, first=clause.first, day=_day(clause, person.end))
    named = Ref(name=person.role, code=_code(clause, person.role))
    return Found(value=replace(made.value, office=named), span=made.span)


def _parted(clause: Clause, mention: Mention) -> tuple[Mention, Mention] | None:
    """Return a name and the office right behind it, read as one (`elected N. N. Chair of …`)."""
    grammar, lows = clause.scene.grammar, clause.lows
    words = clause.line.sentence.words[mention.first : mention.end]
    split = mention.first + _WORDS_OF_A_NAME
    name = lows[mention.first : split]
    plain = not any(
        grammar.is_office(low) or grammar.is_body(low) or grammar.has("titles", low) for low in name
    )
    capitals = all(word.is_capital for word in words[: _WORDS_OF_A_NAME + 1])
    article = grammar.has("articles", lows[mention.first - 1])
    if len(words) <= _WORDS_OF_A_NAME or not (plain and capitals) or article:
        return None
    text = clause.line.sentence.text
    person = replace(
        mention, kind=Kind.PERSON, end=split, name=text(mention.first, split), country=None
    )
    office = replace(mention, first=split, name=text(split, mention.end))
    return person, office


def _further(clause: Clause, place: int, day: DayTold | None) -> Iterator[Found[AppointmentFact]]:
    """Yield those for whom the verb is not said again (`…, N. N. High Commissioner and …`)."""
    grammar, lows = clause.scene.grammar, clause.lows
    while place < len(lows) and (lows[place] == "," or grammar.has("and", lows[place])):
        place += 1
        person = clause.line.at.get(place)
        if person is None:
            continue
        if person.kind is not Kind.PERSON or person.role:
            return
        office = clause.line.at.get(person.end)
        ref = clause.scene.naming.ref(person, clause.line.number)
        if office is None or office.kind is not Kind.OFFICE or ref is None:
            return
        yield _fact(clause, ref, office, first=person.first, day=day)
        place = office.end


def _left(clause: Clause) -> Iterator[Found[AppointmentFact]]:
    """Yield who left the office that is said beside the name."""
    for party in clause.subject().parties:
        if party.main.kind in (Kind.PERSON, Kind.NAME) and party.role:
            ref = clause.scene.ref(clause.line, party)
            day = clause.day()
            if ref is None or day is None:
                continue
            span = clause.scene.span(
                clause.line,
                min(party.first, clause.first),
                max(day.end, clause.end),
                rule=clause.frame.rule,
                confidence=_BY_OFFICE_SAID,
            )
            office = Ref(name=party.role, code=_code(clause, party.role))
            yield Found(
                value=AppointmentFact(person=ref, office=office, until=day.value), span=span
            )


def _day(clause: Clause, behind: int) -> DayTold | None:
    """Return the day from which the office is held: one `with effect from` before any other.

    An election holds from its own day; `also` keeps the day of the sentence before.
    """
    grammar = clause.scene.grammar
    limit = len(clause.lows)
    after = [day for day in clause.line.days if behind <= day.first < limit]
    effect = [
        day for day in after if day.first and grammar.has("effect", clause.lows[day.first - 1])
    ]
    if effect:
        return effect[0]
    for day in clause.line.days:
        if clause.before() <= day.first < behind or day in after[:1]:
            return day
    before = [day for day in clause.line.days if day.first < clause.first]
    if before:
        return before[-1]
    also = any(grammar.has("also", low) for low in clause.lows[clause.before() : clause.first])
    if also and clause.line.number:
        days = clause.scene.lines[clause.line.number - 1].days
        told = [day for day in days if not day.is_said] or list(days)
        return told[0] if told else None
    return None


def _fact(
    clause: Clause, person: Ref, office: Mention, *, first: int, day: DayTold | None
) -> Found[AppointmentFact]:
    leaving = "leaving" in clause.frame.flags
    begin = office.first
    # `the Organization’s Representative`: the possessor is no word of the office.
    while begin + 1 < office.end and clause.lows[begin].endswith(POSSESSIVE):
        begin += 1
    name = clause.line.sentence.text(begin, office.end)
    when = day.value if day else None
    behind = day.end if day is not None and day in clause.line.days else 0
    span = clause.scene.span(
        clause.line,
        first,
        max(office.end, behind if behind <= len(clause.lows) else 0),
        rule=clause.frame.rule,
        confidence=_SURE,
    )
    value = AppointmentFact(
        person=person,
        office=Ref(name=name, code=_code(clause, name)),
        since=None if leaving else when,
        until=when if leaving else None,
    )
    return Found(value=value, span=span)


def _code(clause: Clause, name: str) -> str | None:
    """Return the code of an office, with or without the organisation's name behind it."""
    lexicon = clause.scene.lexicon
    term = lexicon.find("office", name, clause.scene.on)
    if term is not None:
        return term.code
    own = tuple(one.text for one in lexicon.profile.organisation.names)
    ending = next((one for one in own if name.endswith(" " + one)), None)
    if ending is None:
        return None
    words = name[: -len(ending)].split()
    while words and clause.scene.grammar.is_function(words[-1]):
        words.pop()
    term = lexicon.find("office", " ".join(words), clause.scene.on)
    return term.code if term else None
