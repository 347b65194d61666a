"""One search, one address: strict, complete without script, and the same in every form."""

from __future__ import annotations

from urllib.parse import urlencode

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.public.app import Portal
from tests.public.asking import ask


def symbols(portal: Portal, query: str) -> list[str]:
    """Return the symbols that a search answers with."""
    answer = ask(portal, f"/en/search.json?{query}")
    assert answer.status == 200, answer.text
    return [one["symbol"] for one in answer.json["releases"]]


def test_everything_is_found_newest_first_and_nothing_that_is_gone(lake_portal: Portal) -> None:
    found = symbols(lake_portal, "")
    assert found[0] == "102"
    assert sorted(found) == ["101", "102", "103", "106"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=eels", ["102"]),
        ("q=anguilles", ["102"]),
        ("kind=statement", ["102"]),
        ("field=fisheries", ["102"]),
        ("field=fisheries&field=navigation&sort=oldest", ["101", "103", "102", "106"]),
        ("source=office-in-tarn", ["101"]),
        ("country=XA&year=2005", ["102"]),
        ("place=mere&lang=fr&year=2005", ["102"]),
        ("since=2005-07-15&until=2005-07-15", ["102"]),
        ("until=1998-12-31", []),
        ("q=xylophone", []),
    ],
)
def test_a_search_is_narrowed(lake_portal: Portal, query: str, found: list[str]) -> None:
    assert sorted(symbols(lake_portal, query)) == sorted(found)


def test_the_page_marks_the_words_and_offers_the_counts(lake_portal: Portal) -> None:
    page = ask(lake_portal, "/en/search?q=eels").text
    assert "<mark>Eels</mark>" in page
    assert "1 release" in page
    assert 'name="field" value="fisheries"' in page


def test_a_facets_counts_ignore_its_own_choice(lake_portal: Portal) -> None:
    counts = ask(lake_portal, "/en/search.json?field=fisheries").json["counts"]
    assert {one["code"] for one in counts["field"]} == {"fisheries", "navigation"}
    assert {one["code"] for one in counts["kind"]} == {"statement"}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("colour=red", "colour"),
        ("kind=poem", "poem"),
        ("country=xa", "xa"),
        ("lang=tlh", "tlh"),
        ("since=yesterday", "yesterday"),
        ("since=2001-02-30", "2001-02-30"),
        ("sort=loudest", "loudest"),
        ("page=0", "page"),
        ("page=1001", "1001"),
        ("page=1&page=2", "page"),
        ("year=MMV", "MMV"),
        ("size=3", "size"),
        ("on=2001-13-01", "2001-13-01"),
        ("since=2002-01-01&until=2001-01-01", "since"),
        ("q=%ff", "?"),
        (urlencode({"q": "x" * 301}), "300"),
    ],
)
def test_an_address_that_says_nothing_known_is_refused_by_name(
    lake_portal: Portal, query: str, named: str
) -> None:
    page = ask(lake_portal, f"/en/search?{query}")
    assert page.status == 400
    assert named in page.text
    assert ask(lake_portal, f"/en/search.json?{query}").json["error"]["code"] == "http.bad-address"


def test_a_page_past_the_last_is_not_found(lake_portal: Portal) -> None:
    assert ask(lake_portal, "/en/search?page=2").status == 404


def test_what_a_form_left_empty_is_taken_out_of_the_address(lake_portal: Portal) -> None:
    moved = ask(lake_portal, "/en/search?q=&since=&until=&kind=statement&sort=newest")
    assert (moved.status, moved.headers["location"]) == (301, "/en/search?kind=statement")


def test_a_search_is_also_a_feed(lake_portal: Portal) -> None:
    feed = feedparser.parse(ask(lake_portal, "/en/search.atom?field=fisheries").body)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Eels return to the southern lake"]


def test_on_an_earlier_day_later_releases_are_not_found(lake_portal: Portal) -> None:
    assert sorted(symbols(lake_portal, "on=2000-01-01")) == ["101", "103"]


def test_the_same_search_has_one_canonical_address(lake_portal: Portal) -> None:
    addresses = ("country=XA&kind=statement", "kind=statement&country=XA&sort=newest")
    canonical = {
        ask(lake_portal, f"/en/search?{query}").text.partition('rel="canonical" href="')[2][:80]
        for query in addresses
    }
    assert len(canonical) == 1


@given(st.text(max_size=60))
def test_no_words_break_the_search(lake_portal: Portal, words: str) -> None:
    query = urlencode({"q": words.encode("utf-8", "replace")})
    answer = ask(lake_portal, f"/fr/search?{query}")
    assert answer.status in (200, 301)
