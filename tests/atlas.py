"""The shapes of countries that maps are drawn of, made of Natural Earth: `maps/world.json`.

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    python -m tests.atlas package/countries-50m.json /usr/share/iso-codes/json/iso_3166-1.json

The atlas is Natural Earth 4.1 (1:50m, public domain) as TopoJSON; the second file is Debian's
`iso-codes`. Borders are kept once, as arcs that two countries share, so that neighbours still
meet after lines have been simplified.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from communique.core.text import slug
from communique.render.maps.world import FILE

Point = tuple[float, float]
Ring = list[int]  # numbers of arcs; ~n is arc n walked backwards
LEAST_BEND, LEAST_ISLE, UNIT = 0.004, 0.01, 100  # square degrees; steps of 1/100 degree
# What is part of a State without a State's own code, or with a code of its own: Natural Earth
# draws who holds the ground, this table says to whom it belongs. Crimea: UN General Assembly
# resolution 68/262; northern Cyprus: Security Council resolutions 541 and 550.
PART_OF = {"n-cyprus": "CY", "somaliland": "SO", "AX": "FI", "FO": "DK", "GL": "DK"}
MOVED = {("RU", "UA"): (34.1, 44.95)}
NOT_DRAWN = ("AQ", "HM", "siachen-glacier", "indian-ocean-ter")


def main(atlas: Path, iso: Path) -> None:
    """Write the file."""
    topology = json.loads(atlas.read_text("utf-8"))
    known = {one["numeric"]: one["alpha_2"] for one in json.loads(iso.read_text("utf-8"))["3166-1"]}
    arcs = [list(_degrees(arc, topology["transform"])) for arc in topology["arcs"]]
    rings = _kept(_rings_by_code(topology, known, arcs), arcs)
    used = sorted({at if at >= 0 else ~at for of in rings.values() for ring in of for at in ring})
    place = {old: new for new, old in enumerate(used)}
    written = {
        "unit": UNIT,
        "arcs": [_steps(_simple(arcs[at])) for at in used],
        "shapes": {
            code: [[place[at] if at >= 0 else ~place[~at] for at in ring] for ring in of]
            for code, of in sorted(rings.items())
        },
    }
    FILE.write_text(json.dumps(written, separators=(",", ":")) + "\n", "utf-8")


def _degrees(arc: Iterable[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """Yield longitude and latitude of a quantised arc. Source: TopoJSON, 2.1.2 "Transforms"."""
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _rings_by_code(
    topology: Any, known: dict[str, str], arcs: list[list[Point]]
) -> dict[str, list[Ring]]:
    found: dict[str, list[Ring]] = {}
    for one in topology["objects"]["countries"]["geometries"]:
        code = known.get(one.get("id", ""), slug(one["properties"]["name"]))
        polygons = [one["arcs"]] if one["type"] == "Polygon" else one.get("arcs", [])
        for polygon in polygons:
            owner = PART_OF.get(code, code)
            for (held_by, belongs_to), inside in MOVED.items():
                if code == held_by and _holds(_walk(polygon[0], arcs), inside):
                    owner = belongs_to
            found.setdefault(owner, []).extend(polygon)
    return {code: _dissolved(rings, arcs) for code, rings in found.items() if code not in NOT_DRAWN}


def _dissolved(rings: list[Ring], arcs: list[list[Point]]) -> list[Ring]:
    """Return the rings without the borders that lie between two parts of one country."""
    walked = Counter(at if at >= 0 else ~at for ring in rings for at in ring)
    inner = {at for at, times in walked.items() if times > 1}
    whole = [ring for ring in rings if not inner & {at if at >= 0 else ~at for at in ring}]
    loose = [
        at
        for ring in rings
        if ring not in whole
        for at in ring
        if (at if at >= 0 else ~at) not in inner
    ]
    while loose:
        ring = [loose.pop()]
        while (end := _ends(ring[-1], arcs)[1]) != _ends(ring[0], arcs)[0]:
            ring.append(next(at for at in loose if _ends(at, arcs)[0] == end))
            loose.remove(ring[-1])
        whole.append(ring)
    return whole


def _kept(rings: dict[str, list[Ring]], arcs: list[list[Point]]) -> dict[str, list[Ring]]:
    """Return every country without its least islands; the largest part always stays."""
    kept = {}
    for code, of in rings.items():
        sized = sorted(of, key=lambda ring: -_area(_walk(ring, arcs)))
        kept[code] = sized[:1] + [
            ring for ring in sized[1:] if _area(_walk(ring, arcs)) >= LEAST_ISLE
        ]
    return kept


def _walk(ring: Ring, arcs: list[list[Point]]) -> list[Point]:
    return [point for at in ring for point in (arcs[at] if at >= 0 else arcs[~at][::-1])[:-1]]


def _ends(at: int, arcs: list[list[Point]]) -> tuple[Point, Point]:
    return (arcs[at][0], arcs[at][-1]) if at >= 0 else (arcs[~at][-1], arcs[~at][0])


def _area(ring: list[Point]) -> float:
    """Return the area of a ring in square degrees of the equator."""
    narrow = math.cos(math.radians(sum(y for _, y in ring) / len(ring)))
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2 * narrow


def _holds(ring: list[Point], point: Point) -> bool:
    x, y = point
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return bool(
        sum(
            (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
            for a, b in pairs
        )
        % 2
    )


def _simple(arc: list[Point]) -> list[Point]:
    """Return an arc without its least bends, both ends kept; a ring keeps four points.

    Source: M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated elimination of
    points", 1993.
    """
    least = 4 if arc[0] == arc[-1] else 2
    before, after = [*range(-1, len(arc) - 1)], [*range(1, len(arc) + 1)]
    alive = [True] * len(arc)
    queue = [(_bend(arc, at - 1, at, at + 1), at) for at in range(1, len(arc) - 1)]
    heapq.heapify(queue)
    left = len(arc)
    while queue and left > least:
        bend, at = heapq.heappop(queue)
        if bend >= LEAST_BEND:
            break
        if not alive[at] or bend < _bend(arc, before[at], at, after[at]):
            continue
        alive[at], left = False, left - 1
        after[before[at]], before[after[at]] = after[at], before[at]
        for near in (before[at], after[at]):
            if 0 < near < len(arc) - 1:
                heapq.heappush(queue, (_bend(arc, before[near], near, after[near]), near))
    return [point for point, kept in zip(arc, alive, strict=True) if kept]


def _bend(arc: list[Point], before: int, at: int, after: int) -> float:
    return _area([arc[before], arc[at], arc[after]])


def _steps(arc: list[Point]) -> list[int]:
    """Return the first point, then the steps from one point to the next, in units."""
    whole = [(round(x * UNIT), round(y * UNIT)) for x, y in arc]
    steps = [*whole[0]]
    for (x, y), (next_x, next_y) in pairwise(whole):
        steps += [next_x - x, next_y - y]
    return steps


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
