"""The front page, the feed, the sitemap, and the page that checks a text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import timedelta
from html import unescape
from pathlib import Path
from time import sleep
from urllib.parse import urlencode

import feedparser
import pytest

from communique.public import sitemap
from communique.public.app import Portal, application
from communique.public.reading import GOOD_SECONDS
from tests.public.asking import FORM, NOW, ask, enter, portal_of, releases
from tests.sites import issue, release, small_site

XHTML = "{http://www.w3.org/1999/xhtml}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_front_page_shows_what_was_said_last_and_nothing_that_is_gone(
    lake_portal: Portal,
) -> None:
    page = ask(lake_portal, "/en/").text
    assert page.index("Eels return") < page.index("notice 101")
    assert "ylophone" not in page
    assert "24 November 2026" in page
    assert [one["symbol"] for one in ask(lake_portal, "/en.json").json["releases"]] == [
        "102",
        "103",
        "101",
        "106",
    ]


def test_the_front_page_of_an_earlier_day_shows_what_was_said_until_then(
    lake_portal: Portal,
) -> None:
    page = ask(lake_portal, "/en/?on=2000-06-01").text
    assert "Eels" not in page
    assert "1 June 2000" in page
    assert 'href="/en/fields-of-work/navigation?on=2000-06-01"' in page


def test_a_site_without_a_release_has_a_front_page(tmp_path: Path) -> None:
    portal = portal_of(small_site(tmp_path / "site"))
    assert "Nothing has been issued yet." in ask(portal, "/en/").text
    assert ask(portal, "/en/search").status == 200
    assert ask(portal, "/en/releases.atom").status == 200
    portal.shelf.close()


def test_the_day_changes_at_midnight(tmp_path: Path) -> None:
    instants = [NOW]
    portal = application(small_site(tmp_path / "site"), clock=lambda: instants[-1])
    assert "24 November 2026" in ask(portal, "/en/").text
    instants.append(NOW + timedelta(days=1))
    sleep(2 * GOOD_SECONDS)
    assert "25 November 2026" in ask(portal, "/en/").text
    portal.shelf.close()


@pytest.mark.parametrize("address", ["/en/releases.atom", "/fr/search.atom"])
def test_a_feed_is_well_formed_whatever_the_titles_hold(lake_portal: Portal, address: str) -> None:
    feed = feedparser.parse(ask(lake_portal, address).body)
    assert not feed.bozo
    titles = {entry.title for entry in feed.entries}
    assert releases()["106"].texts["fr"].title in {unescape(title) for title in titles}
    assert not any("ylophone" in title for title in titles)
    for entry in feed.entries:
        assert ask(lake_portal, entry.link.removeprefix("http://lakes.example")).status == 200


def test_the_list_of_all_releases_is_a_search(lake_portal: Portal) -> None:
    assert ask(lake_portal, "/fr/releases").headers["location"] == "/fr/search"


def test_the_sitemap_lists_pages_that_answer(lake_portal: Portal) -> None:
    found = [page for part in parts(lake_portal) for page in part]
    assert len(found) == len(set(found))
    assert "/fr/releases/102/les-anguilles-reviennent" in found
    assert not any("/releases/104" in page or "/releases/105" in page for page in found)
    assert [page for page in found if ask(lake_portal, page).status != 200] == []


def test_search_engines_are_told_of_the_languages_that_a_release_was_issued_in(
    lake_portal: Portal,
) -> None:
    in_both = [
        ("en", "http://lakes.example/en/releases/102/eels-return-to-the-southern-lake"),
        ("fr", "http://lakes.example/fr/releases/102/les-anguilles-reviennent"),
    ]
    part = ElementTree.fromstring(ask(lake_portal, "/sitemap/1.xml").body)
    told = {
        path_of(one.findtext(f"{SITEMAP}loc")): [
            (link.get("hreflang"), link.get("href")) for link in one.iter(f"{XHTML}link")
        ]
        for one in part
    }
    of_102 = {page: links for page, links in told.items() if "/releases/102/" in page}
    assert of_102 == {path_of(address): in_both for _, address in in_both}
    english = "/en/releases/101/lights-on-the-northern-shore-notice-101"
    assert [page for page in told if "/releases/101/" in page] == [english]
    assert told[english] == []
    for _, address in in_both:
        assert _alternates(ask(lake_portal, path_of(address)).text) == in_both
    # An English text under French words is no French text, and no second page of it.
    french = ask(lake_portal, english.replace("/en/", "/fr/")).text
    assert f'<link rel="canonical" href="http://lakes.example{english}">' in french
    assert _alternates(french) == [("en", f"http://lakes.example{english}")]


def _alternates(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', page)


def test_a_large_sitemap_comes_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "PER_PART", 6)  # three releases of two languages at most
    config = small_site(tmp_path / "site")
    enter(config, *(issue(release(str(number))) for number in range(4)))
    portal = portal_of(config)
    sizes = [len(part) for part in parts(portal)[1:]]
    assert sizes == [3, 1]
    assert ask(portal, f"/sitemap/{len(sizes) + 1}.xml").status == 404
    portal.shelf.close()


def parts(portal: Portal) -> list[list[str]]:
    """Return the pages that each part of the sitemap lists."""
    index = ElementTree.fromstring(ask(portal, "/sitemap.xml").body)
    addresses = [path_of(one.text) for one in index.iter(f"{SITEMAP}loc")]
    return [
        [
            path_of(one.text)
            for one in ElementTree.fromstring(ask(portal, part).body).iter(f"{SITEMAP}loc")
        ]
        for part in addresses
    ]


def path_of(address: str | None) -> str:
    """Return the path of an address of the lakes."""
    assert address is not None
    assert address.startswith("http://lakes.example/")
    return address.removeprefix("http://lakes.example")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("\n\n".join(releases()["101"].texts["en"].body), "genuine"),
        ("\n\n".join(releases()["101"].texts["en"].body).replace("Boats", "Barges"), "altered"),
        ("\n\n".join(releases()["103"].texts["en"].body), "corrected"),
        (releases()["104"].texts["en"].body[0], "withdrawn"),
        ("Nothing of the kind was ever said anywhere by anybody at all in any lake.", "unknown"),
    ],
)
def test_a_text_is_checked(lake_portal: Portal, text: str, verdict: str) -> None:
    body = urlencode({"text": text}).encode()
    page = ask(lake_portal, "/en/verify", method="POST", body=body, headers={"content-type": FORM})
    assert f'class="verdict {verdict}"' in page.text
    assert page.headers["cache-control"] == "no-store"
    twin = ask(lake_portal, "/en/verify.json", method="POST", body=text.encode())
    assert twin.json["verdict"] == verdict


def test_a_changed_word_is_shown(lake_portal: Portal) -> None:
    held = "\n".join(releases()["101"].texts["en"].body).replace("Boats", "Barges")
    changes = ask(lake_portal, "/en/verify.json", method="POST", body=held.encode()).json["changes"]
    assert ["out", "Boats"] in changes
    assert ["in", "Barges"] in changes


@pytest.mark.parametrize("body", [b"text=%ff", b"text=" + b"a" * 70_000])
def test_what_cannot_be_checked_is_refused(lake_portal: Portal, body: bytes) -> None:
    page = ask(lake_portal, "/fr/verify", method="POST", body=body, headers={"content-type": FORM})
    assert page.status in (400, 413)
    assert '<html lang="fr">' in page.text


def test_an_empty_text_shows_the_form_again(lake_portal: Portal) -> None:
    page = ask(lake_portal, "/en/verify", method="POST", headers={"content-type": FORM})
    assert page.status == 200
    assert "<textarea" in page.text


def test_verify_has_an_address_without_a_language(lake_portal: Portal) -> None:
    assert ask(lake_portal, "/verify").headers["location"] == "/en/verify"
