"""A saved HTML page is read as the text that it shows, in the encoding it is in."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.cli.profile_files import read_profile
from communique.core.evidence import Capture
from communique.core.profile import Profile
from communique.core.record import Draft
from communique.ingest.draft import draft_release
from communique.ingest.errors import BrokenEncoding
from communique.ingest.html import Saved, is_html, take_html
from communique.ingest.pieces import pieces_of
from communique.ingest.read import read_page
from tests.sites import SMALL_PROFILE

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}"><title>Lights | Lakes</title>
<script>var menu = "Home";</script></head><body>
<nav><ul><li>Home<li>Our work</ul></nav>
<main><p>Press release</p><h1>Lights on the northern shore</h1>
<ul><li>Date:</li><li>Place:</li><li>MERE</li><li>Source:</li><li>CTL Secretariat</li>
<li>Fields of work:</li><li>Navigation</li></ul>
<figure><img src="a.jpg" alt=""><figcaption>The lamps of Mere</figcaption></figure>
<p>MERE, 2 May 1999 – The harbour lights were <b>lit</b> again today, says the caf\u00e9.</p>
<p>Boats may pass by night from now on, and the ferrymen have been told of it.</p></main>
<footer>Legal notice</footer></body></html>"""


def text_of(source: str) -> str:
    saved = Saved(Capture(text=source, digest="", path="a.html"))
    return read_page(saved, small()).capture.text


def test_a_page_that_leaves_head_and_body_unsaid_is_read() -> None:
    unsaid = PAGE.format(charset="utf-8")
    for tag in ("<head>", "</head>", "<body>", "</body>"):
        unsaid = unsaid.replace(tag, "")
    assert text_of(unsaid) == text_of(PAGE.format(charset="utf-8"))


@cache
def small() -> Profile:
    return read_profile(SMALL_PROFILE)


def page(charset: str) -> bytes:
    return PAGE.format(charset=charset).replace("–", "-").encode(charset)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1", "utf-16"])
def test_a_page_is_read_in_the_encoding_it_declares(charset: str) -> None:
    capture = take_html(page(charset), "a.html").capture
    assert "says the café." in capture.text
    assert capture.encoding in (charset, "windows-1252".replace("windows-", "cp"))


def test_a_page_that_names_no_encoding_is_read_as_browsers_do() -> None:
    unsaid = PAGE.replace('<meta charset="{charset}">', "").replace("–", "-")
    assert take_html(unsaid.encode(), "a.html").capture.encoding == "utf-8"
    old = take_html(unsaid.encode("latin-1"), "a.html").capture
    assert (old.encoding, "café" in old.text) == ("cp1252", True)


def test_an_encoding_that_came_with_the_page_rules_over_its_own_word() -> None:
    assert (
        "café"
        in take_html(PAGE.format(charset="latin-1").encode(), "a", declared="utf-8").capture.text
    )


def test_an_encoding_nobody_knows_is_named() -> None:
    with pytest.raises(BrokenEncoding, match="'klingon', which is no encoding"):
        take_html(PAGE.format(charset="klingon").encode(), "a.html")


def test_what_stands_around_the_text_is_no_part_of_it() -> None:
    lines = text_of(PAGE).splitlines()
    assert lines[:3] == ["Press release", "Lights on the northern shore", "- Date:"]
    assert lines[-1].startswith("Boats may pass")
    assert not {"Home", "Legal notice", "The lamps of Mere"} & {*lines}


def test_a_page_of_html_makes_the_draft_that_its_text_makes(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page("utf-8"))
    (piece,) = pieces_of(tmp_path / "a.html", ())
    assert isinstance(piece.found, Saved)
    draft = draft_release(read_page(piece.found, small()), small())
    assert isinstance(draft, Draft)
    assert draft.title is not None
    assert draft.title.value == "Lights on the northern shore"
    assert [one.value for one in draft.sources] == ["secretariat"]
    assert len(draft.body) == 2


def test_ten_thousand_elements_inside_each_other_are_read() -> None:
    deep = "<html>" + "<div>" * 10_000 + "deep" + "</div>" * 10_000
    assert text_of(deep) == "deep"


def test_a_navigation_that_never_ends_hides_nothing() -> None:
    assert text_of("<html><nav><p>Words") == "Words"


def test_a_page_without_a_word_is_reported() -> None:
    empty = take_html(b"<html><body><script>x</script>", "a.html")
    found = draft_release(read_page(empty, small()), small())
    assert [one.code for one in found.findings] == ["page.empty"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"<!doctype HTML><p>", True),
        (b"\xef\xbb\xbf <html>", True),
        (b"<!-- saved --><html lang='en'>", True),
        (b"Press release", False),
        (b"<?xml version='1.0'?><messages>", False),
    ],
)
def test_a_page_of_html_is_known_by_its_beginning(content: bytes, *, expected: bool) -> None:
    assert is_html(content) is expected


@given(st.text(max_size=80))
def test_whatever_stands_in_it_a_page_is_read(source: str) -> None:
    assert all(line == line.strip() for line in text_of(f"<html>{source}").splitlines())
