"""Days and instants as systems write them: ISO 8601, and the dates of mail and feeds."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from communique.core.dates import PartialDate
from communique.core.entry import instant

_READERS = (datetime.fromisoformat, parsedate_to_datetime)
_NO_INSTANT = (ValueError, TypeError, IndexError, OverflowError)


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


def own_day(text: str) -> str:
    """Return the day that an instant with an offset had where it was written, else the text.

    Half past midnight in Vienna is the day before by the clock of UTC. UTC itself is often only
    what a program writes, so such an instant stays as it is, for a mapping to say whose it is.

    >>> own_day("Mon, 06 Mar 2017 00:30:00 +0100"), own_day("2017-03-06T00:30:00Z")
    ('2017-03-06', '2017-03-06T00:30:00Z')
    """
    for reader in _READERS:
        try:
            found = reader(text)
        except _NO_INSTANT:
            continue
        return found.date().isoformat() if found.utcoffset() else text
    return text


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """Return a time zone of the IANA's database, or raise ValueError where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is no time zone") from None


def _read(text: str, zone: str) -> datetime | None:
    for reader in _READERS:
        try:
            found = reader(text)
            there = found if found.tzinfo else found.replace(tzinfo=zone_of(zone))
            return there.astimezone(UTC)
        except _NO_INSTANT:
            continue
    return None
