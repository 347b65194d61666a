"""A saved HTML page as blocks: what each shows, and how it stands among the elements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from communique.core.text import loose, squeeze
from communique.ingest.head import Head, head_of, parts_of
from communique.ingest.markup import UNSHOWN, WITHIN, bare

# Where a page leaves `head` and `body` unsaid, as it may, the parser takes its text into the head;
# what a head has itself is unshown by its own names.
_NEVER_SHOWN = frozenset(UNSHOWN) - {"head"}
# What a page has around its text in every language: elements, not words.
AROUND = frozenset(
    {*_NEVER_SHOWN, "nav", "footer", "aside", "figcaption", "form", "button", "select", "svg",
     "iframe", "canvas", "object", "audio", "video", "textarea", "datalist", "dialog", "math",
     "noframes"}
)  # fmt: skip
# Roles of what is no text of the page.  Source: WAI-ARIA 1.2, "Landmark Roles" and others.
_ROLES = frozenset(
    {"navigation", "contentinfo", "complementary", "search", "dialog", "alertdialog", "tooltip",
     "menu", "menubar", "toolbar", "form"}
)  # fmt: skip
SENTENCE_CHARACTERS = 25
_ENDS = '.!?:;…»”"“'
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADINGS = {f"h{number}": number for number in range(1, 7)}
# Deeper than pages are; what is deeper still stands, for us, at this depth.
_DEEPEST = 48
_CARD_CHARACTERS = 250
_FEWEST_CHARACTERS = 200
_SPACER = 32
# Source: HTML 3.2, "FONT": sizes 1 to 7, or so many more or less than 3.
_FONT_SIZE = re.compile(r"\s*([+-]?)([1-7])\s*", re.ASCII)
_USUAL_SIZE = 3
_MOST_INSETS = 200
# Fewer words may name the site.
_NAME_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Inset:
    """A part of a block in an element with a class: characters [start, end) of its text."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a page.

    mark: its element and class.
    within: the elements that it stands in with others, outermost first, by number.
    trail: the marks of the last elements around it, empty where none has a class or an id.
    linked: how many of its characters lead elsewhere.  level: of a heading, 0 for others.
    to: where the first of them lead, as it is written.
    size: of its letters, as `font` has it: 1 to 7, 0 where nothing is said.
    is_head: it stands as a heading does, in bold as a whole at least.
    is_listed: it is an entry of a list.  is_pictured: its element holds a picture or
    a form, and little else.
    """

    text: str
    mark: str = ""
    within: tuple[int, ...] = ()
    trail: str = ""
    linked: int = 0
    to: str = ""
    level: int = 0
    size: int = 0
    is_head: bool = False
    is_listed: bool = False
    is_pictured: bool = False
    insets: tuple[Inset, ...] = ()

    @property
    def kind(self) -> str:
        """Return in what kind of element it stands: its trail, else its mark."""
        return self.trail or self.mark

    @property
    def is_link(self) -> bool:
        """Tell whether all that it says leads elsewhere, but for marks and a word or two."""
        return self.linked * 10 >= len(self.text) * 9

    @property
    def is_row(self) -> bool:
        """Tell whether it is made of parts that each have a class, as fields in a row are."""
        parts, covered = 0, 0
        for inset in sorted(self.insets, key=lambda one: one.start):
            # One may hold others, and a space may stand between them.
            if covered <= inset.start <= covered + 1:
                parts += 1
                covered = inset.end
        return parts > 1 and covered >= len(self.text)

    @property
    def is_sentence(self) -> bool:
        """Tell whether it ends as sentences do, and is not as short as a heading."""
        return self.text[-1] in _ENDS and len(self.text) >= SENTENCE_CHARACTERS

    @property
    def parent(self) -> int:
        """Return the number of the element it stands in."""
        return self.within[-1] if self.within else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page taken apart: its blocks in their order, and what its head says of it."""

    blocks: tuple[Block, ...]
    head: Head = field(default_factory=Head)


