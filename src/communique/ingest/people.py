"""The people whom a text names: full names, surnames that stand for them, and pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communique.core.record import Ref
from communique.core.text import loose
from communique.core.vocab import Term
from communique.ingest.gazetteer import CAPITALISED
from communique.ingest.lexicon import Lexicon, key

_WORD = re.compile(CAPITALISED + r"(?:[\w’'‑-]*\w)?(?:(?<=\b\w)\.)?")
_POSSESSIVE = ("’s", "'s", "’", "'")
_LONGEST_NAME = 6
_TITLE_CHARACTERS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NameAt:
    """Words that may be a person's name: characters [start, end)."""

    start: int
    end: int
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the name on one line."""
        return " ".join(self.words)


class People:
    """The people of one page."""

    __slots__ = ("_day", "_lexicon", "_named", "_text")

    def __init__(
        self, text: str, spans: Sequence[tuple[int, int]], lexicon: Lexicon, on: date | None
    ) -> None:
        """Look for names in the spans of a text."""
        self._text, self._lexicon, self._day = text, lexicon, on
        self._named = [
            name for start, end in spans for name in self._names(start, end) if len(name.words) > 1
        ]

    def within(self, start: int, end: int) -> list[NameAt]:
        """Return the people named in text[start:end], in order; a surname counts if known."""
        return [
            name
            for name in self._names(start, end)
            if len(name.words) > 1 or self._is_surname(name)
        ]

    def last_before(self, position: int) -> NameAt | None:
        """Return the person named last before a place, or None."""
        return next((one for one in reversed(self._named) if one.end <= position), None)

    def with_title(self, phrase: str, position: int) -> NameAt | None:
        """Return the person named last before a place with the title a phrase ends with.

        `the Ambassador` is whoever was called Ambassador; nobody where it is no title.
        """
        title = phrase.rpartition(" ")[2]
        if not title[:1].isupper() or loose(title) not in self._lexicon.titles:
            return None
        found, behind = None, 0
        for name in self._named:
            if name.end > position:
                break
            lead = self._text[max(behind, name.start - _TITLE_CHARACTERS) : name.start]
            behind = name.end
            if title in lead.split():
                found = name
        return found

    def ref(self, name: NameAt) -> Ref:
        """Return a person: the full name, and the code where the registry has it."""
        known = self._known(name.text)
        if known is not None:
            return self._registered(known)
        full = self._full_name(name)
        if full is not None:
            known = self._known(full.text)
            return self._registered(known) if known else Ref(name=full.text)
        if len(name.words) == 1 and (bearer := self._bearer(name.words[0])):
            return self._registered(bearer)
        return Ref(name=name.text)

    def _registered(self, term: Term) -> Ref:
        return Ref(name=term.name("en", self._day or date.max), code=term.code)

    def _known(self, name: str) -> Term | None:
        return self._lexicon.find("person", name)

    def _is_surname(self, name: NameAt) -> bool:
        return self._full_name(name) is not None or self._bearer(name.words[0]) is not None

    def _full_name(self, name: NameAt) -> NameAt | None:
        """Return the full name on the page that ends with these words, the first one before."""
        last = name.words
        fuller = [
            one
            for one in self._named
            if len(one.words) > len(last) and one.words[-len(last) :] == last
        ]
        earlier = [one for one in fuller if one.start < name.start]
        return next(iter(earlier or fuller), None)

    def _bearer(self, surname: str) -> Term | None:
        """Return the one person of the registry who bears a surname, or None for none or two."""
        bearers = self._lexicon.surnames.get(loose(surname), ())
        return bearers[0] if len(bearers) == 1 and len(surname) > 3 else None

    def _names(self, start: int, end: int) -> Iterator[NameAt]:
        run: list[re.Match[str]] = []
        for word in _WORD.finditer(self._text, start, end):
            if run and not self._joins(run[-1].end(), word.start()):
                yield from self._closed(run)
                run = []
            if not self._may_be_name(word[0]):
                yield from self._closed(run)
                run = []
                continue
            run.append(word)
            if word[0].endswith(_POSSESSIVE):
                yield from self._closed(run)
                run = []
        yield from self._closed(run)

    def _joins(self, end: int, start: int) -> bool:
        """Tell whether nothing but blanks and particles stands between two words of a name."""
        between = self._text[end:start]
        if between.isspace():
            return True
        words = between.split()
        particles = self._lexicon.profile.reading.particles
        return between[:1].isspace() and len(words) < 4 and all(one in particles for one in words)

    def _closed(self, run: list[re.Match[str]]) -> Iterator[NameAt]:
        if not run:
            return
        last = run[-1]
        end = last.start() + len(_bare(last[0]))
        words = tuple(self._text[run[0].start() : end].split())
        if len(words) <= _LONGEST_NAME:
            yield NameAt(start=run[0].start(), end=end, words=words)

    def _may_be_name(self, word: str) -> bool:
        # Words all in capitals are abbreviations: OSCE, UN.
        if not word[0].isupper() or (len(word) > 2 and word.isupper()):
            return False
        plain = key(_bare(word))
        return plain not in self._lexicon.titles and plain not in self._lexicon.not_names


def _bare(word: str) -> str:
    """Return a word without the ending of a possessive (`Kurz’s`)."""
    for ending in _POSSESSIVE:
        if word.endswith(ending):
            return word[: -len(ending)]
    return word
