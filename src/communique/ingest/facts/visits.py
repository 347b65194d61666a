"""Visits: who was where, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.core.dates import PartialDate
from communique.core.evidence import Found
from communique.core.fact import Visit
from communique.core.ref import Ref
from communique.ingest.facts.clause import Clause
from communique.ingest.facts.days import DayTold
from communique.ingest.facts.happened import is_told
from communique.ingest.facts.mentions import Kind, Mention
from communique.ingest.facts.parties import Party

_FARTHEST = 9
_BY_VERB, _BY_NOUN, _WHERE_IS_A_BODY = 0.9, 0.75, 0.2
_CAN_VISIT = (Kind.PERSON, Kind.OFFICE, Kind.NAME, Kind.PRONOUN, Kind.BODY, Kind.PEOPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A place in a sentence: words [first, end)."""

    ref: Ref
    end: int
    is_body: bool = False
    day: DayTold | None = None


def visits(clause: Clause) -> Iterator[Found[Visit]]:
    """Yield the visits that a clause tells: one for each visitor and each place."""
    if not is_told(clause):
        return
    who = list(_visitors(clause))
    if not who:
        return
    sure = _BY_NOUN if clause.frame.form == "nominal" else _BY_VERB
    for place in _places(clause):
        for party, ref in who:
            first = min(party.first, clause.first)
            confidence = sure - (_WHERE_IS_A_BODY if place.is_body else 0)
            span = clause.scene.span(
                clause.line,
                first,
                max(place.end, party.end),
                rule=clause.frame.rule,
                confidence=round(confidence, 2),
            )
            yield Found(value=Visit(who=ref, where=place.ref, when=_when(clause, place)), span=span)


def _when(clause: Clause, place: _Place) -> PartialDate | None:
    """Return when somebody was at a place: the day told right behind it, else the clause's."""
    near = range(place.end, place.end + 3)
    own = place.day or next((day for day in clause.line.days if day.first in near), None)
    if own is not None and any(clause.is_joint(at) for at in range(place.end, own.first)):
        own = None
    return own.value if own is not None else clause.when()


def _visitors(clause: Clause) -> Iterator[tuple[Party, Ref]]:
    parties = clause.visitor() if clause.frame.form == "nominal" else clause.subject().parties
    for party in parties:
        if party.main.kind not in _CAN_VISIT:
            continue
        ref = clause.scene.ref(clause.line, party)
        if ref is not None:
            yield party, ref


def _places(clause: Clause) -> Iterator[_Place]:
    """Yield the places behind the verb: a list of them, or the first that the words lead to."""
    place, day = clause.after(), None
    while True:
        found = _place(clause, place)
        if found is None:
            return
        yield replace(found, day=day)
        place = joint = clause.behind_adverbs(found.end)
        while joint < len(clause.lows) and clause.is_joint(joint):
            joint += 1
        # `reiste am 27. nach Tarn und am 28. nach Firth`: each place with its day.
        after = _behind_day(clause, joint)
        day = next((one for one in clause.line.days if joint <= one.first < after), None)
        if joint == place or after not in clause.line.at:
            return
        place = after


def _behind_day(clause: Clause, place: int) -> int:
    """Return the place behind a day, and what leads to a place behind it (`am 28. nach`)."""
    grammar, lows = clause.scene.grammar, clause.lows
    ends = {day.first: day.end for day in clause.line.days}
    for first in (place, place + 1):
        if first in ends:
            after = ends[first]
            leads = after < len(lows) and grammar.has("where", lows[after])
            return after + leads
    leads = place < len(lows) and grammar.has("where", lows[place])
    return place + leads


def _place(clause: Clause, begin: int) -> _Place | None:
    """Return the place that the words behind a verb name, however they lead to it."""
    grammar = clause.scene.grammar
    limit = min(len(clause.lows), begin + _FARTHEST, clause.next_frame())
    body: _Place | None = None
    place = clause.behind_adverbs(begin) if clause.frame.closing else begin
    while place < limit:
        mention = clause.line.at.get(place)
        low = clause.lows[place]
        if mention is not None:
            if mention.kind in (Kind.PLACE, Kind.STATE):
                return _Place(ref=_ref(mention), end=mention.end)
            if mention.kind is Kind.NATION and mention.end == limit:
                return None
            if mention.kind is Kind.BODY and body is None:
                ref = clause.scene.naming.ref(mention, clause.line.number)
                body = _Place(ref=ref, end=mention.end, is_body=True) if ref else None
            elif mention.kind is Kind.NAME and _is_named_place(clause, place, begin):
                return _Place(ref=Ref(name=mention.name), end=mention.end)
            elif mention.kind not in (Kind.DAY, Kind.NATION):
                break
            place = mention.end
            continue
        if not (low[:1].isalnum() or low in "-/") or grammar.has("and", low):
            break
        if clause.frame.closing and (grammar.has("where", low) or grammar.has("of", low)):
            # `hat in Tarn die Schule besucht`: where it was is not what was visited.
            break
        if grammar.is_function(low) and not (
            grammar.has("articles", low)
            or grammar.has("where", low)
            or grammar.has("of", low)
            or grammar.has("adverbs", low)
        ):
            break
        place += 1
    return body


def _is_named_place(clause: Clause, place: int, begin: int) -> bool:
    """Tell whether an unknown name is a place's: right behind the verb, or behind `at`."""
    before = clause.lows[place - 1]
    return place == begin or clause.scene.grammar.has("where", before)


def _ref(mention: Mention) -> Ref:
    return Ref(name=mention.name, code=mention.code)
