"""Rich text as the editor keeps it, and paragraphs with marks as the record keeps them.

Whatever the HTML is, its words stay and nothing else of it does: headings, lists, quotations,
links, strong and emphasised words become marks, the rest is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from itertools import groupby, pairwise

from communique.core.rules import extent_of, sound_marks
from communique.core.text import (
    BLOCK_MARKS,
    EMPHASIS,
    HEADING,
    ITEM,
    LINK,
    ORDERED,
    QUOTE,
    STRONG,
    Mark,
    Text,
    is_link,
)

_BREAKS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset"
    r"|figcaption|figure|footer|form|h[1-6r]|head|header|hgroup|html|legend|li|main|menu|nav|ol"
    r"|optgroup|option|p|pre|section|select|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_UNSEEN = frozenset(("script", "style", "template", "title"))
_LISTS = {"ul": ITEM, "ol": ORDERED, "menu": ITEM, "dir": ITEM}
_LEVELS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_BLOCKS = frozenset((*_LISTS, *_LEVELS, "li", "blockquote"))
_INLINE = {"b": STRONG, "strong": STRONG, "i": EMPHASIS, "em": EMPHASIS, "a": LINK}
# A document of Google's stands as a whole in a `b` that is not bold.
_LIGHT = re.compile(
    r"(?<![\w-])font-(?:weight\s*:\s*(?:normal|[1-5]00)|style\s*:\s*normal)", re.IGNORECASE
)
_TAGS = {ITEM: "li", ORDERED: "li", QUOTE: "blockquote"}
# Controls, and the marks without width that word processors leave behind.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Parts:
    """A body as the record keeps it: plain paragraphs, and marks told apart from them."""

    paragraphs: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    """An inline element that is open: its tag, its mark, where it leads, which one it is."""

    tag: str
    kind: str
    to: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Run:
    """Words as they were met, and the inline elements open around them."""

    text: str
    inside: tuple[_Open, ...]


def parts_of(html: str) -> Parts:
    """Return the paragraphs and marks of rich text; any text at all is taken for HTML.

    White space is squeezed, a line break is a blank, and every mark is sound by `core.rules`.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return Parts(tuple(reader.paragraphs), tuple(reader.marks))


def html_of(paragraphs: Sequence[str], marks: Sequence[Mark]) -> str:
    """Return paragraphs and marks as rich text; marks that break a rule are left out."""
    sound = sound_marks(Text(title="", body=tuple(paragraphs), marks=tuple(marks)))
    of_paragraph: dict[int, list[Mark]] = {}
    for mark in sound:
        of_paragraph.setdefault(mark.paragraph, []).append(mark)
    made = [
        _block(paragraph, of_paragraph.get(number, []))
        for number, paragraph in enumerate(paragraphs, start=1)
    ]
    return "".join(_in_lists(made))


def _block(paragraph: str, marks: Sequence[Mark]) -> tuple[str, str]:
    """Return what a paragraph is, and its HTML."""
    block = next((one for one in marks if one.kind in BLOCK_MARKS), None)
    kind = block.kind if block else ""
    tag = f"h{block.level}" if block and kind == HEADING else _TAGS.get(kind, "p")
    return kind, f"<{tag}>{_inline(paragraph, marks)}</{tag}>"


def _in_lists(blocks: Iterable[tuple[str, str]]) -> Iterator[str]:
    for kind, alike in groupby(blocks, key=lambda one: one[0]):
        said = "".join(html for _, html in alike)
        tag = {ITEM: "ul", ORDERED: "ol"}.get(kind)
        yield f"<{tag}>{said}</{tag}>" if tag else said


def _inline(paragraph: str, marks: Sequence[Mark]) -> str:
    """Return the words of a paragraph, cut where a mark begins or ends; links outermost."""
    inline = [(one, *extent_of(one, paragraph)) for one in marks if one.kind not in BLOCK_MARKS]
    cuts = {0, len(paragraph)} | {place for _, *extent in inline for place in extent}
    pieces = []
    for start, end in pairwise(sorted(cuts)):
        over = [one for one, first, last in inline if first <= start and end <= last]
        kinds = {one.kind for one in over}
        said = escape(paragraph[start:end], quote=False)
        said = f"<i>{said}</i>" if EMPHASIS in kinds else said
        said = f"<b>{said}</b>" if STRONG in kinds else said
        pieces.append((next((one for one in over if one.kind == LINK), None), said))
    made = []
    # By the mark itself: two links side by side to one place are two links.
    for _, several in groupby(pieces, key=lambda one: id(one[0])):
        held = list(several)
        link, said = held[0][0], "".join(one for _, one in held)
        made.append(f'<a href="{escape(link.to)}">{said}</a>' if link else said)
    return "".join(made)


