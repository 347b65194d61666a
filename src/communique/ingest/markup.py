"""HTML inside a field becomes paragraphs and marks; not a word of it is lost on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

from communique.core.rules import sound_marks
from communique.core.text import (
    EMPHASIS,
    HEADING,
    HEADING_LEVELS,
    ITEM,
    LINK,
    ORDERED,
    QUOTE,
    STRONG,
    Mark,
    Text,
    is_link,
    words,
)

_INLINE = {"b": STRONG, "strong": STRONG, "i": EMPHASIS, "em": EMPHASIS, "cite": EMPHASIS}
_HEADINGS = {f"h{number}": number for number in range(1, 7)}
_LISTS = {"ul": ITEM, "menu": ITEM, "ol": ORDERED}
_IN_ADDRESSES = str.maketrans({" ": "%20", "\t": None, "\r": None, "\n": None})
# Marks within each other; what is open deeper is a tag that nobody closed, again and again.
_MOST_OPEN = 8
# Words in these were never shown to a reader.
UNSHOWN = ("script", "style", "template", "head", "title", "noscript")
# Elements within a line; the beginning and the end of any other one ends a paragraph.
_WITHIN_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark "
    "o:p q rp rt ruby s samp small span strike strong sub sup time tt u var wbr"
)
WITHIN = frozenset(_WITHIN_NAMES.split())
# The bound keeps broken markup from being searched to its end for every tag in it.
_TAG = re.compile(
    r"<(?P<name>/?[a-zA-Z][^\s/>]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*'){0,99999}>"
    r"|<[!?][^>]*>"
)
_UNSHOWN_BEGIN = re.compile(rf"<(?P<name>{'|'.join(UNSHOWN)})\b[^>]*>", re.IGNORECASE)
_UNSHOWN_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in UNSHOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A text in our subset: plain paragraphs and what marks them.

    is_whole: every word of the source is in the paragraphs, in its order.
    """

    paragraphs: tuple[str, ...]
    marks: tuple[Mark, ...]
    is_whole: bool


def clean(source: str, base: str = "") -> Cleaned:
    """Return HTML as paragraphs and marks; headings, lists, quotations, links, stress are kept.

    base: the address that its links are read against, empty where nobody knows it.
    Whatever is no part of the subset goes and leaves its words. Never raises, however deep or
    broken the source is: it is read as a stream of tags.
    """
    reader = MarkupReader(base=base)
    reader.read(source)
    paragraphs = tuple(reader.paragraphs)
    return Cleaned(
        paragraphs=paragraphs,
        marks=_sound(paragraphs, reader.marks),
        is_whole=said_in(source) == words("\n".join(paragraphs)),
    )


def said_in(source: str) -> tuple[str, ...]:
    """Return the words of HTML in order, found without reading its structure.

    The check on `clean`: it shares no code with it but the list of elements within a line.
    """
    return words(bare(source))


def bare(source: str) -> str:
    """Return the words of HTML on their lines, found without reading its structure."""
    shown = _without_comments(_without_unshown(source))
    # Behind the last `>` there is no tag to be looked for.
    end = shown.rfind(">") + 1
    return unescape(_TAG.sub(_gap, shown[:end]) + shown[end:])


def _without_unshown(source: str) -> str:
    # Behind the last `>` none begins: each that is looked for has its end, and is read once.
    kept, at, last = [], 0, source.rfind(">") + 1
    while begin := _UNSHOWN_BEGIN.search(source, at, last):
        kept.append(source[at : begin.start()])
        end = _UNSHOWN_END[begin["name"].lower()].search(source, begin.end())
        at = end.end() if end else len(source)
    return "".join(kept) + source[at:]


def _without_comments(source: str) -> str:
    kept, at = [], 0
    while (begin := source.find("<!--", at)) >= 0 and (end := source.find("-->", begin + 4)) >= 0:
        kept.append(source[at:begin])
        at = end + 3
    return "".join(kept) + source[at:]


