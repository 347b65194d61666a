"""The release that a changed text was made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.core.text import words
from communique.store.db import Store, open_store
from communique.store.search.closest import closest
from tests.store.stores import filled, issued, release, text, withdrawn

FIRST = "The harbour lights were lit again by the ferrymen, who crossed at night and safely."
SECOND = "The harbour was closed by the ferrymen for a night, and nobody crossed."
FRENCH = "Les feux du port furent rallumés par les passeurs, qui traversèrent la nuit."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store of two releases, one of them in two languages."""
    lines = issued(
        release("1", en=text("Lights", FIRST), fr=text("Feux", FRENCH)),
        release("2", en=text("Closed", SECOND)),
        *(release(f"x{n}") for n in range(30)),
    )
    return open_store(filled(tmp_path, lines))


@pytest.mark.parametrize(
    ("held", "best"),
    [
        (FIRST, ("1", "en")),
        (FIRST.replace("ferrymen", "smugglers"), ("1", "en")),
        (SECOND.upper(), ("2", "en")),
        (FRENCH.replace("passeurs", "marins"), ("1", "fr")),
        ("crossed at night", ("1", "en")),
    ],
)
def test_the_text_that_shares_most_words_is_the_closest(
    store: Store, held: str, best: tuple[str, str]
) -> None:
    with store:
        assert closest(store, words(held))[0] == best


@pytest.mark.parametrize("held", ["", "zebra quux", "!!"])
def test_words_that_nobody_said_are_close_to_nothing(store: Store, held: str) -> None:
    with store:
        assert closest(store, words(held)) == []


def test_no_more_are_named_than_asked_for(store: Store) -> None:
    with store:
        assert len(closest(store, words("notice says the body"), limit=3)) == 3


def test_what_was_withdrawn_is_close_to_nothing(tmp_path: Path) -> None:
    lines = withdrawn(issued(release("1", en=text("Lights", FIRST))), "1")
    with open_store(filled(tmp_path, lines)) as store:
        assert closest(store, words(FIRST)) == []
