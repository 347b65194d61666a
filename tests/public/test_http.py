"""What every answer of the portal keeps to, whatever the page."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.public.app import LARGEST_BODY_BYTES, Portal
from tests.public.asking import ask, enter, followed, portal_of
from tests.sites import issue, release, small_site

PAGE = "/en/releases/101/lights-on-the-northern-shore-notice-101"
ANSWERS = (
    "/",
    "/en/",
    "/en.json",
    "/en",
    PAGE,
    PAGE + ".json",
    PAGE + ".md",
    "/en/releases/104",
    "/en/search?q=eels",
    "/en/search?colour=red",
    "/en/releases.atom",
    "/en/verify",
    "/fr/nowhere",
    "/sitemap.xml",
    "/sitemap/0.xml",
    "/robots.txt",
    "/log/checkpoint",
    "/log/key",
)


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_forbids_script_frames_and_guessing(lake_portal: Portal, address: str) -> None:
    headers = ask(lake_portal, address).headers
    policy = dict(
        one.strip().partition(" ")[::2] for one in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "referrer-policy" in headers


@pytest.mark.parametrize("address", [one for one in ANSWERS if ".json" not in one])
def test_no_page_holds_script_or_style_of_its_own(lake_portal: Portal, address: str) -> None:
    page = ask(lake_portal, address).text.lower()
    assert "<script" not in page
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page


@pytest.mark.parametrize("address", ANSWERS)
def test_a_head_request_gets_the_headers_and_no_body(lake_portal: Portal, address: str) -> None:
    got = ask(lake_portal, address)
    head = ask(lake_portal, address, method="HEAD")
    assert head.body == b""
    assert (head.status, dict(head.headers)) == (got.status, dict(got.headers))


@pytest.mark.parametrize("address", ["/en/", PAGE, "/en/search", "/log/tile/0/000.p/9"])
def test_a_reader_who_has_the_page_is_told_so(lake_portal: Portal, address: str) -> None:
    page = ask(lake_portal, address)
    again = ask(lake_portal, address, headers={"if-none-match": f'"x", W/{page.headers["etag"]}'})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == page.headers["etag"]
    other = ask(lake_portal, address, headers={"if-none-match": '"another"'})
    assert (other.status, other.body) == (200, page.body)


def test_a_page_is_packed_for_who_unpacks_it(lake_portal: Portal) -> None:
    plain = ask(lake_portal, PAGE)
    for accepted in ("gzip", "br, gzip;q=0.5"):
        packed = ask(lake_portal, PAGE, headers={"accept-encoding": accepted})
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == plain.body
        assert packed.headers["etag"] != plain.headers["etag"]
    for refused in ("", "gzip;q=0", "br"):
        assert ask(lake_portal, PAGE, headers={"accept-encoding": refused}).body == plain.body
    assert "accept-encoding" in plain.headers["vary"]


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [("", "en"), ("fr", "fr"), ("fi, fr-CA;q=0.8, en;q=0.5", "fr"), ("ru", "en"), ("fr;q=0", "en")],
)
def test_the_front_door_leads_to_the_readers_language(
    lake_portal: Portal, accepted: str, lang: str
) -> None:
    for _ in range(2):
        door = ask(lake_portal, "/", headers={"accept-language": accepted})
        assert (door.status, door.headers["location"]) == (303, f"/{lang}/")
    assert door.headers["vary"] == "accept-language"


@pytest.mark.parametrize(
    ("address", "right"),
    [("/en", "/en/"), ("/en/search/", "/en/search"), ("/en/search/?q=a", "/en/search?q=a")],
)
def test_a_slash_too_many_or_too_few_is_put_right(
    lake_portal: Portal, address: str, right: str
) -> None:
    assert ask(lake_portal, address).headers["location"] == right


@pytest.mark.parametrize(
    "old", ["/tarn/node/101?lang=en", "/tarn/node/101", "/node/101", "/secretariat/news/101/"]
)
def test_an_old_address_leads_straight_to_the_page(lake_portal: Portal, old: str) -> None:
    moved = ask(lake_portal, old, headers={"host": "old.example"})
    assert (moved.status, moved.headers["location"]) == (301, PAGE)
    assert followed(lake_portal, old).status == 200


def test_an_old_address_of_a_withdrawn_release_leads_to_why(lake_portal: Portal) -> None:
    assert followed(lake_portal, "/node/104").status == 410


def test_a_redirect_never_leaves_the_site(lake_portal: Portal) -> None:
    for address in ("//evil.example/101", "/\\evil.example/", "//evil.example/en/search/"):
        location = ask(lake_portal, address).headers.get("location", "/")
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))


def test_a_method_that_is_not_taken_is_refused_by_name(lake_portal: Portal) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "BREW"):
        answer = ask(lake_portal, PAGE, method=method)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    assert ask(lake_portal, "/en/verify", method="PUT").headers["allow"] == "GET, POST, HEAD"


def test_an_address_that_is_too_long_is_refused(lake_portal: Portal) -> None:
    assert ask(lake_portal, "/en/" + "a" * 2_001).status == 414
    assert ask(lake_portal, "/en/search?q=" + "a" * 4_001).status == 414


def test_a_body_that_is_too_large_is_refused(lake_portal: Portal) -> None:
    sent = ask(lake_portal, "/en/verify", method="POST", body=b"a" * (LARGEST_BODY_BYTES + 1))
    assert sent.status == 413


def test_a_refusal_speaks_the_language_of_the_address(lake_portal: Portal) -> None:
    page = ask(lake_portal, "/fr/nulle-part").text
    assert '<html lang="fr">' in page
    assert "Cette page n’existe pas" in page


def test_the_style_sheet_is_kept_for_ever_and_has_one_address(lake_portal: Portal) -> None:
    address = (
        ask(lake_portal, "/en/").text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    )
    sheet = ask(lake_portal, address)
    assert sheet.status == 200
    assert "immutable" in sheet.headers["cache-control"]
    other = "/static/0000000000000000/site.css"
    assert ask(lake_portal, other).status == 404


def test_a_new_entry_shows_in_a_page_that_was_kept(tmp_path: Path) -> None:
    config = small_site(tmp_path / "site")
    portal = portal_of(config)
    before = ask(portal, "/en/")
    assert ask(portal, "/en/").body == before.body
    assert len(portal.kept) == 1
    enter(config, issue(release("7")))
    assert "notice 7" in ask(portal, "/en/").text
    assert "notice 7" in ask(portal, "/en/search").text
    portal.shelf.close()


def test_a_portal_whose_store_is_gone_says_so_and_comes_back(tmp_path: Path) -> None:
    config = small_site(tmp_path / "site")
    portal = portal_of(config)
    aside = config.store.rename(tmp_path / "aside")
    gone = ask(portal, "/en/")
    assert gone.status == 503
    assert "store.missing" in gone.text
    aside.rename(config.store)
    assert ask(portal, "/en/").status == 200
    portal.shelf.close()


@example("Ā/", "")
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.text(st.characters(max_codepoint=126, min_codepoint=33), max_size=40),
)
def test_no_address_breaks_the_portal(lake_portal: Portal, path: str, query: str) -> None:
    for prefix in ("/", "/en/", "/en/releases/101/", "/log/", "/deposit/", "/en/search/"):
        address = prefix + path.replace("?", "") + "?" + query
        assert ask(lake_portal, address).status in (200, 301, 303, 400, 404, 414)
