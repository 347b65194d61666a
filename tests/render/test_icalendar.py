"""Meetings as a calendar, read back by a program that is not ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from communique.core.dates import PartialDate
from communique.core.event import AgendaPoint, Event
from communique.core.profile import symbol_of
from communique.core.vocab import Name
from communique.render.icalendar import LINE_BYTES, calendar
from tests.render.registry.settings import osce, setting
from tests.strategies import any_text

AT = "2026-11-28T12:30:15Z"
COUNCIL = Event(
    code="council",
    series="ministerial-council-meetings",
    names=(Name(text="Council; with, marks\\ in it", lang="en"),),
    first_day=PartialDate("2026-12-03"),
    last_day=PartialDate("2026-12-04"),
    place="vienna",
    status="confirmed",
    agenda=(AgendaPoint(text="Opening", number="1", time="10:00"),),
)


def read(*events: Event, lang: str = "en") -> icalendar.Calendar:
    """Return the calendar of some meetings as another program reads it."""
    entered = {symbol_of(one): AT for one in events}
    made = calendar(events, entered, setting(lang=lang), name="OSCE: Meetings")
    return icalendar.Calendar.from_ical(made)


def test_a_meeting_is_read_back_as_it_was_written() -> None:
    (event,) = read(COUNCIL).walk("VEVENT")
    assert event.decoded("DTSTART") == date(2026, 12, 3)
    assert event.decoded("DTEND") == date(2026, 12, 5)
    assert event.decoded("DTSTAMP") == datetime(2026, 11, 28, 12, 30, 15, tzinfo=UTC)
    assert str(event["SUMMARY"]) == "Council; with, marks\\ in it"
    assert str(event["UID"]) == "event.council@record.example"
    assert str(event["LOCATION"]) == "Vienna"
    assert str(event["STATUS"]) == "CONFIRMED"
    assert str(event["URL"]).startswith("https://record.example/en/meetings/")
    assert "10:00 1 Opening" in str(event["DESCRIPTION"])
    assert event["GEO"].to_ical() == "48.21;16.37"


def test_every_status_is_one_that_calendars_know() -> None:
    statuses = ("announced", "confirmed", "postponed", "cancelled", "held")
    events = [replace(COUNCIL, code=one, status=one) for one in statuses]
    shown = {str(one["UID"])[6:-15]: str(one["STATUS"]) for one in read(*events).walk("VEVENT")}
    assert shown == {
        "announced": "TENTATIVE",
        "confirmed": "CONFIRMED",
        "postponed": "TENTATIVE",
        "cancelled": "CANCELLED",
        "held": "CONFIRMED",
    }


def test_a_meeting_whose_day_nobody_knows_stands_on_no_day() -> None:
    month = PartialDate("2027-05")
    assert read(replace(COUNCIL, first_day=month, last_day=month)).walk("VEVENT") == []


def test_a_meeting_that_ends_before_it_begins_is_in_no_calendar() -> None:
    assert read(replace(COUNCIL, last_day=PartialDate("2026-12-01"))).walk("VEVENT") == []


def test_every_meeting_of_the_osce_whose_days_are_known_is_in_its_calendar() -> None:
    known = [one for one in osce().events if one.first_day.precision == "day"]
    found = read(*osce().events, lang="fr").walk("VEVENT")
    assert len(found) == len(known) > 30
    days = [one.decoded("DTSTART") for one in found]
    assert days == sorted(days)


@given(st.text(max_size=200) | any_text())
def test_any_name_is_folded_and_read_back(text: str) -> None:
    said = "".join(letter for letter in text if letter.isprintable()).strip() or "x"
    one = replace(COUNCIL, names=(Name(text=said, lang="en"),))
    made = calendar([one], {symbol_of(one): AT}, setting(), name="Meetings")
    lines = made.split(b"\r\n")
    assert lines[-1] == b""
    assert max(len(line) for line in lines) <= LINE_BYTES
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert str(event["SUMMARY"]).strip() == said


def test_a_calendar_is_the_same_bytes_each_time() -> None:
    one = calendar([COUNCIL], {"event.council": AT}, setting(), name="M")
    assert one == calendar([COUNCIL], {"event.council": AT}, setting(), name="M")
    assert one.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