class _Reader(HTMLParser):
    """Collects paragraphs and their marks while it reads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.marks: list[Mark] = []
        self._blocks: list[str] = []
        self._inline: list[_Open] = []
        self._unseen: list[str] = []
        self._runs: list[_Run] = []
        self._links = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag == "br":
            self._runs.append(_Run(" ", tuple(self._inline)))
        elif tag in _INLINE:
            self._open(tag, dict(attrs))
        elif _BREAKS.fullmatch(tag):
            self.end_paragraph()
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            if tag in self._unseen:
                self._unseen.remove(tag)
        elif tag in _INLINE:
            self._close(tag)
        elif _BREAKS.fullmatch(tag):
            self.end_paragraph()
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._runs.append(_Run(data, tuple(self._inline)))

    def parse_html_declaration(self, i: int) -> int:
        # Word writes `<![if !supportLists]>`, on which the parser's own method may give up.
        if self.rawdata.startswith("<!--", i):
            return self.parse_comment(i)
        return self.parse_bogus_comment(i)

    def end_paragraph(self) -> None:
        """Keep what was read since the last paragraph as one, if it says anything."""
        text, inside = _squeezed(self._runs)
        self._runs = []
        if not text:
            return
        self.paragraphs.append(text)
        number = len(self.paragraphs)
        kind, level = self._kind()
        if kind:
            self.marks.append(Mark(kind=kind, paragraph=number, level=level))
        self.marks += _inline_marks(number, text, inside)

    def _kind(self) -> tuple[str, int]:
        """Return what the innermost block makes of a paragraph, and the level of a heading."""
        for place, tag in reversed(list(enumerate(self._blocks))):
            if tag in _LEVELS:
                return HEADING, _LEVELS[tag]
            if tag == "blockquote":
                return QUOTE, 0
            if tag == "li":
                around = (_LISTS[one] for one in reversed(self._blocks[:place]) if one in _LISTS)
                return next(around, ITEM), 0
        return "", 0

    def _begin(self, tag: str) -> None:
        if tag not in _BLOCKS:
            return
        # The ends that HTML lets a writer leave out.
        if (tag == "li" and self._blocks[-1:] == ["li"]) or (
            tag in _LEVELS and self._blocks and self._blocks[-1] in _LEVELS
        ):
            self._blocks.pop()
        self._blocks.append(tag)

    def _end(self, tag: str) -> None:
        if tag in _LEVELS:
            tag = next((one for one in reversed(self._blocks) if one in _LEVELS), tag)
        if tag in self._blocks:
            del self._blocks[len(self._blocks) - 1 - self._blocks[::-1].index(tag) :]

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "a":
            # A link ends where the next one begins.
            self._close("a")
            to = (attributes.get("href") or "").strip()
            self._links += 1
            self._inline.append(_Open(tag, LINK if is_link(to) else "", to, self._links))
            return
        light = _LIGHT.search(attributes.get("style") or "")
        self._inline.append(_Open(tag, "" if light else _INLINE[tag]))

    def _close(self, tag: str) -> None:
        for place in range(len(self._inline) - 1, -1, -1):
            if self._inline[place].tag == tag:
                del self._inline[place]
                return


def _squeezed(runs: Sequence[_Run]) -> tuple[str, list[tuple[_Open, ...]]]:
    """Return the words of runs with single blanks, and for each character what it stands in."""
    letters: list[str] = []
    inside: list[tuple[_Open, ...]] = []
    for run in runs:
        for letter in _DROPPED.sub("", run.text):
            blank = letter.isspace()
            if blank and (not letters or letters[-1] == " "):
                continue
            letters.append(" " if blank else letter)
            inside.append(run.inside)
    if letters and letters[-1] == " ":
        letters.pop()
        inside.pop()
    return "".join(letters), inside


def _inline_marks(number: int, text: str, inside: Sequence[tuple[_Open, ...]]) -> list[Mark]:
    """Return the inline marks of a paragraph in order, each as long as its neighbours allow.

    A blank is marked where both its neighbours are, whatever stood around it: nobody sees the
    difference, and editors move it.
    """
    made = []
    for kind in (LINK, STRONG, EMPHASIS):
        held = [_held(opens, kind) for opens in inside]
        for place, letter in enumerate(text):
            if letter == " " and held[place - 1] == held[place + 1]:
                held[place] = held[place - 1]
            elif letter == " ":
                held[place] = None
        end = 0
        for opened, alike in groupby(held):
            start, end = end, end + len(list(alike))
            if opened:
                mark = Mark(kind=kind, paragraph=number, start=start, end=end, to=opened[0])
                made.append(mark)
    return sorted(made, key=lambda mark: mark.start)


def _held(opens: Sequence[_Open], kind: str) -> tuple[str, int] | None:
    """Return where characters lead and by which element; nothing where none of the kind is open.

    Two links side by side are two; strong words side by side are one run of them.
    """
    for one in opens:
        if one.kind == kind:
            return (one.to, one.number) if kind == LINK else ("", 0)
    return None
