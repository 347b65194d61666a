"""Visits: who was where, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.core.dates import PartialDate
from communique.core.evidence import Found
from communique.core.fact import Visit
from communique.core.ref import Ref
from communique.ingest.facts.clause import Clause
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


def visits(clause: Clause) -> Iterator[Found[Visit]]:
    """Yield the visits that a clause tells: one for each visitor and each place."""
    if not clause.is_told():
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
    own = next((day for day in clause.line.days if day.first in near), None)
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
    place = clause.after()
    found = None
    while True:
        found = _place(clause, place)
        if found is None:
            return
        yield found
        place = clause.behind_adverbs(found.end)
        joint = place
        grammar = clause.scene.grammar
        while joint < len(clause.lows) and (
            clause.lows[joint] == "," or grammar.has("and", clause.lows[joint])
        ):
            joint += 1
        if joint == place or joint not in clause.line.at:
            return
        place = joint


def _place(clause: Clause, begin: int) -> _Place | None:
    """Return the place that the words behind a verb name, however they lead to it."""
    grammar = clause.scene.grammar
    limit = min(len(clause.lows), begin + _FARTHEST, clause.next_frame())
    body: _Place | None = None
    place = begin
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
