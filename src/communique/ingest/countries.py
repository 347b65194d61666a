"""The States that a text names, by noun or by adjective."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from communique.core.evidence import Found
from communique.core.text import loose
from communique.core.vocab import Term
from communique.ingest.lexicon import Lexicon
from communique.ingest.plain import Page

_BEFORE = re.compile(r"(\w+)[ \xa0]\Z")
_AFTER = re.compile(r"[ \xa0](\w+)")
_NEAR = 40


def named_states(
    page: Page,
    spans: Iterable[tuple[int, int]],
    lexicon: Lexicon,
    *,
    lang: str,
    on: date | None,
) -> Iterator[Found[str]]:
    """Yield each State named in the spans of a page's text, where it is first named.

    on: of several States that bore a name, the one of that day is meant.
    """
    text, seen = page.capture.text, set[str]()
    names = lexicon.countries.get(lang) or lexicon.countries.get("en")
    if names is None:
        return
    for start, end in spans:
        for sighting in names.find(text, start, end):
            states = [state for state in sighting.meanings if state is not None]
            if not states or len(states) < len(sighting.meanings):
                continue
            state = _of_the_day(states, on)
            if state.code in seen or _is_a_person(text, sighting.start, sighting.end, lexicon):
                continue
            seen.add(state.code)
            span = page.span(sighting.start, sighting.end, rule="named", confidence=0.9)
            yield Found(value=state.code, span=span)


def _of_the_day(states: list[Term], on: date | None) -> Term:
    if on is None:
        return next((state for state in states if state.until is None), states[0])
    return next((state for state in states if state.days.cover(on)), states[0])


def _is_a_person(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a name that people bear too stands among a person's names here."""
    if text[start:end] not in lexicon.profile.reading.also_given_names:
        return False
    before = _BEFORE.search(text[max(0, start - _NEAR) : start])
    after = _AFTER.match(text, end, end + _NEAR)
    return _is_part_of_a_name(before, lexicon) or _is_part_of_a_name(after, lexicon)


def _is_part_of_a_name(found: re.Match[str] | None, lexicon: Lexicon) -> bool:
    if found is None or not found[1].istitle():
        return False
    word = loose(found[1])
    return word not in lexicon.not_names and word not in lexicon.titles
