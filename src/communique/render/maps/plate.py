"""A plate: the part of the world that a map shows, projected, as the paths of its countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from communique.render.maps.projection import Point, Projection, middle_of
from communique.render.maps.world import World, world

Box = tuple[float, float, float, float]  # left, top, right, bottom
Spot = tuple[int, int]

WIDTH, MARGIN = 2000, 30
# A bend that leaves the straight line by less is not drawn: two units are about a pixel of a map
# shown at full width, and each point is one more for a telephone to draw.
LEAST_BEND = 1.5
LEAST_ISLAND, SMALL = 14.0, 110.0
# A part of a country far smaller than its largest one does not widen the map for the rest.
COUNTED_PART = 0.1
# How far a map is widened, of its own width, for a country that is not what it is drawn for.
WIDENED = 0.12
FLATTEST, TALLEST = 0.42, 0.9
# The room around towns: a part of the distance between them, at least about three degrees.
ROOM, LEAST_ROOM = 0.1, 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A country on a plate: its path, its middle, and whether it is too small to be seen."""

    d: str
    x: int
    y: int
    is_small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A map without meaning yet: the countries in its frame, by code.

    beyond: those asked for that lie outside the frame, or that the world's file does not know.
    """

    width: int
    height: int
    outlines: dict[str, Outline]
    beyond: tuple[str, ...]
    frame: Frame

    def at(self, point: Point) -> tuple[int, int]:
        """Return where a place (longitude, latitude) lies on the plate."""
        return self.frame.placed(self.frame.projection.flat((point,))[0])

    def holds(self, x: int, y: int) -> bool:
        """Tell whether a spot lies on the plate."""
        return 0 <= x <= self.width and 0 <= y <= self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How the plane lies on the plate: the corner at its top left, and the scale."""

    projection: Projection
    left: float
    top: float
    scale: float
    height: int

    def placed(self, point: Point) -> tuple[int, int]:
        """Return a point of the plane on the plate; one far outside comes to its edge."""
        x, y = (point[0] - self.left) * self.scale, (point[1] - self.top) * self.scale
        return (
            round(min(max(x, -MARGIN), WIDTH + MARGIN)),
            round(min(max(y, -MARGIN), self.height + MARGIN)),
        )


@lru_cache(maxsize=32)
def plate_of_lands(shown: tuple[str, ...], others: tuple[str, ...] = ()) -> Plate | None:
    """Return the plate that shows some countries; None where none of them has a shape.

    others: countries that the plate shows too where that widens it little.
    """
    of = world()
    known = [code for code in shown if code in of.shapes]
    if not known:
        return None
    # One voice a country: by the length of their coasts, the Arctic would be the middle.
    centre = middle_of(middle_of(_ring(of, _largest(of, code))) for code in known)
    projection = Projection(centre)
    box = _around(_counted(of, projection, known))
    for code in others:
        if code in of.shapes and projection.is_in_sight(_ring(of, _largest(of, code))[0]):
            box = _widened(box, _around([box, *_counted(of, projection, [code])]))
    return _plate(of, _frame(projection, box), (*shown, *others))


@lru_cache(maxsize=32)
def plate_of_towns(points: tuple[Point, ...]) -> Plate | None:
    """Return the plate around some places, (longitude, latitude); None where there are none."""
    if not points:
        return None
    projection = Projection(middle_of(points))
    left, top, right, bottom = _box(projection.flat(points))
    room = max((right - left) * ROOM, (bottom - top) * ROOM, LEAST_ROOM)
    box = (left - room, top - room, right + room, bottom + room)
    return _plate(world(), _frame(projection, box), ())


def _plate(of: World, frame: Frame, asked: tuple[str, ...]) -> Plate:
    outlines = dict(_outlines(of, frame))
    return Plate(
        width=WIDTH,
        height=frame.height,
        outlines=outlines,
        beyond=tuple(code for code in asked if code not in outlines),
        frame=frame,
    )


def _frame(projection: Projection, box: Box) -> Frame:
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    # A frame much wider or taller than a page is good for shows more of the world instead.
    wanted = max(height, width * FLATTEST)
    width = max(width, wanted / TALLEST)
    scale = (WIDTH - 2 * MARGIN) / width
    return Frame(
        projection=projection,
        left=(left + right - width) / 2 - MARGIN / scale,
        top=top - (wanted - height) / 2 - MARGIN / scale,
        scale=scale,
        height=round(wanted * scale) + 2 * MARGIN,
    )


