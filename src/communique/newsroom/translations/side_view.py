"""Both sides as the page shows them: each passage with its names, changes and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.core.comparison import Run, changes_only
from communique.core.record import Finding
from communique.core.rules import extent_of
from communique.core.text import EMPHASIS, HEADING, ITEM, LINK, ORDERED, QUOTE, STRONG, Mark
from communique.newsroom.translations.names import Known, Named, Wording
from communique.newsroom.translations.passages import BODY, NOTES, SUMMARY, TITLE, Pair, Sides

_LABELS = {TITLE: "Title", SUMMARY: "Summary", NOTES: "Note to editors"}
_BLOCKS = {HEADING: "heading", ITEM: "list", ORDERED: "numbered list", QUOTE: "quotation"}
_LETTERS_IN_A_ROW = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of the original that are shown alike.

    name: the number of the paragraph's name that they are, 0 for none.  link: of its link.
    """

    text: str
    name: int = 0
    said_as: str = ""
    link: int = 0
    to: str = ""
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One passage of both sides.

    rows: how many lines its field begins with.  block: what the paragraph is, in a word.
    """

    pair: Pair
    label: str
    block: str
    pieces: tuple[Piece, ...]
    names: tuple[Known, ...]
    changes: tuple[Run, ...]
    findings: tuple[Finding, ...]
    rows: int


def rows(sides: Sides, wording: Wording, findings: Sequence[Finding]) -> tuple[Row, ...]:
    """Return both sides passage by passage, with what is to be seen beside each."""
    return tuple(_row(pair, wording, findings) for pair in sides.pairs)


def _row(pair: Pair, wording: Wording, findings: Sequence[Finding]) -> Row:
    found = wording.found_in(pair.now)
    names = _once(one.known for one in found)
    return Row(
        pair=pair,
        label=_LABELS.get(pair.part) or f"Paragraph {pair.number}",
        block=_BLOCKS.get(pair.block.kind, "") if pair.block else "",
        pieces=tuple(_pieces(pair, found, names)),
        names=names,
        changes=changes_only(pair.changes),
        findings=tuple(one for one in findings if one.field == pair.key),
        rows=max(2 if pair.part == BODY else 1, len(pair.now) // _LETTERS_IN_A_ROW + 1),
    )


def _once(known: Iterator[Known]) -> tuple[Known, ...]:
    """Return each term once that has a name to offer, in the order met."""
    met: dict[tuple[str, str, tuple[str, ...]], Known] = {}
    for one in known:
        if one.names:
            met.setdefault((one.vocabulary, one.code, one.names), one)
    return tuple(met.values())


def _pieces(pair: Pair, found: Sequence[Named], names: Sequence[Known]) -> Iterator[Piece]:
    numbers = {(one.vocabulary, one.code, one.names): place for place, one in enumerate(names, 1)}
    links = [mark for mark in pair.marks if mark.kind == LINK]
    extents = [(mark, *extent_of(mark, pair.now)) for mark in pair.marks]
    cuts = {0, len(pair.now)}
    cuts |= {place for _, *extent in extents for place in extent}
    cuts |= {place for one in found for place in (one.start, one.end)}
    for start, end in pairwise(sorted(cuts)):
        over = [mark for mark, first, last in extents if first <= start and end <= last]
        known = next((one.known for one in found if one.start <= start and end <= one.end), None)
        link = next((mark for mark in over if mark.kind == LINK), None)
        kinds = {mark.kind for mark in over}
        yield Piece(
            text=pair.now[start:end],
            name=numbers.get((known.vocabulary, known.code, known.names), 0) if known else 0,
            said_as=", ".join(known.names) if known else "",
            link=_number(link, links, extents, end),
            to=link.to if link else "",
            strong=STRONG in kinds,
            emphasis=EMPHASIS in kinds,
        )


def _number(
    link: Mark | None,
    links: Sequence[Mark],
    extents: Sequence[tuple[Mark, int, int]],
    end: int,
) -> int:
    """Return the number of a link at its last words, else 0: it is shown once."""
    if link is None or not any(mark is link and last == end for mark, _, last in extents):
        return 0
    return next(place for place, mark in enumerate(links, 1) if mark is link)
