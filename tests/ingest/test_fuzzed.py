"""What fuzzing found, and what it found it with; a text read in steps too many would never end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from communique.core.record import Draft
from communique.ingest.errors import BrokenArchive, BrokenMarkup
from communique.ingest.feed import is_feed
from communique.ingest.html import is_html
from communique.ingest.markup import clean, said_in
from communique.ingest.pieces import pieces_of
from tests.fuzz import made
from tests.ingest.pages import read
from tests.ingest.test_html import text_of
from tests.ingest.test_pieces import MAPPINGS
from tests.ingest.test_warc import page, web

LETTERS = 150_000
UNENDING = (
    "</div",
    "<!-- a > ",
    '<a b="',
    "<? ",
    "<b><p>x",
    "word ",
    "<b>word</b> ",
    "<![CDAA[ ",
    "&#",
)
UNSHOWN = ("<script ", "</style ", "<style>")


@pytest.mark.parametrize("part", [*UNENDING, *UNSHOWN])
def test_markup_that_never_ends_is_read_as_fast_as_any(part: str) -> None:
    source = "<p>Lights</p>" + part * (LETTERS // len(part))
    assert text_of(source).startswith("Lights")
    assert said_in(source)[0] == "lights"


@pytest.mark.parametrize("part", ["<!-- a -->", "<!---->\n", "<?a ?>", " ", "<!DOCTYPE a>"])
def test_whatever_stands_above_the_root_is_passed_over_once(part: str) -> None:
    begin = f"<?xml version='1.0'?>{part * 400}<other/>".encode()
    assert not is_html(begin)
    assert not is_feed(begin)


@pytest.mark.parametrize("part", [".", "a", "J. ", "“a” ", "Lights\n", "“a”\n", ". “"])
def test_a_text_of_one_thing_over_and_over_is_read_as_fast_as_any(part: str) -> None:
    head = "Press release\nLights on the shore\nVIENNA, 4 May 2015 – The lights are lit.\n"
    found = read(head + part * (LETTERS // 4 // len(part)))
    assert isinstance(found, Draft)


def test_marks_begin_behind_the_blank_and_end_before_it() -> None:
    cleaned = clean("<p>The <b> lights </b>are <i>lit</i> <b>again</b></p>")
    (text,) = cleaned.paragraphs
    assert text == "The lights are lit again"
    assert [text[mark.start : mark.end] for mark in cleaned.marks] == ["lights", "lit", "again"]


def test_what_stands_behind_the_last_tag_is_text() -> None:
    assert clean("<p>One</p>two &lt; three <4").paragraphs == ("One", "two < three <4")


def test_half_a_character_of_json_is_named_and_the_next_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = '{"id": %d, "head": {"title": "Lights %s"}, "paragraphs": ["On"]}\n'
    path.write_text(line % (1, "\\ud800") + line % (2, "\\ud83d\\udea2"), "utf-8")
    bad, good = pieces_of(path, MAPPINGS)
    assert isinstance(bad.found, BrokenMarkup)
    assert "spells half a character, \\ud800" in str(bad.found)
    assert not isinstance(good.found, Exception)


def test_a_record_without_its_address_ends_a_web_archive_by_name(tmp_path: Path) -> None:
    path = web(tmp_path / "a.warc", *[("200 OK", "text/html", page())] * 2, packed=False)
    head, address, rest = path.read_bytes().rpartition(b"WARC-Target-URI: ")
    path.write_bytes(head + rest.partition(b"\r\n")[2])
    assert address
    first, last = pieces_of(path, ())
    assert not isinstance(first.found, Exception)
    assert isinstance(last.found, BrokenArchive)


def test_a_length_that_no_machine_can_count_ends_a_web_archive_by_name(tmp_path: Path) -> None:
    path = web(tmp_path / "a.warc", *[("200 OK", "text/html", page())] * 2, packed=False)
    head, length, rest = path.read_bytes().rpartition(b"Content-Length: ")
    path.write_bytes(head + length + b"9" * 30 + rest)
    *_, last = pieces_of(path, ())
    assert isinstance(last.found, BrokenArchive)


def test_inputs_made_at_random_from_our_fixtures_fall_nowhere() -> None:
    # A process of its own, small as it begins: what it may take of memory is limited.
    fuzzing = [sys.executable, "-m", "tests.fuzz", "--inputs", "150"]
    ended = subprocess.run(fuzzing, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "150 inputs, of which 0 fell" in ended.stdout


def test_an_input_comes_from_its_number_alone() -> None:
    assert made(7) == made(7) != made(8)
