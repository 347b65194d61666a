"""Projects and handovers as pages, and releases that name them, and meetings."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from communique.core.activity import Activity, Goods
from communique.core.dates import PartialDate
from communique.core.record import Event, Ref
from communique.core.vocab import Name, Term
from communique.public.app import Portal
from tests.public.asking import ask, enter, followed, portal_of
from tests.sites import correct, issue, issue_record, release, small_site, withdraw

NAMES = (Name(text="Lamps for Mere", lang="en"), Name(text="Lampes pour Mere", lang="fr"))
LAMPS = Activity(
    code="lamps-for-mere",
    kind="handover",
    names=NAMES,
    since=PartialDate("1999-05-02"),
    place="mere",
    implementers=(Ref(name="CTL Secretariat", code="secretariat"),),
    donors=(Ref(name="Northland", code="XA"),),
    funders=(Ref(name="The Ferry Fund"),),
    recipients=(Ref(name="Harbour of Mere"),),
    goods=(Goods(what="lamps <b>", quantity=12), Goods(what="lamp oil")),
    budget="12 000",
    currency="EUR",
    countries=("XA",),
    fields_of_work=("navigation",),
    note="handed over at night",
)
EELS = Activity(
    code="eels",
    kind="project",
    names=(Name(text="Counting eels", lang="en"),),
    since=PartialDate("2005-07"),
)
SERIES = Term(
    vocabulary="meeting-series",
    code="lake-meeting",
    names=(Name(text="Lake meetings", lang="en"),),
)
MEETING = Event(
    code="lakes-7",
    series="lake-meeting",
    names=(Name(text="Seventh lake meeting", lang="en"),),
    first_day=PartialDate("1999-05-02"),
    last_day=PartialDate("1999-05-03"),
)
ONE = replace(release("301"), events=("lakes-7",), activities=("lamps-for-mere", "unknown"))


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """Return the portal of a site with two activities, a meeting, and a release that names both."""
    config = small_site(tmp_path / "site")
    enter(config, *(issue_record(one) for one in (SERIES, MEETING, LAMPS, EELS)))
    enter(config, issue(ONE), issue(release("302")))
    return portal_of(config)


def test_activities_stand_in_a_list_the_latest_first(portal: Portal) -> None:
    page = ask(portal, "/en/activities").text
    assert page.index("Counting eels") < page.index("Lamps for Mere")
    assert "since July 2005" in page
    assert "2 activities" in page
    assert "Lamps for Mere" not in ask(portal, "/en/activities?on=1998-01-01").text


def test_an_activity_shows_who_gave_what(portal: Portal) -> None:
    page = unescape(ask(portal, "/en/activities/lamps-for-mere").text)
    for words in ("Handover", "Northland", "The Ferry Fund", "Harbour of Mere", "12 000 EUR"):
        assert words in page
    assert 'href="/en/structures/secretariat"' in page
    assert '<time datetime="1999-05-02">2 May 1999</time>' in page
    assert "Handed over at night." in page
    assert "Remise" in ask(portal, "/fr/activities/lamps-for-mere").text


def test_the_twin_of_an_activity_counts_its_goods(portal: Portal) -> None:
    twin = ask(portal, "/en/activities/lamps-for-mere.json").json
    assert twin["symbol"] == "activity.lamps-for-mere"
    assert twin["sections"]["goods"] == [
        {"what": "lamps <b>", "quantity": 12},
        {"what": "lamp oil"},
    ]
    assert twin["facts"]["days"] == "1999-05-02"


def test_words_of_an_activity_stay_words(portal: Portal) -> None:
    assert "lamps &lt;b&gt;" in ask(portal, "/en/activities/lamps-for-mere").text


@pytest.mark.parametrize(
    "address", ["/en/activities/lamps-for-mere", "/en/meetings/lake-meeting/lakes-7"]
)
def test_what_a_release_names_lists_the_release(portal: Portal, address: str) -> None:
    page = ask(portal, address).text
    named = page[page.index('id="named-in"') :].partition("</section>")[0]
    assert "notice 301" in named
    assert "notice 302" not in named
    assert "1 release names it." in named


def test_a_release_leads_to_what_it_names(portal: Portal) -> None:
    page = followed(portal, "/en/releases/301").text
    assert '<a href="/en/activities/lamps-for-mere">Lamps for Mere</a>' in page
    assert '<a href="/en/meetings/lake-meeting/lakes-7">Seventh lake meeting</a>' in page
    assert "<dd>unknown</dd>" in page


def test_a_withdrawn_release_is_listed_no_more(portal: Portal) -> None:
    enter(portal.shelf.config, withdraw("301"))
    assert "notice 301" not in ask(portal, "/en/activities/lamps-for-mere").text


def test_a_correction_moves_a_release_to_what_it_names_now(portal: Portal) -> None:
    enter(portal.shelf.config, correct(replace(ONE, activities=("eels",))))
    assert "notice 301" not in ask(portal, "/en/activities/lamps-for-mere").text
    assert "notice 301" in ask(portal, "/en/activities/eels").text
    changes = followed(portal, "/en/releases/301").text
    assert "Corrected" in changes


def test_an_activity_nobody_knows_is_not_found_and_the_nearest_are_named(portal: Portal) -> None:
    page = ask(portal, "/en/activities/lamps")
    assert page.status == 404
    assert "/en/activities/lamps-for-mere" in page.text


def test_no_search_takes_an_activity(portal: Portal) -> None:
    assert ask(portal, "/en/search?activity=eels").status == 400


def test_the_sitemap_names_activities_and_meetings(portal: Portal) -> None:
    listed = ask(portal, "/sitemap/0.xml").text
    for path in ("activities", "activities/eels", "meetings/lake-meeting/lakes-7"):
        for lang in ("en", "fr"):
            assert f"<loc>http://lakes.example/{lang}/{path}</loc>" in listed
