"""Meetings over the portal: agenda, documents, participants, and calendars to subscribe to."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path

import icalendar
import pytest

from communique.core.dates import PartialDate
from communique.core.event import AgendaPoint, Document, Event
from communique.core.fact import Participant
from communique.core.ref import Ref
from communique.core.vocab import Name, Term
from communique.public.app import Portal
from tests.public.asking import ask, enter, portal_of
from tests.sites import issue, issue_record, release, small_site

SERIES = Term(
    vocabulary="meeting-series",
    code="lake-meeting",
    names=(Name(text="Lake meetings", lang="en"),),
)
HELD = Event(
    code="lakes-7",
    series="lake-meeting",
    names=(Name(text="Seventh lake meeting", lang="en"),),
    first_day=PartialDate("1999-05-02"),
    last_day=PartialDate("1999-05-03"),
    hosts=(Ref(name="Northland", code="XA"),),
    agenda=(AgendaPoint(text="Lamps <and> oil", number="1", time="10:00"),),
    documents=(
        Document(title="What was said", symbol="301"),
        Document(title="Carte", lang="fr", address="https://lakes.example/map"),
    ),
    participants=(
        Participant(role="ferrymen", country="XB"),
        Participant(person=Ref(name="Ada Example"), country="XA", role="head of delegation"),
    ),
)
COMING = replace(
    HELD,
    code="lakes-8",
    names=(Name(text="Eighth lake meeting", lang="en"),),
    first_day=PartialDate("2027-05-02"),
    last_day=PartialDate("2027-05-02"),
    status="postponed",
    documents=(),
)
BACKWARDS = replace(
    HELD, code="lakes-9", first_day=PartialDate("2001-02-03"), last_day=PartialDate("2001-01-01")
)
PAGE = "/en/meetings/lake-meeting/lakes-7"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Return the portal of a site with three meetings, one of which cannot be."""
    site: Path = tmp_path_factory.mktemp("meetings") / "site"
    config = small_site(site)
    enter(config, *(issue_record(one) for one in (SERIES, HELD, COMING, BACKWARDS)))
    enter(config, issue(release("301")))
    return portal_of(config)


def calendar(portal: Portal, address: str) -> list[str]:
    """Return the names of the meetings in a calendar."""
    answer = ask(portal, address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    read = icalendar.Calendar.from_ical(answer.body)
    return [str(one["SUMMARY"]) for one in read.walk("VEVENT")]


def test_a_meeting_shows_its_agenda_its_documents_and_who_took_part(portal: Portal) -> None:
    page = ask(portal, PAGE).text
    assert "Lamps &lt;and&gt; oil" in page
    assert "10:00" in page
    assert '<a href="https://lakes.example/map" lang="fr">Carte</a>' in page
    assert 'href="/en/releases/301/what-was-said"' in page
    twin = ask(portal, f"{PAGE}.json").json
    assert [(row["of"]["name"], row["role"]) for row in twin["sections"]["participants"]] == [
        ("Eastmark", "ferrymen"),
        ("Northland", "head of delegation"),
    ]
    assert twin["facts"]["hosts"]["code"] == "XA"


def test_there_are_calendars_of_one_of_a_series_and_of_all(portal: Portal) -> None:
    assert calendar(portal, f"{PAGE}.ics") == ["Seventh lake meeting"]
    every = ["Seventh lake meeting", "Eighth lake meeting"]
    assert calendar(portal, "/en/meetings/lake-meeting.ics") == every
    assert calendar(portal, "/en/meetings.ics") == every
    assert ask(portal, "/en/meetings/no-such.ics").status == 404


def test_pages_lead_to_their_calendars(portal: Portal) -> None:
    for page in ("/en/meetings", "/en/meetings/lake-meeting", PAGE):
        assert f'href="{page}.ics"' in ask(portal, page).text


def test_the_calendar_has_what_is_to_come_by_month_and_how_it_stands(portal: Portal) -> None:
    page = ask(portal, "/en/meetings/calendar").text
    coming = page[page.index('id="month-2027-05"') :].partition("</section>")[0]
    assert "<h2>May 2027</h2>" in coming
    assert "Eighth lake meeting" in coming
    assert "postponed" in coming
    past = page[page.index('id="past"') :]
    assert "Seventh lake meeting" in past
    assert "Eighth lake meeting" not in past


def test_on_an_earlier_day_a_meeting_is_still_to_come(portal: Portal) -> None:
    page = ask(portal, "/en/meetings/calendar?on=1999-01-01").text
    assert 'id="month-1999-05"' in page
    assert "to come" in page


def test_a_meeting_that_ends_before_it_begins_breaks_no_page_and_is_in_no_calendar(
    portal: Portal,
) -> None:
    page = unescape(ask(portal, "/en/meetings/lake-meeting/lakes-9").text)
    assert "3 February 2001 – 1 January 2001" in page
    assert ask(portal, "/en/meetings/lake-meeting/lakes-9.ics").body.count(b"VEVENT") == 0
