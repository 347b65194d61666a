"""Who names a file: what readers may have, and what an erasure takes with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from communique.core.entry import Act
from communique.core.media import Attachment, Picture, Rendition, media_of
from communique.core.record import Release
from communique.store.db import Store, open_store
from communique.store.dump import dump_digest
from communique.store.media import listed, media, media_only_of
from communique.store.projection import Projection
from tests.store.stores import corrected, erased, filled, issued, release, withdrawn
from tests.strategies import History, histories

PICTURE, SMALLER, SHARED = "1" * 64, "2" * 64, "3" * 64
LIGHTS = Picture(
    digest=PICTURE,
    media_type="image/jpeg",
    name="lights.jpg",
    width=1600,
    height=900,
    size_bytes=9,
    renditions=(Rendition(digest=SMALLER, width=800, height=450, size_bytes=5),),
)
MAP = Attachment(digest=SHARED, media_type="application/pdf", name="map.pdf", size_bytes=7)
FIRST = replace(release("1"), pictures=(LIGHTS,), attachments=(MAP,))
SECOND = replace(release("2"), attachments=(replace(MAP, name="lake-map.pdf"),))
BARE = release("1")


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[list[Store]]:
    """Give a list into which opened stores go, to be closed."""
    opened: list[Store] = []
    yield opened
    for one in opened:
        one.close()


def held(stores: list[Store], folder: Path, lines: History) -> Store:
    """Return a store that holds the lines."""
    stores.append(open_store(filled(folder, lines)))
    return stores[-1]


def test_a_shown_release_names_its_files(tmp_path: Path, stores: list[Store]) -> None:
    store = held(stores, tmp_path, issued(FIRST, SECOND))
    for digest in (PICTURE, SMALLER):
        (one,) = media(store, digest)
        assert (one.symbol, one.name, one.media_type) == ("1", "lights.jpg", "image/jpeg")
        assert one.is_shown
    assert [one.name for one in media(store, SHARED)] == ["map.pdf", "lake-map.pdf"]
    assert media(store, "4" * 64) == ()
    assert list(listed(store)) == [PICTURE, SMALLER, SHARED]


def test_a_version_that_readers_see_no_more_shows_no_file(
    tmp_path: Path, stores: list[Store]
) -> None:
    lines = issued(FIRST, SECOND)
    gone = held(stores, tmp_path / "withdrawn", withdrawn(lines, "1"))
    replaced = held(stores, tmp_path / "corrected", corrected(lines, BARE))
    for store in (gone, replaced):
        assert [one.is_shown for one in media(store, PICTURE)] == [False]
        # Another release still shows it, and comes first.
        assert [(one.symbol, one.is_shown) for one in media(store, SHARED)] == [
            ("2", True),
            ("1", False),
        ]


def test_an_erased_release_names_nothing(tmp_path: Path, stores: list[Store]) -> None:
    store = held(stores, tmp_path, erased(issued(FIRST, SECOND), 0))
    assert media(store, PICTURE) == ()
    assert list(listed(store)) == [SHARED]


def test_an_erasure_takes_the_files_that_nothing_else_names(
    tmp_path: Path, stores: list[Store]
) -> None:
    lines = issued(FIRST, SECOND)
    digest = lines[0].entry.digest
    store = held(stores, tmp_path / "issued", lines)
    assert media_only_of(store, [digest]) == (PICTURE, SMALLER)
    assert media_only_of(store, [line.entry.digest for line in lines]) == (PICTURE, SMALLER, SHARED)
    assert media_only_of(store, []) == ()


def test_a_file_of_two_versions_goes_when_both_go(tmp_path: Path, stores: list[Store]) -> None:
    lines = corrected(issued(FIRST), replace(FIRST, note="A word was wrong."))
    store = held(stores, tmp_path, lines)
    first, second = (line.entry.digest for line in lines)
    assert media_only_of(store, [first]) == media_only_of(store, [second]) == ()
    assert set(media_only_of(store, [first, second])) == set(media_of(FIRST))


def test_what_a_withdrawn_release_names_is_kept_from_an_erasure(
    tmp_path: Path, stores: list[Store]
) -> None:
    lines = withdrawn(issued(FIRST, SECOND), "2")
    store = held(stores, tmp_path, lines)
    assert media_only_of(store, [lines[0].entry.digest]) == (PICTURE, SMALLER)


def test_the_writer_asks_the_same(tmp_path: Path) -> None:
    lines = issued(FIRST, SECOND)
    with Projection.open(filled(tmp_path, lines)) as projection:
        assert projection.media_only_of([lines[0].entry.digest]) == (PICTURE, SMALLER)
        assert projection.names_media(SMALLER)
        assert not projection.names_media("4" * 64)


@settings(max_examples=15)
@given(histories(max_size=6))
def test_every_file_that_is_not_erased_is_listed_once(lines: History) -> None:
    gone = {line.entry.digest for line in lines if line.entry.act is Act.ERASE}
    named = {
        digest
        for line in lines
        if isinstance(line.record, Release) and line.entry.digest not in gone
        for digest in media_of(line.record)
    }
    with TemporaryDirectory() as folder:
        with open_store(filled(Path(folder), lines)) as store:
            assert list(listed(store)) == sorted(named)
            for digest in named:
                assert media(store, digest)
        assert dump_digest(Path(folder))
