"""Lambert's azimuthal equal-area projection: no country is drawn larger than it is.

Source: J. P. Snyder, "Map Projections: A Working Manual", USGS 1395 (1987), chapter 24.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import acos, asin, atan2, cos, degrees, radians, sin, sqrt

Point = tuple[float, float]
# The opposite side of the globe would be drawn as a ring around the map.
HORIZON = radians(150)


@dataclass(frozen=True, slots=True)
class Projection:
    """A projection around a centre, (longitude, latitude) in degrees."""

    centre: Point

    def flat(self, points: Iterable[Point]) -> list[Point]:
        """Return points on the plane, y downwards; a radius of the globe is 1."""
        middle, parallel = radians(self.centre[0]), radians(self.centre[1])
        sine, cosine = sin(parallel), cos(parallel)
        made = []
        for longitude, latitude in points:
            turned, height = radians(longitude) - middle, radians(latitude)
            up, out = sin(height), cos(height)
            away = out * cos(turned)
            scale = sqrt(2 / max(1 + sine * up + cosine * away, 1e-9))
            made.append((scale * out * sin(turned), -scale * (cosine * up - sine * away)))
        return made

    def is_in_sight(self, point: Point) -> bool:
        """Tell whether a point lies on the near side of the globe, as far as a map shows it."""
        return distance(self.centre, point) < HORIZON


def distance(one: Point, other: Point) -> float:
    """Return the angle between two points, in radians."""
    (x, y), (u, v) = one, other
    level = sin(radians(y)) * sin(radians(v))
    along = cos(radians(y)) * cos(radians(v)) * cos(radians(x - u))
    return acos(min(1.0, max(-1.0, level + along)))


def middle_of(points: Iterable[Point]) -> Point:
    """Return the point in the middle of points on the globe; (0, 0) where there are none."""
    x = y = z = 0.0
    for longitude, latitude in points:
        turned, height = radians(longitude), radians(latitude)
        x += cos(height) * cos(turned)
        y += cos(height) * sin(turned)
        z += sin(height)
    length = sqrt(x * x + y * y + z * z)
    return (degrees(atan2(y, x)), degrees(asin(z / length))) if length else (0.0, 0.0)
