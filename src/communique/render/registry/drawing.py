"""Drawings as plain shapes; a template writes them as SVG and computes nothing.

Colours and letters come from classes, never from style attributes: the pages' content security
policy forbids those.
Source: SVG 2, "Basic Shapes" and "Text"; WAI-ARIA 1.2, roles `img` and `group`.
"""

from __future__ import annotations

from dataclasses import dataclass

LETTER = 0.6  # the mean width of a letter in ems, that of the widest common sans-serif faces
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A filled rectangle; `look` is its class, `href` where it leads."""

    x: float
    y: float
    width: float
    height: float
    look: str
    tip: str = ""
    href: str = ""

    @property
    def d(self) -> str:
        """Return it as the `d` of a path, which is half as long as its four attributes."""
        return f"M{self.x:g} {self.y:g}h{self.width:g}v{self.height:g}h{-self.width:g}z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line through points, or a shape, as the `d` of a path; `look` is its class."""

    d: str
    look: str
    tip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One line of text, its base line at y; `anchor` is start, middle or end.

    lang: the language of the text where it is another than the page's.
    """

    x: float
    y: float
    text: str
    look: str
    anchor: str = "start"
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Shapes in a box of width by height; the title and description say what one sees."""

    code: str
    width: int
    height: int
    title: str
    description: str
    rects: tuple[Rect, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def role(self) -> str:
        """Return its role: what has links in it is no single picture."""
        return "group" if any(one.href for one in self.rects) else "img"


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return the path of a straight line."""
    return f"M{x1:g} {y1:g}L{x2:g} {y2:g}"


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is when set in letters of a size."""
    return len(text) * size * LETTER


def wrapped(text: str, *, width: float, size: float, lines: int) -> tuple[str, ...]:
    """Return the text in at most so many lines of a width; what is over ends in an ellipsis.

    >>> wrapped("Office of Internal Oversight", width=140, size=12, lines=3)
    ('Office of Internal', 'Oversight')
    """
    room = max(int(width / (size * LETTER)), 1)
    made: list[str] = []
    for word in text.split():
        if made and len(made[-1]) + 1 + len(word) <= room:
            made[-1] += f" {word}"
        else:
            made.append(word)
    kept = made[:lines]
    if len(made) > lines:
        kept[-1] = kept[-1][: room - 1].rstrip() + ELLIPSIS
    return tuple(one if len(one) <= room else one[: room - 1] + ELLIPSIS for one in kept)
