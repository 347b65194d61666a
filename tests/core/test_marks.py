"""Marks on a text: inside their paragraphs, and links that lead somewhere safe."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.media import Picture, Rendition
from communique.core.record import Release
from communique.core.rules import (
    check_marks,
    check_media,
    check_release,
    extent_of,
    sound_marks,
)
from communique.core.text import Mark, Text, is_link
from tests.strategies import any_marks, junk, releases, texts

BODY = ("What was lit", "The lights were lit.")


def text_with(*made: Mark) -> Text:
    """Return a text of two paragraphs with marks."""
    return Text(title="Lights", body=BODY, marks=made)


@given(texts("en"))
def test_marks_that_fit_are_passed(text: Text) -> None:
    assert check_marks(text) == ()


@given(any_marks())
def test_a_mark_that_passes_lies_inside_its_paragraph(mark: Mark) -> None:
    if check_marks(text_with(mark)):
        return
    start, end = extent_of(mark, BODY[mark.paragraph - 1])
    assert 0 <= start < end <= len(BODY[mark.paragraph - 1])
    assert not mark.to or is_link(mark.to)


@pytest.mark.parametrize(
    "mark",
    [
        Mark(kind="table", paragraph=1),
        Mark(kind="item", paragraph=0),
        Mark(kind="item", paragraph=3),
        Mark(kind="heading", paragraph=1),
        Mark(kind="heading", paragraph=1, level=1),
        Mark(kind="heading", paragraph=1, level=5),
        Mark(kind="strong", paragraph=1, level=2),
        Mark(kind="strong", paragraph=1, start=5, end=13),
        Mark(kind="strong", paragraph=1, start=-3, end=4),
        Mark(kind="strong", paragraph=1, start=4, end=4),
        Mark(kind="item", paragraph=1, start=2, end=4),
        Mark(kind="link", paragraph=1, start=2, end=4),
        Mark(kind="strong", paragraph=1, start=2, end=4, to="/en"),
        Mark(kind="link", paragraph=1, start=2, end=4, to="javascript:alert(1)"),
    ],
)
def test_a_mark_that_does_not_fit_is_an_error(mark: Mark) -> None:
    (found,) = check_marks(text_with(mark))
    assert (found.code, found.level) == ("text.mark", "error")


def test_a_paragraph_is_one_thing_at_most() -> None:
    made = (Mark(kind="item", paragraph=1), Mark(kind="quote", paragraph=1))
    assert len(check_marks(text_with(*made))) == 1


def test_two_links_share_no_word() -> None:
    whole = Mark(kind="link", paragraph=2, to="/en")
    part = Mark(kind="link", paragraph=2, start=4, end=10, to="/fr")
    assert len(check_marks(text_with(whole, part))) == 1


@pytest.mark.parametrize(
    "to",
    [
        "https://lakes.example",
        "http://lakes.example/a?b=c#d",
        "mailto:press@lakes.example",
        "/en/about",
        "pr-2026-0042",
        "299321",
        "activity.ferry-lights",
    ],
)
def test_a_link_leads_to_addresses_and_to_the_record(to: str) -> None:
    assert is_link(to)


@pytest.mark.parametrize(
    "to",
    [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        " https://lakes.example",
        "data:text/html,a",
        "ftp://lakes.example",
        "//lakes.example",
        "/\\lakes.example",
        "https:/lakes.example",
        "https://",
        "https://[",
        "mailto:",
        "mailto://a@b",
        'https://lakes.example/"onclick',
        "../about",
    ],
)
def test_a_link_leads_nowhere_else(to: str) -> None:
    assert not is_link(to)


@given(junk())
def test_no_link_can_end_its_attribute(to: str) -> None:
    if is_link(to):
        assert not set(to) & set('<>"\\ \t\n')


@given(releases())
def test_a_release_of_the_strategies_passes_the_rules(release: Release) -> None:
    assert check_release(release) == ()


@given(st.lists(any_marks(), max_size=6))
def test_what_is_found_and_what_is_sound_are_all_the_marks(made: list[Mark]) -> None:
    text = text_with(*made)
    sound = sound_marks(text)
    assert len(sound) + len(check_marks(text)) == len(made)
    assert check_marks(replace(text, marks=sound)) == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"media_type": "image/svg+xml"},
        {"media_type": "text/html"},
        {"media_type": "application/pdf"},
        {"name": "lights.html"},
        {"name": "../lights.jpg"},
        {"name": "two lights.jpg"},
        {"digest": "A" * 64},
        {"renditions": (Rendition(digest="x", width=1, height=1, size_bytes=1),)},
    ],
)
def test_a_picture_of_another_type_or_name_is_an_error(changed: dict[str, Any]) -> None:
    picture = Picture(
        digest="1" * 64,
        media_type="image/jpeg",
        name="lights.jpg",
        width=1,
        height=1,
        size_bytes=1,
    )
    bare = Release(symbol="1", kind="statement", texts={"en": text_with()})
    assert check_media(replace(bare, pictures=(picture,))) == ()
    (found,) = check_media(replace(bare, pictures=(replace(picture, **changed),)))
    assert (found.code, found.field) == ("media.file", "pictures")
