"""Where a place lies on the globe."""

from __future__ import annotations

import re

_FORM = re.compile(r"(-?\d{1,2}(?:\.\d+)?) (-?\d{1,3}(?:\.\d+)?)", re.ASCII)


def point_of(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude, north and east positive; None where the text says none.

    >>> point_of("48.21 16.37"), point_of("16.37E")
    ((48.21, 16.37), None)
    """
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = float(found[1]), float(found[2])
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