def _counted(of: World, projection: Projection, codes: Iterable[str]) -> list[Box]:
    """Return the boxes of the parts of countries that count for the frame."""
    made = []
    for code in codes:
        boxes = [_box(projection.flat(_ring(of, ring))) for ring in of.shapes[code]]
        largest = max(_spread(box) for box in boxes)
        made += [box for box in boxes if _spread(box) >= COUNTED_PART * largest]
    return made


def _widened(box: Box, wider: Box) -> Box:
    """Return the wider box, or the box itself where that would cost the rest too much room."""
    width, height = box[2] - box[0], box[3] - box[1]
    grown = max((wider[2] - wider[0]) / width, (wider[3] - wider[1]) / height)
    return wider if grown <= 1 + WIDENED else box


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _box(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _spread(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _outlines(of: World, frame: Frame) -> Iterator[tuple[str, Outline]]:
    arcs: dict[int, list[tuple[int, int]]] = {}
    for code, rings in of.shapes.items():
        walked = [_walked(of, ring, frame, arcs) for ring in rings]
        seen = [ring for ring in walked if _is_seen(ring, frame)]
        if not seen:
            continue
        largest = max(seen, key=_size)
        drawn = [ring for ring in seen if ring is largest or _size(ring) >= LEAST_ISLAND]
        x, y = _middle(largest)
        yield (
            code,
            Outline(
                d="".join(_path(ring) for ring in drawn),
                x=x,
                y=y,
                is_small=_size(largest) < SMALL,
            ),
        )


def _walked(
    of: World, ring: tuple[int, ...], frame: Frame, arcs: dict[int, list[tuple[int, int]]]
) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for at in ring:
        number = at if at >= 0 else ~at
        if number not in arcs:
            arcs[number] = _flat(of.arcs[number], frame)
        points += arcs[number] if at >= 0 else arcs[number][::-1]
    return points


def _flat(arc: tuple[Point, ...], frame: Frame) -> list[tuple[int, int]]:
    """Return an arc on the plate without its least bends; empty where the globe hides it."""
    if not all(frame.projection.is_in_sight(point) for point in (arc[0], arc[-1])):
        return []
    return _straightened([frame.placed(point) for point in frame.projection.flat(arc)])


def _straightened(points: list[Spot]) -> list[Spot]:
    """Return a line without the points that lie about on the straight line between others.

    Source: Douglas and Peucker, "Algorithms for the reduction of the number of points", 1973.
    """
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        between = range(first + 1, last)
        farthest = max(between, default=0, key=lambda at: _bend(points, first, last, at))
        if between and _bend(points, first, last, farthest) > LEAST_BEND:
            kept.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [points[at] for at in sorted(kept)]


def _bend(points: list[Spot], first: int, last: int, at: int) -> float:
    """Return how far a point lies from the line between two others."""
    (left, top), (x, y) = points[first], points[at]
    across, down = points[last][0] - left, points[last][1] - top
    length = hypot(across, down)
    if not length:
        return hypot(x - left, y - top)
    return abs(down * (x - left) - across * (y - top)) / length


def _is_seen(ring: list[tuple[int, int]], frame: Frame) -> bool:
    return any(0 < x < WIDTH and 0 < y < frame.height for x, y in ring)


def _size(ring: list[tuple[int, int]]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _middle(ring: list[tuple[int, int]]) -> tuple[int, int]:
    return (
        round(sum(x for x, _ in ring) / len(ring)),
        round(sum(y for _, y in ring) / len(ring)),
    )


def _path(ring: list[tuple[int, int]]) -> str:
    """Return a ring as the `d` of a path, in steps from point to point."""
    (x, y), steps = ring[0], []
    for next_x, next_y in ring[1:]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}".replace(" -", "-"))
            x, y = next_x, next_y
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-") if steps else ""


def _largest(of: World, code: str) -> tuple[int, ...]:
    return max(of.shapes[code], key=lambda ring: len(_ring(of, ring)))


def _ring(of: World, ring: tuple[int, ...]) -> list[Point]:
    return [point for at in ring for point in (of.arcs[at] if at >= 0 else of.arcs[~at][::-1])]
