"""Plain page text: a capture's lines, each with its place in the decoded text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from communique.core.evidence import Capture, Span

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
# The marks without width that editors leave behind, and with them all white space.
_WIDTHLESS = "\ufeff\u200b\u200e\u200f\u2060"
_EDGE = " \t\x1c\x1d\x1e\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
_EDGE += "\u200a\u202f\u205f\u3000" + _WIDTHLESS
_BULLETS = frozenset("-–—•*·▪◦‣●■")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that says something: characters [start, end) of the text, without its bullet.

    bullet: it stood behind one.  gap: an empty line stood before it.
    """

    start: int
    end: int
    text: str
    bullet: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A parsed capture: its lines, those without words left out.

    heading: the line that names the page, where its markup tells which.
    days: when it was published, as its markup says, the likeliest first.
    is_article: its markup says that it is one, or that it was published.
    address: at which its markup says that it stands.
    links: by the beginning of a line that is a link as a whole, where it leads.
    """

    capture: Capture
    lines: tuple[Line, ...]
    heading: Line | None = None
    days: tuple[str, ...] = ()
    is_article: bool = False
    address: str = ""
    links: Mapping[int, str] = field(default_factory=dict)

    def span(self, start: int, end: int, *, rule: str, confidence: float = 1.0) -> Span:
        """Return the evidence of characters [start, end): the words there, word for word."""
        quote = self.capture.text[start:end]
        return Span(start=start, end=end, quote=quote, confidence=confidence, rule=rule)


def read_plain(capture: Capture) -> Page:
    """Return the page of a plain text."""
    return Page(capture=capture, lines=tuple(_lines(capture.text)))


def _lines(text: str) -> Iterator[Line]:
    gap, hanging, before = False, False, 0
    for found in _LINE.finditer(text):
        start, end = found.span()
        if start - before > 1:
            gap = gap or len(text[before:start].replace("\r\n", "\n")) > 1
        before = end
        line = found[0]
        said = line.strip()
        if said and (said[0] in _WIDTHLESS or said[-1] in _WIDTHLESS):
            said = said.strip(_EDGE)
        if len(said) < len(line):
            start = text.find(said, start) if said else end
        bulleted = said[:1] in _BULLETS and (len(said) == 1 or said[1] in _EDGE)
        if bulleted:
            words = said[1:].lstrip(_EDGE)
            start += len(said) - len(words)
            said = words
        if not said:
            # A bullet alone on its line belongs to the line below it.
            gap, hanging = gap or not bulleted, bulleted
            continue
        end = start + len(said)
        yield Line(start=start, end=end, text=said, bullet=bulleted or hanging, gap=gap)
        gap = hanging = False
