"""A feed is XML, whatever a title holds."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import feedparser
from hypothesis import given
from hypothesis import strategies as st

from communique.core.edition import Card
from communique.render.feeds import Feed, Listed, atom, sitemap, sitemap_index
from communique.render.proof import bundle_path
from tests.render.lakes import setting
from tests.strategies import any_text

ATOM = "{http://www.w3.org/2005/Atom}"


def card(title: str, said: str) -> Card:
    """Return the card of a release."""
    return Card(
        symbol="7",
        kind="press-release",
        lang="en",
        title=title,
        date="2017-02-13",
        langs=("en",),
        sources=("secretariat",),
        fields_of_work=("migration",),
        countries=(),
        places=(),
        extract=((said, False),),
        at="2026-11-24T03:42:07Z",
    )


@given(any_text(), any_text())
def test_a_feed_says_what_the_cards_say(title: str, said: str) -> None:
    feed = Feed(title=title, path="/en/releases.atom", page="/en/")
    read = ElementTree.fromstring(atom(feed, [card(title, said)], setting()))
    entry = read.find(f"{ATOM}entry")
    assert entry is not None
    shown = entry.findtext(f"{ATOM}title") or ""
    assert _plain(shown) == _plain(title)
    assert _plain(entry.findtext(f"{ATOM}summary") or "") == _plain(said)


def _plain(text: str) -> str:
    """Return what XML 1.0 can carry of a text; its readers take every line end for one."""
    kept = (one for one in text if one in "\t\n\r" or (one >= " " and one not in "\ufffe\uffff"))
    return "".join(kept).replace("\r\n", "\n").replace("\r", "\n")


def test_an_entry_has_an_id_that_no_change_of_title_touches() -> None:
    feed = Feed(title="All", path="/en/releases.atom", page="/en/")
    ids = {
        feedparser.parse(atom(feed, [card(title, "")], setting())).entries[0].id
        for title in ("One title", "Another")
    }
    assert len(ids) == 1


@given(st.lists(any_text(min_size=1), max_size=5))
def test_a_sitemap_is_xml_whatever_an_address_holds(addresses: list[str]) -> None:
    at, others = "2026-11-24T03:42:07Z", tuple(("en", address) for address in addresses)
    pieces = sitemap(Listed(address=one, changed=at, alternates=others) for one in addresses)
    read = ElementTree.fromstring(b"".join(pieces))
    assert len(list(read)) == len(addresses)


def test_an_index_names_every_part() -> None:
    assert sitemap_index("https://x.example", 3).count(b"<sitemap>") == 3


def test_a_bundle_has_the_address_that_the_tile_format_gives_it() -> None:
    # c2sp.org/tlog-tiles: index 1234067 is x001/x234/067.
    assert bundle_path(1234067 * 256, 1234068 * 256) == "/log/tile/entries/x001/x234/067"
    assert bundle_path(255, 256) == "/log/tile/entries/000"
    assert bundle_path(256, 300) == "/log/tile/entries/001.p/44"
    assert bundle_path(256_000, 256_001) == "/log/tile/entries/x001/000.p/1"
