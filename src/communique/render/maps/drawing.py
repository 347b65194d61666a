"""A map as a template writes it: countries and towns that lead somewhere, on quiet ground.

Looks are classes; colours come from tokens. What a map tells by colour it tells by words too:
every spot has a name that says what it is, and a table on the same page says it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.render.maps.plate import Plate

DOT, AROUND = 9, 15
PATTERNS = {"partner": "hatch", "hosted": "hatch", "place": "dots"}
LAND, TOWN, SMALL = "land", "town", "small"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A country or a town on a map; its title says what it is.

    form: `land`, `small` (a country drawn as a dot) or `town`.  d: the path of a land.
    pattern: `hatch`, `dots`, or empty where its look is a plain colour.
    """

    code: str
    title: str
    look: str
    href: str = ""
    form: str = LAND
    d: str = ""
    x: int = 0
    y: int = 0
    pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One line of a map's legend."""

    look: str
    text: str
    form: str = LAND

    @property
    def pattern(self) -> str:
        """Return the pattern of its look, as on the map."""
        return PATTERNS.get(self.look, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawing:
    """A map in a box of width by height; `ground` is the path of all land without a meaning."""

    code: str
    width: int
    height: int
    label: str
    ground: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a country means on a map."""

    title: str
    look: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """What a town, given by latitude and longitude, means on a map."""

    code: str
    point: tuple[float, float]
    meaning: Meaning


def drawn(
    on: Plate,
    lands: Mapping[str, Meaning],
    towns: Sequence[Town] = (),
    *,
    code: str,
    label: str,
) -> MapDrawing:
    """Return the map of lands and towns on a plate."""
    ground = [outline.d for key, outline in on.outlines.items() if key not in lands]
    placed = [
        Spot(
            code=key,
            title=lands[key].title,
            look=lands[key].look,
            href=lands[key].href,
            form=SMALL if on.outlines[key].is_small else LAND,
            d=on.outlines[key].d,
            x=on.outlines[key].x,
            y=on.outlines[key].y,
            pattern=PATTERNS.get(lands[key].look, ""),
        )
        for key in lands
        if key in on.outlines
    ]
    # A dot in a neighbour's middle would lie below it where the neighbour came later.
    placed.sort(key=lambda spot: spot.form == SMALL)
    return MapDrawing(
        code=code,
        width=on.width,
        height=on.height,
        label=label,
        ground="".join(ground),
        spots=(*placed, *_towns(on, towns)),
    )


def _towns(on: Plate, towns: Iterable[Town]) -> list[Spot]:
    """Return towns as dots; of several in one place, each further one stands beside the last."""
    made: list[Spot] = []
    taken: set[tuple[int, int]] = set()
    for town in towns:
        latitude, longitude = town.point
        x, y = on.at((longitude, latitude))
        while any(abs(x - u) < 2 * DOT and abs(y - v) < 2 * DOT for u, v in taken):
            x += 2 * DOT + 2
        taken.add((x, y))
        if on.holds(x, y):
            made.append(
                Spot(
                    code=town.code,
                    title=town.meaning.title,
                    look=town.meaning.look,
                    href=town.meaning.href,
                    form=TOWN,
                    x=x,
                    y=y,
                )
            )
    return made
