"""What a text tells, sentence by sentence and word by word, quoted words left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique.core.text import loose
from communique.ingest.facts.grammar import Frames, Grammar
from communique.ingest.lexicon import Lexicon
from communique.ingest.plain import Page
from communique.ingest.quotes import masked, quoted
from communique.ingest.sentences import sentences

# A short form with its full stop, an elided article or preposition, figures, a word, a sign.
_WORD = re.compile(
    r"(?:H\.E|Mr|Mrs|Ms|Dr|St|Mme|Amb|Prof|Col|Gen|Sr|Sra)\.(?=\s)"
    r"|(?:[dlnsjmtcDLNSJMTC]|[Qq]u|[Dd]all|[Dd]ell|[Nn]ell|[Aa]ll|[Ss]ull|[Uu]n)[’'](?=\w)"
    # An initial belongs to the name behind it.
    r"|[^\W\d_a-zà-ÿа-яё]\.(?=\s[^\W\d_a-zà-ÿа-яё])"
    r"|\d+(?:[.,\u202f\xa0]\d{3})*(?![\d])|\w(?:[\w’'‑-]*\w)?|[^\w\s]"
)
_LONGEST = 3_000
# No release has as many; a book that is taken for one must not be read for minutes.
_MOST_SENTENCES = 600
QUOTED = "__"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign: characters [start, end) of the capture; low is its loose form."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_capital(self) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, its quoted words left out.

    paragraph: -1 for the title.  A title tells in the present what has happened.
    frames: by their first word, the longest at each place first.
    """

    words: tuple[Word, ...]
    lows: tuple[str, ...]
    paragraph: int
    frames: Frames

    @property
    def is_title(self) -> bool:
        """Tell whether it is the title of the text."""
        return self.paragraph < 0

    @property
    def tells(self) -> bool:
        """Tell whether a fact may be told in it."""
        told = (frame for at in self.frames.values() for frame, _ in at if frame.tells)
        return any(self.is_title or not frame.is_headline for frame in told)

    @property
    def told(self) -> frozenset[int]:
        """Return the places of the words that its frames themselves are, up to their first gap."""
        return frozenset(
            place + number
            for place, at in self.frames.items()
            for frame, _ in at
            if frame.tells
            for number in range(len(frame.opening))
        )

    @property
    def start(self) -> int:
        """Return where it begins in the capture."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Return where it ends in the capture."""
        return self.words[-1].end

    def text(self, first: int, end: int) -> str:
        """Return the words [first, end) as they stand, on one line."""
        said = ""
        behind = self.words[first].start if first < end else 0
        for word in self.words[first:end]:
            said += (" " if word.start > behind else "") + word.text
            behind = word.end
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A text to read facts from.

    title: where it stands, None for a text without.  paragraphs: where they stand.
    begins: where the text begins behind its dateline, None without one.
    on: the day of the text, None where it bears none.
    """

    page: Page
    title: tuple[int, int] | None
    paragraphs: tuple[tuple[int, int], ...]
    lang: str
    on: date | None = None
    begins: int | None = None


def told(telling: Telling, grammar: Grammar, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """Return the sentences of a text, the title's first; of a very long text the first of them."""
    short = lexicon.abbreviations | grammar.abbreviations
    found: list[Sentence] = []
    if telling.title is not None:
        found += _in_span(telling, telling.title, -1, grammar, short)
    for number, (start, end) in enumerate(telling.paragraphs):
        dated = telling.begins is not None and start < telling.begins < end
        begin = telling.begins if dated and telling.begins is not None else start
        found += _in_span(telling, (begin, end), number, grammar, short)
    return tuple(found[:_MOST_SENTENCES])


def _in_span(
    telling: Telling,
    span: tuple[int, int],
    paragraph: int,
    grammar: Grammar,
    short: frozenset[str],
) -> Iterator[Sentence]:
    text = telling.page.capture.text
    plain = masked(text, span, quoted(text, [span]))
    for begin, end in sentences(plain, 0, len(plain), short):
        words = _words(plain, begin, min(end, begin + _LONGEST), span[0])
        if words:
            lows = tuple(word.low for word in words)
            yield Sentence(
                words=words, lows=lows, paragraph=paragraph, frames=grammar.frames_in(lows)
            )


def _low(said: str) -> str:
    # What `loose` makes of plain letters, at a tenth of its time: most words are such.
    return said.lower() if said.isascii() else loose(said)


def _words(plain: str, begin: int, end: int, offset: int) -> tuple[Word, ...]:
    return tuple(
        Word(found.start() + offset, found.end() + offset, said, _low(said))
        for found in _WORD.finditer(plain, begin, end)
        # What is quoted names nobody here.
        for said in (QUOTED if QUOTED in found[0] else found[0],)
    )
