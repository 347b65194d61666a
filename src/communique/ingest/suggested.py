"""Structures and fields of work that a running text speaks of, where no label names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communique.core.evidence import Found
from communique.core.profile import Profile
from communique.core.vocab import Term
from communique.ingest.gazetteer import Gazetteer, Meaning, Sighting
from communique.ingest.lexicon import Lexicon
from communique.ingest.plain import Page

_PAGE = "page"
_SHORTEST_ABBREVIATION = 3
# At the head of the text, or said twice, a name is no mention in passing.
_ENOUGH = 2
_PROMINENT_PARTS = 2
_SUREST = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """A profile's names of structures and words of fields, made ready for finding.

    subjects: the meaning is the field's code; names of several words stand in `names` too.
    """

    structures: Gazetteer[Term]
    subjects: Gazetteer[str]
    names: frozenset[str]

    @classmethod
    def of(cls, profile: Profile) -> Suggestions:
        """Return the suggestions of a profile; it takes some milliseconds, so keep it."""
        subjects = list(_subjects(profile))
        fields = profile["field-of-work"]
        named = {_lower(name.text) for term in fields for name in term.names}
        return cls(
            structures=Gazetteer(_structures(profile)),
            subjects=Gazetteer(subjects),
            names=frozenset(name for name in named if len(name.split()) > 1),
        )


_KEPT: list[tuple[Lexicon, Suggestions]] = []


def suggestions_of(lexicon: Lexicon) -> Suggestions:
    """Return the suggestions of a lexicon's profile, the same ones for the same lexicon."""
    for kept, made in _KEPT:
        if kept is lexicon:
            return made
    made = Suggestions.of(lexicon.profile)
    _KEPT[:] = [(lexicon, made), *_KEPT[:3]]
    return made


def named_structures(
    page: Page, spans: Sequence[tuple[int, int]], names: Suggestions, on: date | None
) -> tuple[Found[str], ...]:
    """Return the structures in force that a text names, where first named, the surest first.

    spans: title, summary and paragraphs, in order.  on: the day of the text; a body that was
    not in force on it did not issue it.
    """
    heard: dict[str, list[tuple[int, Sighting[Term]]]] = {}
    for part, sighting in _sightings(page.capture.text, spans, names.structures):
        for term in sighting.meanings:
            if term.days.cover(on or date.max):
                heard.setdefault(term.code, []).append((part, sighting))
    found = []
    for code, mentions in heard.items():
        part, first = mentions[0]
        said = page.capture.text[first.start : first.end]
        sure = 0.5 + 0.3 * (part <= _PROMINENT_PARTS) + 0.1 * (len(mentions) >= _ENOUGH)
        sure -= 0.2 * (" " not in said)
        span = page.span(first.start, first.end, rule="named", confidence=round(sure, 2))
        found.append(Found(value=code, span=span))
    return _surest_first(found)


def suggested_fields(
    page: Page, spans: Sequence[tuple[int, int]], names: Suggestions
) -> tuple[Found[str], ...]:
    """Return the fields of work that a text's words speak for, the surest first.

    Words inside a structure's name (`Office for … Human Rights`) speak for none.
    """
    text = page.capture.text
    lowered = _lower(text)
    bodies = [(one.start, one.end) for _, one in _sightings(text, spans, names.structures)]
    heard: dict[str, list[tuple[int, Sighting[str]]]] = {}
    for part, sighting in _sightings(lowered, spans, names.subjects):
        if any(start <= sighting.start < end for start, end in bodies):
            continue
        for code in sighting.meanings:
            heard.setdefault(code, []).append((part, sighting))
    found = []
    for code, mentions in heard.items():
        first = _best(lowered, mentions, names)
        sure = _weight(lowered, mentions, names)
        span = page.span(first.start, first.end, rule="subject", confidence=sure)
        found.append(Found(value=code, span=span))
    return _surest_first(found)


def _weight(text: str, mentions: list[tuple[int, Sighting[str]]], names: Suggestions) -> float:
    """Return how sure a field is."""
    said = {text[one.start : one.end] for _, one in mentions}
    is_named = not said.isdisjoint(names.names)
    is_prominent = any(part <= _PROMINENT_PARTS for part, _ in mentions)
    is_repeated = len(mentions) >= _ENOUGH
    sure = 0.4 + 0.2 * is_named + 0.2 * is_prominent + 0.1 * is_repeated + 0.1 * (len(said) > 1)
    return round(min(sure, _SUREST), 2)


def _best(
    text: str, mentions: list[tuple[int, Sighting[str]]], names: Suggestions
) -> Sighting[str]:
    """Return the mention to show: the field's own name, else the first."""
    named = (one for _, one in mentions if text[one.start : one.end] in names.names)
    return next(named, mentions[0][1])


def _sightings(
    text: str, spans: Sequence[tuple[int, int]], names: Gazetteer[Meaning]
) -> Iterator[tuple[int, Sighting[Meaning]]]:
    for part, (start, end) in enumerate(spans):
        for sighting in names.find(text, start, end):
            yield part, sighting


def _surest_first(found: Iterable[Found[str]]) -> tuple[Found[str], ...]:
    return tuple(sorted(found, key=lambda one: (-one.span.confidence, one.span.start)))


def _structures(profile: Profile) -> Iterator[tuple[str, Term]]:
    for term in profile["structure"]:
        # A page of the site that gathers structures is no body that could issue anything.
        if term.group == _PAGE:
            continue
        for name in term.names:
            if name.kind != "abbreviation":
                yield from ((one, term) for one in _readings(name.text, profile))
            elif len(name.text) >= _SHORTEST_ABBREVIATION:
                yield name.text, term


def _readings(name: str, profile: Profile) -> Iterator[str]:
    """Yield the ways in which a text may write a name; one word is a name only as written."""
    return (one for one in profile.readings(name) if one == name or " " in one)


def _subjects(profile: Profile) -> Iterator[tuple[str, str]]:
    for term in profile["field-of-work"]:
        for name in term.names:
            yield _lower(name.text), term.code
        for words in profile.reading.suggesting.get(term.code, ()):
            yield _lower(words), term.code


def _lower(text: str) -> str:
    """Return the text in small letters, each in its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # `İ` becomes two characters, and offsets must hold.
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
