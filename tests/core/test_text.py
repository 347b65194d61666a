"""The plain forms in which texts are compared."""

import re
import unicodedata

import pytest
from hypothesis import given

from communique.core.text import SLUG_CHARACTERS, loose, slug, squeeze, unaccented, words
from tests.strategies import any_text, texts


@given(any_text())
def test_squeezing_twice_is_squeezing_once(text: str) -> None:
    squeezed = squeeze(text)
    assert squeeze(squeezed) == squeezed
    assert squeezed.split() == text.split()


@given(any_text())
def test_the_loose_form_does_not_know_how_marks_are_written(text: str) -> None:
    assert loose(unicodedata.normalize("NFD", text)) == loose(unicodedata.normalize("NFC", text))


@given(any_text())
def test_text_without_accents_has_no_marks(text: str) -> None:
    assert not any(unicodedata.combining(letter) for letter in unaccented(text))


@given(any_text())
def test_a_slug_is_safe_in_an_address(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert len(slug(text)) <= SLUG_CHARACTERS
    assert slug(slug(text)) == slug(text)


@given(texts("ru"))
def test_case_and_white_space_make_no_other_words(text: object) -> None:
    said = str(text)
    assert words(said.upper().lower()) == words(said.lower())
    assert words("\n\n".join(said.split(" "))) == words(said)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Don’t,” he said.", "don't he SAID"),
        ("l’été", "L'E\u0301TE\u0301"),
        ("Cyber / ICT", "cyber ict"),
        ("ﬁnal", "final"),
        ("co‑operation", "Co-operation"),
    ],
)
def test_two_ways_to_write_the_same_words_are_the_same_words(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"), [("not now", "now not"), ("five", "fine"), ("еще", "ёще")]
)
def test_other_words_are_other_words(one: str, other: str) -> None:
    assert words(one) != words(other)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Łódź – côte d’Ivoire", "lodz-cote-d-ivoire"),
        ("Огни", "text"),
        ("x" * 100, "x" * 80),
        ("word " * 30, "-".join(["word"] * 16)),
    ],
)
def test_a_slug_keeps_what_latin_letters_can_say(text: str, part: str) -> None:
    assert slug(text) == part
