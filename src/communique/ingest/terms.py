"""Lists of names held against a vocabulary: sources, fields of work, places, States."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique.core.evidence import Found
from communique.core.record import Finding, Ref
from communique.core.text import loose, squeeze
from communique.core.vocab import Term
from communique.ingest.dateline import PlaceAt
from communique.ingest.lexicon import Lexicon
from communique.ingest.plain import Page

_COMMA = re.compile(r"\s*[,;]\s*")
_JOINT = re.compile(r"\s+(?:and|et|und|e|y|и|&|[/|–—-])\s+")
_LONGEST_NAME_PARTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One name of a list: characters [start, end), and its term where it is known."""

    start: int
    end: int
    name: str
    term: Term | None


def listed(
    page: Page,
    values: tuple[tuple[int, int], ...],
    vocabulary: str,
    lexicon: Lexicon,
    on: date | None,
) -> Iterator[Listed]:
    """Yield the names that stand in a label's values, in order.

    Commas separate names and stand inside names too, so the longest known name wins.
    """
    for start, end in values:
        parts = _parts(page.capture.text, start, end, _COMMA)
        yield from _joined(page, parts, vocabulary, lexicon, on)


def found_terms(page: Page, names: tuple[Listed, ...], rule: str) -> tuple[Found[str], ...]:
    """Return the known terms among names, each once, with their evidence."""
    seen: dict[str, Found[str]] = {}
    for name in names:
        if name.term is not None and name.term.code not in seen:
            span = page.span(name.start, name.end, rule=rule)
            seen[name.term.code] = Found(value=name.term.code, span=span)
    return tuple(seen.values())


def unknown_terms(page: Page, names: tuple[Listed, ...], finding: Finding) -> Iterator[Finding]:
    """Yield the finding for each name that is no term; its message names it for `%s`."""
    for name in names:
        if name.term is None and name.name:
            yield Finding(
                code=finding.code,
                level=finding.level,
                field=finding.field,
                message=finding.message.replace("%s", repr(name.name)),
                span=page.span(name.start, name.end, rule=finding.code),
                hint=finding.hint,
            )


def place_ref(place: PlaceAt, lexicon: Lexicon, on: date | None, lang: str) -> Ref:
    """Return a place under the name the page gives it, spelt as the registry spells that."""
    term = lexicon.find("place", place.name, on)
    if term is None:
        state = place.country or _state_itself(place.name, lexicon)
        return Ref(name=_spelt(place.name), country=state or None)
    country = term.countries[0] if term.countries else place.country
    said = loose(place.name)
    borne = [name.text for name in term.names if loose(name.text) == said]
    name = borne[0] if borne else term.name(lang, on or date.max)
    return Ref(name=name, code=term.code, country=country or None)


def _joined(
    page: Page,
    parts: list[tuple[int, int]],
    vocabulary: str,
    lexicon: Lexicon,
    on: date | None,
) -> Iterator[Listed]:
    index = 0
    while index < len(parts):
        for taken in range(min(_LONGEST_NAME_PARTS, len(parts) - index), 0, -1):
            start, end = parts[index][0], parts[index + taken - 1][1]
            name = squeeze(page.capture.text[start:end])
            term = lexicon.find(vocabulary, name, on)
            if term is not None or taken == 1:
                break
        if term is None and (some := _apart(page, (start, end), vocabulary, lexicon, on)):
            yield from some
        else:
            yield Listed(start=start, end=end, name=name, term=term)
        index += taken


def _apart(
    page: Page, part: tuple[int, int], vocabulary: str, lexicon: Lexicon, on: date | None
) -> tuple[Listed, ...]:
    """Return the names around an `and` or a stroke, where all are known; a name may hold one."""
    text, found = page.capture.text, list[Listed]()
    start, end = part
    for stop, begin in [*(joint.span() for joint in _JOINT.finditer(text, *part)), (end, end)]:
        name = squeeze(text[start:stop])
        if term := lexicon.find(vocabulary, name, on):
            found.append(Listed(start=start, end=stop, name=name, term=term))
            start = begin
    return tuple(found) if start == end else ()


def _parts(text: str, start: int, end: int, between: re.Pattern[str]) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    for found in between.finditer(text, start, end):
        parts.append((start, found.start()))
        start = found.end()
    parts.append((start, end))
    return [(one, other) for one, other in parts if other > one]


def _state_itself(name: str, lexicon: Lexicon) -> str:
    state = lexicon.country(name)
    return state.code if state else ""


def _spelt(name: str) -> str:
    """Return a name in capitals as names are written (`KAMENSK-SHAKHTINSKIY`)."""
    if not name.isupper():
        return name
    words = name.title().split(" ")
    # str.title begins a word behind an apostrophe, and makes abbreviations of one letter right.
    mended = [re.sub(r"(?<=[’'])\w+", lambda found: found[0].capitalize(), word) for word in words]
    return " ".join(mended)
