"""Meetings as a calendar that programs subscribe to.

Source: RFC 5545 (iCalendar), 3.1 "Content Lines", 3.3.11 "Text", 3.6.1 "Event Component";
RFC 7986, 5.1 "NAME", 5.7 "REFRESH-INTERVAL".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from communique.core.event import CANCELLED, CONFIRMED, HELD, Event
from communique.core.places import point_of
from communique.core.profile import symbol_of
from communique.render.dates import in_words
from communique.render.registry import events
from communique.render.registry.setting import Setting

LINE_BYTES = 75
_STATUSES = {CONFIRMED: "CONFIRMED", HELD: "CONFIRMED", CANCELLED: "CANCELLED"}
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
Line = tuple[str, str]


def calendar(
    held: Iterable[Event], entered: Mapping[str, str], setting: Setting, *, name: str
) -> bytes:
    """Return meetings whose days are known as one calendar, the earliest first.

    entered: the instant at which each symbol was last entered (RFC 3339, UTC).
    A meeting known to the month or year only has no day to stand on, and is left out.
    """
    lines: list[Line] = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", f"-//{_text(setting.site.abbreviation)}//Communique//{setting.lang.upper()}"),
        ("CALSCALE", "GREGORIAN"),
        ("NAME", _text(name)),
        ("X-WR-CALNAME", _text(name)),
        ("REFRESH-INTERVAL;VALUE=DURATION", "P1D"),
    ]
    known = [one for one in held if {one.first_day.precision, one.last_day.precision} == {"day"}]
    for one in sorted(known, key=lambda event: (str(event.first_day), event.code)):
        at = entered.get(symbol_of(one))
        if at is not None and one.last_day.first_day >= one.first_day.first_day:
            lines += _event(one, at, setting)
    lines.append(("END", "VCALENDAR"))
    return "".join(_folded(f"{key}:{value}") for key, value in lines).encode()


def _event(one: Event, at: str, setting: Setting) -> Iterator[Line]:
    series = setting.term("meeting-series", one.series)
    place = setting.term("place", one.place)
    point = point_of(place.point) if place is not None else None
    host = setting.site.url.partition("://")[2].partition("/")[0] or "record.invalid"
    after = one.last_day.first_day + timedelta(days=1)
    yield ("BEGIN", "VEVENT")
    # For ever the same, whatever the language and the day asked for: a program knows it again.
    yield ("UID", _text(f"{symbol_of(one)}@{host}"))
    yield ("DTSTAMP", _instant(at))
    yield ("LAST-MODIFIED", _instant(at))
    yield ("DTSTART;VALUE=DATE", f"{one.first_day.first_day:%Y%m%d}")
    yield ("DTEND;VALUE=DATE", f"{after:%Y%m%d}")
    yield (f"SUMMARY;LANGUAGE={setting.lang}", _text(one.name(setting.lang)))
    yield ("STATUS", _STATUSES.get(one.status, "TENTATIVE"))
    if one.place:
        yield (f"LOCATION;LANGUAGE={setting.lang}", _text(setting.name("place", one.place)))
    if point is not None:
        yield ("GEO", f"{point[0]:.2f};{point[1]:.2f}")
    if series is not None:
        yield ("CATEGORIES", _text(series.name(setting.lang, setting.on)))
    yield (f"DESCRIPTION;LANGUAGE={setting.lang}", _text(_description(one, setting)))
    yield ("URL", setting.site.url + f"/{setting.lang}/{events.path(one, setting)}")
    yield ("TRANSP", "TRANSPARENT")
    yield ("END", "VEVENT")


def _description(one: Event, setting: Setting) -> str:
    said = [events.status(one, setting)]
    for point in one.agenda:
        when = [in_words(point.day, setting.lang) if point.day else "", point.time, point.number]
        said.append(" ".join(part for part in (*when, point.text) if part))
    return "\n".join(said)


def _text(value: str) -> str:
    return value.translate(_ESCAPED)


def _instant(at: str) -> str:
    """Return an RFC 3339 instant in UTC as iCalendar writes it, to the second."""
    return at[:19].replace("-", "").replace(":", "") + "Z"


def _folded(line: str) -> str:
    """Return a content line in pieces of at most 75 octets, no character cut."""
    made, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LINE_BYTES:
            made.append(" ")
            size = 1
        made[-1] += letter
        size += width
    return "\r\n".join(made) + "\r\n"