def sheet_of(source: str) -> Sheet:
    """Return the blocks that a page shows, without navigation, footers, forms and the like.

    Where it has a `main` that says something, without all outside that; a page that has nothing
    but what is passed over elsewhere is taken whole.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(source.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or any("depth" in one.message for one in parser.error_log):
        # Too deep for any parser: its words, without a structure.
        return Sheet(blocks=tuple(_bare(source)))
    head = head_of(root)
    names = frozenset(map(loose, (*head.titles, *parts_of(head))))
    blocks = _Walk(AROUND, names).blocks_of(root)
    if _length(blocks) < _FEWEST_CHARACTERS:
        # Some systems make one form of the whole page.
        inner = _Walk(AROUND - {"form"}, names).blocks_of(root)
        blocks = inner if _length(inner) >= _FEWEST_CHARACTERS else blocks
    return Sheet(blocks=blocks or _Walk(_NEVER_SHOWN, names).blocks_of(root), head=head)


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(one.text) for one in blocks)


def _bare(source: str) -> Iterator[Block]:
    for line in bare(source).splitlines():
        if said := squeeze(line):
            yield Block(text=said)


class _Open:
    """An element being read.

    number: its own where it is a block, else that of the one it stands in.
    began, first: the character and the block with which it begins.
    """

    __slots__ = ("began", "characters", "first", "mark", "number", "pictures", "size", "tag")

    def __init__(self, tag: str, mark: str, number: int, *, began: int = 0, first: int = 0) -> None:
        """Begin an element."""
        self.tag, self.mark, self.number = tag, mark, number
        self.began, self.first, self.size = began, first, 0
        self.pictures = self.characters = 0


class _Walk:
    """Reads a tree in its order; what is open stands in a list, not in nested calls."""

    def __init__(self, passed_over: frozenset[str], names: frozenset[str]) -> None:
        self._passed_over, self._names = passed_over, names
        self._blocks: list[Block] = []
        self._holds: Counter[int] = Counter()
        self._open: list[_Open] = []
        self._numbers = 0
        self._said: list[str] = []
        self._length = 0
        self._space = False
        self._linked = self._marks = 0
        self._bold = 0
        self._size: int | None = None
        self._links = 0
        self._leads = self._to = ""
        self._bolds = 0
        self._insets: list[Inset] = []
        self._main: list[tuple[int, int]] = []

    def blocks_of(self, root: etree._Element) -> tuple[Block, ...]:
        """Return the blocks of a tree."""
        skipped: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if skipped is not None:
                if event == "end" and element is skipped:
                    skipped = None
                    self._add(element.tail or "")
                continue
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "end":
                self._end(tag)
                self._add(element.tail or "")
            elif self._is_passed_over(tag, element):
                skipped = element
                if tag == "form" and self._open:
                    self._open[-1].pictures += 1
                if tag not in WITHIN:
                    self._end_block()
            else:
                self._begin(tag, element)
                self._add(element.text or "")
        self._end_block()
        blocks = tuple(map(self._unwrapped, self._blocks))
        if len(self._main) == 1:
            begin, end = self._main[0]
            inner = blocks[begin:end]
            if _length(inner) >= _FEWEST_CHARACTERS:
                return inner
        return blocks

    def _unwrapped(self, block: Block) -> Block:
        """Return a block without the elements that hold nothing but it.

        Systems that build pages of parts wrap up each paragraph; what stands beside it shows
        further out.
        """
        within = tuple(one for one in block.within if self._holds[one] > 1)
        return block if len(within) == len(block.within) else replace(block, within=within)

    def _is_passed_over(self, tag: str, element: etree._Element) -> bool:
        if tag in self._passed_over or not tag:
            return True
        if self._passed_over is _NEVER_SHOWN or not element.attrib:
            return False
        said = element.attrib
        return (
            "hidden" in said
            or said.get("aria-hidden") == "true"
            or said.get("role") in _ROLES
            or _HIDDEN_STYLE.search(said.get("style", "")) is not None
        )

    def _begin(self, tag: str, element: etree._Element) -> None:
        if tag == "img" and not _is_spacer(element):
            for one in self._open[-3:]:
                one.pictures += 1
        mark = _mark(tag, element)
        if tag in WITHIN:
            number = self._open[-1].number if self._open else 0
            self._open.append(_Open(tag, mark, number, began=self._where()))
            self._open[-1].size = _font_size(element) if tag == "font" else 0
            self._links += tag == "a"
            self._leads = element.get("href", "") if tag == "a" else self._leads
            self._bolds += tag in ("b", "strong")
            return
        self._end_block()
        self._numbers += 1
        opened = _Open(tag, mark, self._numbers, first=len(self._blocks))
        self._open.append(opened)

    def _where(self) -> int:
        return self._length + (self._space and self._length > 0)

    def _end(self, tag: str) -> None:
        one = self._open.pop()
        if tag in WITHIN:
            self._links -= tag == "a"
            self._bolds -= tag in ("b", "strong")
            is_inset = "." in one.mark and one.began < self._length
            if is_inset and len(self._insets) < _MOST_INSETS:
                self._insets.append(Inset(start=one.began, end=self._length, mark=one.mark))
            return
        self._end_block(one)
        if tag == "main":
            self._main.append((one.first, len(self._blocks)))
        # A picture in a paragraph may stand beside its words; in a frame of its own it does not,
        # and what stands in one with a form says what that is for.
        if tag != "p" and one.pictures and 0 < one.characters <= _CARD_CHARACTERS:
            self._picture(one.first)
            # It has its words, and those around it are not its own.
            for above in self._open[-2:]:
                above.pictures = max(0, above.pictures - one.pictures)
        if self._open:
            self._open[-1].characters += one.characters

    def _picture(self, first: int) -> None:
        """Mark the blocks of an element as the words to its picture, unless one names the page."""
        inside = self._blocks[first:]
        if not any(one.level == 1 or self._is_name(one.text) for one in inside):
            self._blocks[first:] = [replace(one, is_pictured=True) for one in inside]

    def _is_name(self, text: str) -> bool:
        return len(text.split()) >= _NAME_WORDS and loose(text) in self._names

    def _add(self, text: str) -> None:
        for number, part in enumerate(re.split(r"\s+", text)):
            self._space = self._space or number > 0
            if part:
                added = (" " if self._space and self._said else "") + part
                self._said.append(added)
                self._length += len(added)
                self._linked += len(added) if self._links else 0
                self._marks += 0 if self._links or _says(part) else len(added)
                self._to = self._to or (self._leads if self._links else "")
                self._bold += len(added) if self._bolds else 0
                # Of words in several sizes the smallest is that of the block.
                size = next((one.size for one in reversed(self._open) if one.size), 0)
                self._size = size if self._size is None else min(self._size, size)
                self._space = False

    def _end_block(self, ended: _Open | None = None) -> None:
        """Keep what was read since the last block, where it has words."""
        text = "".join(self._said)
        # A line of stars or dashes has no words.
        if _says(text):
            around = [one for one in self._open if one.tag not in WITHIN]
            around += [ended] if ended else []
            own = around[-1] if around else _Open("", "", 0)
            own.characters += len(text)
            self._holds.update(one.number for one in around)
            level = next((_HEADINGS[one.tag] for one in around[-2:] if one.tag in _HEADINGS), 0)
            self._blocks.append(
                Block(
                    text=text,
                    mark=own.mark,
                    within=tuple(one.number for one in around[:-1][:_DEEPEST]),
                    trail=_trail(around),
                    # What stands between links and is no word parts them.
                    linked=self._linked and self._linked + self._marks,
                    to=self._to,
                    level=level,
                    size=self._size or 0,
                    is_head=bool(level) or self._bold * 10 >= len(text) * 9,
                    is_listed=any(one.tag == "li" for one in around[-2:]),
                    insets=tuple(self._insets),
                )
            )
        self._said, self._length, self._space = [], 0, False
        self._linked = self._marks = self._bold = 0
        self._size, self._to = None, ""
        self._insets = []
        for one in self._open:
            one.began = 0


def _says(text: str) -> bool:
    """Tell whether a text has a letter or a figure."""
    return any(map(str.isalnum, text))


def _mark(tag: str, element: etree._Element) -> str:
    """Return an element's name with its class, or its id, where it has one."""
    said = element.get("class") or element.get("id") or ""
    name = ".".join(sorted(set(said.split()))[:4])
    # What counts something, or names this page alone, is no mark of a kind.
    return f"{tag}.{re.sub(r'[0-9]+', '0', name)}" if name else tag


def _trail(around: list[_Open]) -> str:
    marks = [one.mark for one in around[-3:]]
    return "/".join(marks) if any("." in mark for mark in marks) else ""


def _font_size(element: etree._Element) -> int:
    said = _FONT_SIZE.fullmatch(element.get("size", ""))
    if said is None:
        return 0
    size = int(f"{said[1]}{said[2]}")
    return max(1, min(7, _USUAL_SIZE + size)) if said[1] else size


def _is_spacer(element: etree._Element) -> bool:
    sides = (element.get("width", ""), element.get("height", ""))
    return any(side.isdigit() and int(side) <= _SPACER for side in sides)
