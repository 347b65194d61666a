"""A histogram: one column for each year, the years without anything kept as gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.render.registry.drawing import Drawing, Label, Rect, Stroke, line

WIDTH, HEIGHT, MARGIN, FOOT, HEAD = 640, 140, 8, 22, 20
WIDEST, MOST_LABELS = 44, 10


def drawn(
    years: Sequence[tuple[int, int]],
    *,
    title: str,
    description: str,
    href: Callable[[int], str] = lambda _: "",
) -> Drawing:
    """Return the columns of (year, count) pairs, given in order of year.

    href: where the column of a year leads.
    """
    counts = dict(years)
    span = range(min(counts), max(counts) + 1) if counts else range(0)
    most = max(counts.values(), default=1) or 1
    step = min((WIDTH - 2 * MARGIN) / max(len(span), 1), WIDEST)
    ground = HEIGHT - FOOT
    rects, labels = [], []
    every = -(-len(span) // MOST_LABELS) or 1
    for number, year in enumerate(span):
        left, count = MARGIN + number * step, counts.get(year, 0)
        tall = round((ground - HEAD) * count / most, 1)
        middle = round(left + step / 2, 1)
        if count:
            rects.append(
                Rect(
                    x=round(left + step * 0.1, 1),
                    y=ground - tall,
                    width=round(step * 0.8, 1),
                    height=tall,
                    look="column",
                    tip=f"{year}: {count}",
                    href=href(year),
                )
            )
        if number % every == 0:
            labels.append(_label(middle, HEIGHT - 6, str(year), "year"))
        if count == most:
            labels.append(_label(middle, ground - tall - 5, str(count), "count"))
    return Drawing(
        code="histogram",
        width=WIDTH,
        height=HEIGHT,
        title=title,
        description=description,
        rects=tuple(rects),
        strokes=(_ground(ground),),
        labels=tuple(labels),
    )


def _ground(y: int) -> Stroke:
    return Stroke(d=line(MARGIN, y, WIDTH - MARGIN, y), look="grid")


def _label(x: float, y: float, text: str, look: str) -> Label:
    return Label(x=x, y=y, text=text, look=look, anchor="middle")
