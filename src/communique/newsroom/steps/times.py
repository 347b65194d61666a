"""Days and times as a press officer says them, in a place's zone, and the instants they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, ZoneInfoNotFoundError, available_timezones

from communique.core.ref import Ref
from communique.core.text import loose
from communique.newsroom.steps.errors import NoSuchTime

UTC_ZONE = "UTC"
# No office of any organisation signs off further ahead; a year typed wrong is far more likely.
MOST_AHEAD = timedelta(days=2 * 366)


def zone_of(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name, or raise NoSuchTime."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NoSuchTime(f"{name[:60]!r} is no time zone") from None


def instant_at(day: str, clock: str, zone: str) -> datetime:
    """Return the instant, UTC, of a day and a time in a zone.

    day: `YYYY-MM-DD`.  clock: `hh:mm` or `hh:mm:ss`.  Raises NoSuchTime where it is none, and
    where clocks are changed so that the time does not come or comes twice.

    >>> instant_at("2026-07-01", "14:30", "Europe/Vienna").isoformat()
    '2026-07-01T12:30:00+00:00'
    """
    there = zone_of(zone)
    try:
        said = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))
    except ValueError:
        raise NoSuchTime(f"{day[:20]} {clock[:20]} is no day and time") from None
    if said.tzinfo is not None:
        raise NoSuchTime(f"{clock[:20]} says a zone of its own: choose it in the list")
    first, second = (said.replace(tzinfo=there, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        shown = f"{said:%H:%M} on {said:%Y-%m-%d}"
        if first.astimezone(UTC).astimezone(there).replace(tzinfo=None) != said:
            raise NoSuchTime(f"{shown} does not come in {zone}: clocks go forward over it")
        raise NoSuchTime(f"{shown} comes twice in {zone}: clocks go back over it")
    return first.astimezone(UTC)


def check_ahead(at: datetime, now: datetime) -> None:
    """Raise NoSuchTime for an instant that is too far off to be meant."""
    if at - now > MOST_AHEAD:
        raise NoSuchTime(f"{at:%Y-%m-%d} is more than two years ahead")


def said_in(at: datetime, zone: str) -> str:
    """Return an instant as it is said in a zone, to the second, with the zone.

    >>> said_in(datetime(2026, 7, 1, 12, 30, tzinfo=UTC), "Europe/Vienna")
    'Wednesday 1 July 2026, 14:30:00 (Europe/Vienna)'
    """
    try:
        there = at.astimezone(zone_of(zone or UTC_ZONE))
    except NoSuchTime:
        there, zone = at.astimezone(UTC), UTC_ZONE
    return f"{there:%A} {there.day} {there:%B %Y, %H:%M:%S} ({zone or UTC_ZONE})"


def zones_for(places: Iterable[Ref], countries: Iterable[str]) -> tuple[str, ...]:
    """Return the zones a release may mean, the likeliest first; UTC is always among them."""
    places = tuple(places)
    of_countries = [
        zone
        for code in (*(place.country for place in places if place.country), *countries)
        for zone in _zones_of_countries().get(code.upper(), ())
    ]
    named = {loose(place.name) for place in places} | {loose(p.code or "") for p in places}
    towns = [zone for zone in all_zones() if _town(zone) in named]
    return tuple(dict.fromkeys((*towns, *of_countries, UTC_ZONE)))


@cache
def all_zones() -> tuple[str, ...]:
    """Return every zone that a place may have, by name: `Europe/Vienna`, and UTC."""
    continents = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe"}
    continents |= {"Indian", "Pacific"}
    known = (zone for zone in available_timezones() if zone.partition("/")[0] in continents)
    return (*sorted(known), UTC_ZONE)


@cache
def _zones_of_countries() -> dict[str, tuple[str, ...]]:
    """Return zones by ISO 3166 code, as the system's table has them; nothing without one."""
    found: dict[str, tuple[str, ...]] = {}
    table = next((path for root in TZPATH if (path := Path(root) / "zone1970.tab").is_file()), None)
    for line in table.read_text("utf-8").splitlines() if table else ():
        if line and not line.startswith("#"):
            codes, _, zone = line.split("\t")[:3]
            for code in codes.split(","):
                found[code] = (*found.get(code, ()), zone)
    return found


def _town(zone: str) -> str:
    return loose(zone.rpartition("/")[2].replace("_", " "))
