"""The words around what was searched for, as runs that a page marks or leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from communique.core.record import Release
from communique.core.text import Text
from communique.store.rows import EXTRACT_CHARACTERS, beginning, lang_shown
from communique.store.search.analysis import PLAIN, forms
from communique.store.search.asked import Asked

Runs = tuple[tuple[str, bool], ...]
# A word with the marks and soft hyphens inside it, as it is shown.
_SHOWN_WORD = re.compile(
    "[^\\W_][^\\W_\u0300-\u036f\u00ad\u200b-\u200d]*(?:[\u0300-\u036f\u00ad\u200b-\u200d]+[^\\W_]*)*"
)
LEAD_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was asked for, in the forms that a text in a language is indexed as."""

    plain: frozenset[str]
    stems: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    lang: str

    @classmethod
    def of(cls, asked: Asked, lang: str) -> _Wanted:
        """Return the forms of words and phrases asked for."""
        return cls(
            plain=frozenset(form for word in asked.words for form in forms(word, PLAIN)),
            stems=frozenset(form for word in asked.words for form in forms(word, lang)),
            phrases=tuple(tuple(_plain(word) for word in phrase) for phrase in asked.phrases),
            lang=lang,
        )

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the words and phrases stand, in order, none within another."""
        words = list(_SHOWN_WORD.finditer(text))
        plain = [_plain(word[0]) for word in words]
        found = [
            word.span()
            for word, form in zip(words, plain, strict=True)
            if form in self.plain or not self.stems.isdisjoint(forms(word[0], self.lang))
        ]
        for phrase in self.phrases:
            length = len(phrase)
            found += [
                (words[first].start(), words[first + length - 1].end())
                for first in range(len(words) - length + 1)
                if plain[first] == phrase[0] and tuple(plain[first : first + length]) == phrase
            ]
        return _apart(found)


def shown(release: Release, asked: Asked, lang: str) -> tuple[str, Runs]:
    """Return the language a release is shown in and its extract.

    The reader's language where the words stand in that text; else the first text they stand
    in, so that a reader sees why it was found; else the beginning of the reader's.
    """
    own = lang_shown(release, lang)
    texts = {one: release.texts[one] for one in (own, *release.langs) if one in release.texts}
    if asked.words or asked.phrases:
        for one, text in texts.items():
            if runs := extract(text, asked, one):
                return one, runs
            if _Wanted.of(asked, one).spans(text.title):
                return one, beginning(text)
    return own, beginning(texts[own]) if texts else ()


def extract(text: Text, asked: Asked, lang: str) -> Runs:
    """Return the stretch of a text with the most different words asked for, nothing where none."""
    whole = " ".join((text.summary, *text.body)).strip()
    matches = _Wanted.of(asked, lang).spans(whole)
    if not matches:
        return ()
    start, end = _window(whole, matches)
    runs = list(_runs(whole, start, end, matches))
    lead = [("…\u00a0", False)] if start > 0 else []
    rest = [("\u00a0…", False)] if end < len(whole) else []
    return tuple(_joined([*lead, *runs, *rest]))


def _plain(word: str) -> str:
    return "".join(forms(word, PLAIN))


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _window(whole: str, matches: list[tuple[int, int]]) -> tuple[int, int]:
    """Return where the extract begins and ends, between words."""

    def worth(first: int) -> int:
        beyond = matches[first][0] + EXTRACT_CHARACTERS - LEAD_CHARACTERS
        inside = list(takewhile(lambda span: span[1] <= beyond, islice(matches, first, None)))
        return len({whole[start:end].casefold() for start, end in inside}) * 100 + len(inside)

    best = max(range(len(matches)), key=lambda first: (worth(first), -first))
    start = max(0, matches[best][0] - LEAD_CHARACTERS)
    if start > 0:
        start = whole.find(" ", start, matches[best][0]) + 1 or matches[best][0]
    end = min(len(whole), start + EXTRACT_CHARACTERS)
    if end < len(whole):
        end = max(whole.rfind(" ", start, end), matches[best][1])
    return start, end


def _runs(
    whole: str, start: int, end: int, matches: list[tuple[int, int]]
) -> Iterator[tuple[str, bool]]:
    at = start
    for first, last in matches:
        if first < start or last > end:
            continue
        if whole[at:first]:
            yield whole[at:first], False
        yield whole[first:last], True
        at = last
    if whole[at:end]:
        yield whole[at:end], False


def _joined(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    joined: list[tuple[str, bool]] = []
    for text, is_match in runs:
        if joined and joined[-1][1] == is_match:
            joined[-1] = (joined[-1][0] + text, is_match)
        else:
            joined.append((text, is_match))
    return joined
