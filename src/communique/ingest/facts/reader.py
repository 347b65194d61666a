"""The facts of a text: every frame of every sentence, then what further sentences add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from communique.core.evidence import Found
from communique.core.fact import (
    AppointmentFact,
    Composition,
    Fact,
    Handover,
    Meeting,
    Visit,
    kind_of_fact,
)
from communique.ingest.facts.appointments import appointments
from communique.ingest.facts.clause import Clause
from communique.ingest.facts.compositions import compositions
from communique.ingest.facts.grammar import grammar_of
from communique.ingest.facts.handovers import handovers
from communique.ingest.facts.later import added_to
from communique.ingest.facts.meetings import meetings
from communique.ingest.facts.scene import Line, Scene, scene_of
from communique.ingest.facts.told import Telling
from communique.ingest.facts.visits import visits
from communique.ingest.lexicon import Lexicon


def facts_in(telling: Telling, lexicon: Lexicon) -> tuple[Found[Fact], ...]:
    """Return what a text reports, in its order; nothing in a language without a grammar.

    What the title says in brief and the text says in full is the text's.
    """
    grammar = grammar_of(telling.lang)
    scene = scene_of(telling, grammar, lexicon) if grammar else None
    if scene is None:
        return ()
    titled: list[Found[Fact]] = []
    found: list[Found[Fact]] = []
    for line in scene.lines:
        read: set[tuple[int, str]] = set()
        for clause in _clauses(scene, line):
            # Of several frames at one place the first that tells anything is meant.
            at = (clause.first, clause.frame.kind)
            told = _read(clause) if at not in read else ()
            if line.sentence.is_title:
                titled += told
                continue
            fuller = added_to(found, clause)
            # What adds to a fact told before tells no fact of its own.
            found = [*fuller, *(told if fuller == found else ())]
            if told:
                read.add(at)
    kept = [one for one in titled if not any(_says_more(other, one, lexicon) for other in found)]
    return tuple(_each_once(chain(kept, found)))


def _clauses(scene: Scene, line: Line) -> Iterator[Clause]:
    """Yield the frames of a sentence, of those at one place the longest first.

    `with funds provided by` says whose money it was, and not once more who provided what.
    """
    paid = 0
    for place in range(len(line.lows)):
        if place in line.within and line.within[place].first != place:
            continue
        for frame, length in line.frames(place):
            if frame.form in ("donated", "funded"):
                if place < paid:
                    continue
                paid = place + length
            if line.sentence.is_title or not frame.is_headline:
                yield Clause(scene=scene, line=line, frame=frame, first=place, end=place + length)


def _read(clause: Clause) -> Sequence[Found[Fact]]:
    match clause.frame.kind:
        case "visit":
            return tuple(visits(clause))
        case "meeting":
            return tuple(meetings(clause)) if clause.frame.tells else ()
        case "handover":
            return tuple(handovers(clause))
        case "composition":
            return tuple(compositions(clause)) if clause.frame.form != "established" else ()
        case "appointment":
            return tuple(appointments(clause))
    return ()


def _says_more(other: Found[Fact], titled: Found[Fact], lexicon: Lexicon) -> bool:
    """Tell whether the text says what its title says: a visit there, else a fact of the kind."""
    if kind_of_fact(other.value) != kind_of_fact(titled.value):
        return False
    if isinstance(other.value, Visit) and isinstance(titled.value, Visit):
        if other.value.where == titled.value.where:
            return True
        term = lexicon.profile["place"].get(other.value.where.code or "")
        return term is not None and titled.value.where.code in term.countries
    return True


def _each_once(found: Iterator[Found[Fact]]) -> Iterator[Found[Fact]]:
    """Yield the facts, of two that say the same of the same the one that says more."""
    kept: list[Found[Fact]] = []
    for one in found:
        for number, held in enumerate(kept):
            if _same(held.value, one.value):
                kept[number] = max(held, one, key=_weight)
                break
        else:
            kept.append(one)
    yield from sorted(kept, key=lambda each: (each.span.start, each.span.end))


def _same(one: Fact, other: Fact) -> bool:
    match one, other:
        case Visit(), Visit():
            same = (one.who, one.where) == (other.who, other.where)
            return same and (one.when == other.when or None in (one.when, other.when))
        case Meeting(), Meeting():
            people = [each.person or each.body for each in one.participants]
            shared = [each for each in other.participants if (each.person or each.body) in people]
            return one.who == other.who and bool(shared) and any(people)
        case Handover(), Handover():
            return one.items == other.items
        case Composition(), Composition():
            return one.body == other.body
        case AppointmentFact(), AppointmentFact():
            same = (one.person, one.office) == (other.person, other.office)
            return same and (one.until is None) == (other.until is None)
    return False


def _weight(found: Found[Fact]) -> tuple[int, float]:
    return len(str(found.value)), found.span.confidence
