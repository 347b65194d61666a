"""Days and instants as systems write them: ISO 8601, and the dates of mail and feeds."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from communique.core.dates import PartialDate
from communique.core.entry import instant


def instant_of(text: str, zone: str) -> str:
    """Return an instant as the log writes it, or nothing where the text is none.

    zone: whose clock a text shows that names none.

    >>> instant_of("2017-01-06 16:20", "Europe/Zurich")
    '2017-01-06T15:20:00Z'
    """
    found = _read(text, zone)
    return instant(found) if found else ""


def day_of(text: str, zone: str) -> PartialDate | None:
    """Return the day, month or year that a text is, as the clock of the zone had it, or None."""
    try:
        return PartialDate(text)
    except ValueError:
        found = _read(text, zone)
    return PartialDate(found.astimezone(zone_of(zone)).date().isoformat()) if found else None


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """Return a time zone of the IANA's database, or raise ValueError where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is no time zone") from None


def _read(text: str, zone: str) -> datetime | None:
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = reader(text)
            there = found if found.tzinfo else found.replace(tzinfo=zone_of(zone))
            return there.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
