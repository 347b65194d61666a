"""The shapes of the world's countries, as the package carries them.

Source: Natural Earth 4.1, 1:50m, public domain; `tests/atlas.py` made the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

import msgspec

FILE = Path(__file__).parent / "world.json"
Point = tuple[float, float]


class _File(msgspec.Struct):
    """What world.json holds: arcs as a first point and steps from there, in 1/unit degrees."""

    unit: int
    arcs: list[list[int]]
    shapes: dict[str, list[list[int]]]


@dataclass(frozen=True, slots=True)
class World:
    """Arcs of (longitude, latitude) points, and countries as rings of arcs.

    shapes: by ISO 3166-1 alpha-2, or by a name for what has no such code; in a ring, ~n is
    arc n walked backwards. Neighbours share the arc of their border.
    """

    arcs: tuple[tuple[Point, ...], ...]
    shapes: dict[str, tuple[tuple[int, ...], ...]]


@cache
def world() -> World:
    """Return the world's shapes."""
    held = msgspec.json.decode(FILE.read_bytes(), type=_File)
    return World(
        arcs=tuple(_points(arc, held.unit) for arc in held.arcs),
        shapes={code: tuple(tuple(ring) for ring in rings) for code, rings in held.shapes.items()},
    )


def _points(steps: list[int], unit: int) -> tuple[Point, ...]:
    longitudes, latitudes = accumulate(steps[::2]), accumulate(steps[1::2])
    return tuple((x / unit, y / unit) for x, y in zip(longitudes, latitudes, strict=True))