def _gap(tag: re.Match[str]) -> str:
    name = (tag["name"] or "!").lstrip("/").lower()
    return "" if name in WITHIN or name == "!" else "\n"


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark whose words are being read.  start: where they begin in the paragraph."""

    kind: str
    tag: str
    start: int
    to: str = ""


class _Written:
    """The paragraph being read: its words so far, and the marks that ended in it.

    length: of the words so far.
    """

    def __init__(self) -> None:
        self.length = 0
        self.marks: list[Mark] = []
        self._parts: list[str] = []
        self._gap = False
        self._blanks: set[int] = set()

    def add(self, text: str) -> None:
        """Add text, each run of white space as one blank, none at the beginning."""
        self._gap = self._gap or text[:1].isspace()
        if part := " ".join(text.split()):
            if self._gap and self.length:
                self._blanks.add(self.length)
                part = f" {part}"
            self._parts.append(part)
            self.length += len(part)
            self._gap = text[-1].isspace()

    def begins(self, start: int) -> int:
        """Return where the first word behind a place begins."""
        return start + (start in self._blanks)

    @property
    def said(self) -> str:
        """Return the words."""
        return "".join(self._parts)


class MarkupReader(HTMLParser):
    """Reads tags one after the other; what is open stands in lists, not in nested calls."""

    def __init__(self, *, base: str = "") -> None:
        """Begin; `base` as in `clean`."""
        super().__init__(convert_charrefs=True)
        self._base = base
        self.paragraphs: list[str] = []
        self.marks: list[Mark] = []
        self._now = _Written()
        self._inline: list[_Open] = []
        self._lists: list[str] = []
        self._block: str | None = None
        self._level = 0
        self._quotes = 0
        self._unshown: list[str] = []
        self._is_left_open = False

    def read(self, source: str) -> None:
        """Read a whole source, once; the time it takes grows as its length does."""
        # Behind the last `>` no tag can end. The library would look for one from each `<` on.
        end = source.rfind(">") + 1
        self.feed(source[:end])
        self.close()
        self.handle_data(unescape(source[end:]))
        self.end_paragraph()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what a tag begins."""
        if tag in UNSHOWN:
            self._unshown.append(tag)
            return
        if tag in WITHIN:
            self._begin_inline(tag, dict(attrs))
            return
        self.end_paragraph()
        if tag in _LISTS:
            self._lists.append(_LISTS[tag])
        elif tag == "li":
            self._block = self._lists[-1] if self._lists else ITEM
        elif tag in _HEADINGS:
            self._block, self._level = HEADING, _HEADINGS[tag]
        elif tag == "blockquote":
            self._quotes += 1

    def handle_endtag(self, tag: str) -> None:
        """End what a tag ends; one that ends nothing is passed over."""
        if tag in UNSHOWN:
            if tag in self._unshown:
                del self._unshown[self._unshown.index(tag) :]
            return
        if tag in WITHIN:
            self._end_inline(tag)
            return
        self.end_paragraph()
        if tag in _LISTS and self._lists:
            self._lists.pop()
        if tag in _HEADINGS or tag == "li" or tag in _LISTS:
            self._block, self._level = None, 0
        elif tag == "blockquote":
            self._quotes = max(self._quotes - 1, 0)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Pass over `<![…>` as browsers do; the library raises where it knows no such section.

        Source: WHATWG HTML, "Markup declaration open state": a bogus comment.
        """
        return self.parse_bogus_comment(i, bool(report))

    def parse_comment(self, i: int, report: int = 1) -> int:
        """Return where a comment ends, -1 where it does not; then none behind it does either."""
        if self._is_left_open:
            return -1
        end = super().parse_comment(i, bool(report))
        self._is_left_open = end < 0
        return end

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._unshown:
            self._now.add(data)

    def end_paragraph(self) -> None:
        """Keep what was read since the last paragraph, where it has words."""
        said = self._now.said
        for one in self._inline:
            self._mark(one)
        self._inline = [replace(one, start=0) for one in self._inline]
        if said:
            number = len(self.paragraphs) + 1
            self.paragraphs.append(said)
            self.marks += self._blocks(number)
            self.marks += [replace(mark, paragraph=number) for mark in self._now.marks]
        self._now = _Written()

    def _blocks(self, number: int) -> list[Mark]:
        if self._block == HEADING:
            level = min(max(self._level, HEADING_LEVELS.start), HEADING_LEVELS.stop - 1)
            return [Mark(kind=HEADING, paragraph=number, level=level)]
        kind = self._block or (QUOTE if self._quotes else "")
        return [Mark(kind=kind, paragraph=number)] if kind else []

    def _begin_inline(self, tag: str, attributes: dict[str, str | None]) -> None:
        kind, to = _INLINE.get(tag, ""), ""
        if tag == "a":
            to = against(self._base, attributes.get("href") or "")
            kind = LINK if is_link(to) and "." in to else ""
        if kind and len(self._inline) < _MOST_OPEN:
            self._inline.append(_Open(kind, tag, self._from_here(), to))

    def _end_inline(self, tag: str) -> None:
        for place in range(len(self._inline) - 1, -1, -1):
            if self._inline[place].tag == tag:
                self._mark(self._inline.pop(place))
                return

    def _from_here(self) -> int:
        # The blank before the next word is no part of a mark that begins here.
        return self._now.length

    def _mark(self, one: _Open) -> None:
        start, end = self._now.begins(one.start), self._now.length
        if start < end:
            made = Mark(kind=one.kind, paragraph=0, start=start, end=end, to=one.to)
            self._now.marks.append(made)


def against(base: str, to: str) -> str:
    r"""Return where a link leads, read against the address of its page, blanks as browsers do.

    Source: WHATWG URL, "URL parsing".

    >>> against("https://lakes.example/en/", " ../a b.pdf\n")
    'https://lakes.example/a%20b.pdf'
    """
    bare = to.strip().translate(_IN_ADDRESSES)
    try:
        return urljoin(base, bare) if bare else ""
    except ValueError:
        return bare


def _sound(paragraphs: tuple[str, ...], marks: list[Mark]) -> tuple[Mark, ...]:
    """Return the marks in their order, without those that would cross another link."""
    ordered = sorted(marks, key=lambda one: (one.paragraph, one.start, -one.end))
    return sound_marks(Text(title="", body=paragraphs, marks=tuple(ordered)))
