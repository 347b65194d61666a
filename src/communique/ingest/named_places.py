"""Places and States of a text that is no page: a field of another system, and its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from communique.core.evidence import Capture
from communique.core.record import Ref
from communique.core.text import Text
from communique.ingest.countries import named_states
from communique.ingest.dateline import PlaceAt
from communique.ingest.lexicon import Lexicon
from communique.ingest.plain import Line, Page
from communique.ingest.terms import place_ref

# What stands between two places of a string: marks, and the word for `and`.
_BETWEEN = re.compile(r"\s*[,;/|]\s*|\s+(?:&|and|et|und|e|ed|y|и)\s+")


def places_in(phrase: str, lexicon: Lexicon, *, lang: str, on: date | None) -> tuple[Ref, ...]:
    """Return the places of a phrase in order, each once (`Mere, Ostia und Lund` are three).

    A name may hold what stands between two (`Biel/Bienne`): the longest known one counts. A day
    is no place, and a State behind a place is where that lies.
    """
    refs: list[Ref] = []
    for name in _names(phrase, lexicon):
        state = lexicon.country(name) if lexicon.find("place", name, on) is None else None
        if state is not None and refs:
            refs[-1] = replace(refs[-1], country=refs[-1].country or state.code)
        else:
            refs.append(place_ref(PlaceAt(name=name, start=0, end=0), lexicon, on, lang))
    return tuple({ref.code or ref.name: ref for ref in refs}.values())


def _names(phrase: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the names in a phrase, the longest known one from the left, then piece by piece."""
    left = phrase.strip()
    while left:
        between = [*_BETWEEN.finditer(left)]
        ends = [(found.start(), found.end()) for found in between if found.start()]
        ends.append((len(left), len(left)))
        known = [one for one in ends if lexicon.find("place", left[: one[0]]) is not None]
        end, onward = known[-1] if known else ends[0]
        name, left = left[:end].strip(), left[onward:].strip(" ,;/|")
        if name and lexicon.days.whole(name) is None:
            yield name


def states_in(text: Text, lexicon: Lexicon, *, lang: str, on: date | None) -> Iterator[str]:
    """Yield the codes of the States that title, summary and body name, in order."""
    parts = [part for part in (text.title, text.summary, *text.body) if part]
    spans, start = [], 0
    for part in parts:
        spans.append((start, start + len(part)))
        start += len(part) + 1
    # Nothing keeps this capture, so it needs no digest.
    capture = Capture(text="\n".join(parts), digest="", path="")
    lines = tuple(
        Line(start=start, end=end, text=part)
        for (start, end), part in zip(spans, parts, strict=True)
    )
    page = Page(capture=capture, lines=lines)
    yield from (one.value for one in named_states(page, spans, lexicon, lang=lang, on=on))
