"""What a registry page is made of: a heading, a few facts, and sections of eight sorts.

Templates write these and compute nothing; the JSON twin is made of the same values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from communique.render.maps.drawing import Key, MapDrawing
from communique.render.registry.blocks import Block
from communique.render.registry.drawing import Drawing

WIDE_COLUMNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value as shown, and as machines read it.

    value: a code, an ISO 8601 day as far as it is known, or a number; the text where empty.
    href: where it leads.  note: what is to be said with it, quietly.
    lang: the language of the text where it is another than the page's.
    parts: the cells that make it up where it is several; the text is theirs, joined.
    """

    text: str
    href: str = ""
    value: str | int = ""
    note: str = ""
    lang: str = ""
    is_day: bool = False
    parts: tuple[Cell, ...] = ()


def together(cells: Sequence[Cell], between: str = "") -> Cell:
    """Return several cells as one; each keeps its link and its language.

    between: what stands between any two of them.
    """
    if len(cells) == 1:
        return cells[0]
    parts: list[Cell] = []
    for cell in cells:
        parts += [Cell(text=between)] if parts and between else []
        parts.append(cell)
    return Cell(text="".join(map(_said, parts)), parts=tuple(parts))


def _said(cell: Cell) -> str:
    return f"{cell.text} {cell.note}" if cell.note else cell.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; its code names it in the JSON twin."""

    code: str
    text: str
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing known of the subject: a label and one value or more.

    lang: the language of the label where it is another than the page's.
    """

    code: str
    label: str
    cells: tuple[Cell, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns; the first cell of a row names it.

    lang: the language of the title where it is another than the page's.
    empty: the sentence that stands where there are no rows.
    """

    sort: ClassVar[str] = "table"
    code: str
    title: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    lang: str = ""

    @property
    def lines(self) -> Iterator[tuple[tuple[Cell, bool], Sequence[tuple[Cell, bool]]]]:
        """Yield the rows, the first cell apart, each cell with whether it stands under numbers."""
        are_numbers = [column.is_number for column in self.columns]
        for row in self.rows:
            name, *others = zip(row, are_numbers, strict=True)
            yield name, others

    @property
    def is_narrow(self) -> bool:
        """Tell whether its columns would lie too far apart to be read as one line."""
        return len(self.columns) < WIDE_COLUMNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One node of a tree."""

    cell: Cell
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A tree, shown as a nested list."""

    sort: ClassVar[str] = "tree"
    code: str
    title: str
    branches: tuple[Branch, ...]
    empty: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Links in columns."""

    sort: ClassVar[str] = "listing"
    code: str
    title: str
    cells: tuple[Cell, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing, and a caption that says where the same stands as a table or list.

    lang: the language of the title where it is another than the page's.
    """

    sort: ClassVar[str] = "figure"
    code: str
    title: str
    caption: str
    drawing: Drawing
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map, its legend, and the table of the same page that says the same.

    twin: the way past the map, to that table.  beyond: what the map has no room for.
    """

    sort: ClassVar[str] = "map"
    code: str
    title: str
    caption: str
    drawing: MapDrawing
    keys: tuple[Key, ...]
    twin: Cell
    beyond: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Paragraphs of text; `blocks` are the same with their marks, where they may have some.

    lang: the language of the text where it is another than the page's.
    """

    sort: ClassVar[str] = "prose"
    code: str
    title: str
    paragraphs: tuple[str, ...]
    blocks: tuple[Block, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One release in a list."""

    symbol: str
    title: str
    href: str
    lang: str
    kind: Cell
    day: Cell
    sources: tuple[Cell, ...] = ()
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases:
    """The latest releases about the subject, all of them by year, and the ways to the rest.

    search, feed: addresses of the whole list, as a search and as an Atom feed.
    """

    sort: ClassVar[str] = "releases"
    code: str
    title: str
    total: int
    summary: str
    headlines: tuple[Headline, ...]
    by_year: Table | None = None
    drawing: Drawing | None = None
    shares: tuple[Table, ...] = ()
    search: Cell | None = None
    feed: Cell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words somebody said, and the release that they stand in; its link leads to their paragraph.

    lang: the language of the words.
    """

    words: str
    lang: str
    day: Cell
    release: Cell
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """What somebody said, the latest first."""

    sort: ClassVar[str] = "quotes"
    code: str
    title: str
    quotations: tuple[Quotation, ...]


Section = Table | Tree | Listing | Figure | Map | Prose | Releases | Quotations


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryView:
    """One page of the registry, complete.

    code: the symbol of its subject, empty for an overview.  lead: the sentence below the title.
    lang, lead_lang: the languages of title and lead where they are others than the page's.
    notes, doubts: what is told of it; what is not known for certain.
    sources: where it was read, addresses or titles.
    neighbours: pages beside it.  ways: other forms of the page, and where to follow it.
    """

    title: str
    path: str
    code: str = ""
    kicker: str = ""
    lead: str = ""
    lang: str = ""
    lead_lang: str = ""
    crumbs: tuple[Cell, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[Cell, ...] = ()
    doubts: tuple[Cell, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    neighbours: tuple[Cell, ...] = ()
    sources: tuple[Cell, ...] = ()
    ways: tuple[Cell, ...] = ()


def placed(view: RegistryView, here: str) -> RegistryView:
    """Return the view with the link to its own page, among its neighbours, as plain text."""
    beside = (replace(one, href="") if one.href == here else one for one in view.neighbours)
    return replace(view, neighbours=tuple(beside))


def trimmed(table: Table) -> Table:
    """Return the table without the columns in which no row has anything; the first stays."""
    kept = [
        number
        for number in range(len(table.columns))
        if number == 0 or any(row[number].text for row in table.rows)
    ]
    return replace(
        table,
        columns=tuple(table.columns[number] for number in kept),
        rows=tuple(tuple(row[number] for number in kept) for row in table.rows),
    )
