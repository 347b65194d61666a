"""The organisational chart: a column for each body at the top, what belongs to it below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from communique.render.registry.drawing import Drawing, Label, Rect, Stroke, wrapped

COLUMN, GAP, INDENT, MARGIN = 208, 14, 14, 2
LETTERS, LINE, PADDING = 13, 17, 8
MOST_LINES, COLUMNS, DEEPEST = 6, 5, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body and those below it; lang: of its name where it is another than the page's."""

    name: str
    below: tuple[Body, ...] = field(default=())
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """Where a body stands, and the box above it that it belongs to."""

    x: float
    y: float
    lines: tuple[str, ...]
    depth: int
    lang: str = ""
    above: _Box | None = None

    @property
    def width(self) -> float:
        return COLUMN - min(self.depth, DEEPEST) * INDENT

    @property
    def height(self) -> float:
        return len(self.lines) * LINE + 2 * PADDING - 4

    @property
    def bottom(self) -> float:
        return self.y + self.height


def drawn(roots: Sequence[Body], *, title: str, description: str) -> Drawing:
    """Return the chart of a forest; bodies with nothing below them share the first column."""
    boxes: list[_Box] = []
    top = float(MARGIN)
    for row in _rows(roots):
        for number, column in enumerate(row):
            boxes += _stacked(column, MARGIN + number * (COLUMN + GAP), top)
        top = max(one.bottom for one in boxes) + 2 * GAP
    return Drawing(
        code="chart",
        width=2 * MARGIN + COLUMNS * (COLUMN + GAP) - GAP,
        height=int(max((one.bottom for one in boxes), default=0)) + MARGIN,
        title=title,
        description=description,
        rects=tuple(_rect(one) for one in boxes),
        strokes=tuple(Stroke(d=_elbow(one, one.above), look="link") for one in boxes if one.above),
        labels=tuple(label for one in boxes for label in _labels(one)),
    )


def _rows(roots: Sequence[Body]) -> Iterator[list[list[Body]]]:
    alone = [one for one in roots if not one.below]
    columns = ([alone] if alone else []) + [[one] for one in roots if one.below]
    for start in range(0, len(columns), COLUMNS):
        yield columns[start : start + COLUMNS]


def _stacked(bodies: Sequence[Body], left: float, top: float) -> list[_Box]:
    placed: list[_Box] = []
    for body in bodies:
        y = placed[-1].bottom + GAP if placed else top
        placed += _branch(body, left, y, None)
    return placed


def _branch(body: Body, left: float, y: float, above: _Box | None) -> Iterator[_Box]:
    depth = above.depth + 1 if above else 0
    width = COLUMN - min(depth, DEEPEST) * INDENT - 2 * PADDING
    lines = wrapped(body.name, width=width, size=LETTERS, lines=MOST_LINES) or ("",)
    x = left + min(depth, DEEPEST) * INDENT
    box = _Box(x=x, y=y, lines=lines, depth=depth, lang=body.lang, above=above)
    yield box
    bottom = box.bottom
    for one in body.below:
        for placed in _branch(one, left, bottom + GAP / 2, box):
            yield placed
            bottom = placed.bottom


def _rect(box: _Box) -> Rect:
    look = "body" if box.depth else "body top"
    return Rect(x=box.x, y=box.y, width=box.width, height=box.height, look=look)


def _elbow(box: _Box, above: _Box) -> str:
    middle = box.y + box.height / 2
    return f"M{above.x + INDENT / 2:g} {above.bottom:g}V{middle:g}H{box.x:g}"


def _labels(box: _Box) -> Iterator[Label]:
    for number, text in enumerate(box.lines):
        yield Label(
            x=box.x + PADDING,
            y=box.y + PADDING + LETTERS - 3 + number * LINE,
            text=text,
            look="name" if box.depth else "name top",
            lang=box.lang,
        )
