"""What a release names, and which of its translations follow older words."""

import unicodedata
from dataclasses import replace

from hypothesis import given

from communique.core.media import has_ending_of, media, media_of
from communique.core.record import Release, stale_langs
from communique.core.text import Text, words_digest
from tests.strategies import releases, texts

ENGLISH = Text(title="Lights", body=("They were lit.",))
FRENCH = Text(title="Lumières", body=("Elles brillent.",), follows=words_digest(ENGLISH))
BOTH = Release(symbol="1", kind="statement", texts={"en": ENGLISH, "fr": FRENCH}, original="en")


@given(releases())
def test_every_digest_a_release_names_is_named_once(release: Release) -> None:
    named = media_of(release)
    assert len(named) == len(set(named))
    held = {one.digest for one in release.pictures}
    held |= {one.digest for one in release.attachments}
    held |= {one.digest for picture in release.pictures for one in picture.renditions}
    assert set(named) == held


@given(releases())
def test_a_file_is_named_as_its_type_ends(release: Release) -> None:
    assert all(has_ending_of(one.name, one.media_type) for one in media(release))


def test_a_page_has_no_ending_of_a_picture() -> None:
    assert not has_ending_of("page.html", "image/png")
    assert not has_ending_of("page.html", "text/html")


def test_a_translation_of_todays_words_is_not_stale() -> None:
    assert stale_langs(BOTH) == ()


def test_a_translation_of_other_words_is_stale() -> None:
    changed = replace(ENGLISH, body=("They were not lit.",))
    assert stale_langs(replace(BOTH, texts={"en": changed, "fr": FRENCH})) == ("fr",)


def test_a_translation_that_follows_nothing_is_not_stale() -> None:
    assert (
        stale_langs(replace(BOTH, texts={"en": ENGLISH, "fr": replace(FRENCH, follows="")})) == ()
    )


def test_without_an_original_nothing_is_stale() -> None:
    assert stale_langs(replace(BOTH, original="")) == ()
    assert stale_langs(replace(BOTH, original="de")) == ()


@given(texts("fr"))
def test_marks_and_notes_make_no_other_words(text: Text) -> None:
    bare = replace(text, marks=(), notes=(), follows="")
    assert words_digest(bare) == words_digest(text)


@given(texts("fr"))
def test_how_letters_are_written_makes_no_other_words(text: Text) -> None:
    other = replace(text, body=tuple(unicodedata.normalize("NFD", one) for one in text.body))
    assert words_digest(other) == words_digest(text)


def test_a_word_that_moves_from_the_title_to_the_body_makes_other_words() -> None:
    moved = Text(title="", body=("Lights They were lit.",))
    assert words_digest(moved) != words_digest(ENGLISH)
