"""A store is opened, or it is said why not."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from communique.core.errors import CommuniqueError
from communique.store.db import SCHEMA, open_store
from communique.store.errors import DamagedStore, NoStore, StrangeStore
from communique.store.integrity import integrity
from communique.store.projection import Projection
from communique.store.query import total
from tests.store.stores import filled, issued, release

LINES = issued(release("1"), release("2"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store of two releases."""
    return filled(tmp_path, LINES)


@pytest.mark.parametrize("schema", [SCHEMA + 1, SCHEMA - 1])
def test_a_store_of_another_schema_is_refused_and_rebuilt(folder: Path, schema: int) -> None:
    with sqlite3.connect(folder / "g000001" / "record.db") as connection:
        connection.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (schema,))
    connection.close()
    for opening in (open_store, Projection.open):
        with pytest.raises(StrangeStore, match=f"has schema {schema}; .* reads schema {SCHEMA}"):
            opening(folder)
    assert "communique rebuild" in StrangeStore.hint
    assert len(integrity(folder)) == 1
    with Projection.anew(folder) as projection:
        for index, line in enumerate(LINES):
            projection.apply(index, line.leaf, line.entry, line.record)
        projection.swap()
    with open_store(folder) as store:
        assert total(store) == 2


@pytest.mark.parametrize("name", ["", "g000001\n", "../g000001", "\xff"])
def test_a_folder_that_names_no_generation_is_no_store(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoStore):
        open_store(tmp_path)
    (tmp_path / "CURRENT").write_text(name, encoding="latin-1")
    with pytest.raises(CommuniqueError) as refused:
        open_store(tmp_path)
    assert isinstance(refused.value, NoStore | DamagedStore)


@pytest.mark.parametrize("broken", ["record.db", "search/meta.json"])
@pytest.mark.parametrize("how", ["gone", "empty", "noise"])
def test_a_damaged_store_is_named(folder: Path, broken: str, how: str) -> None:
    path = folder / "g000001" / broken
    path.unlink()
    for journal in (folder / "g000001").glob("record.db-*"):
        journal.unlink()
    if how != "gone":
        path.write_bytes(b"" if how == "empty" else b"noise " * 1000)
    for opening in (open_store, Projection.open):
        with pytest.raises(CommuniqueError) as refused:
            opening(folder)
        assert isinstance(refused.value, DamagedStore | StrangeStore)
        assert "g000001" in refused.value.where
    assert integrity(folder) != []


def test_a_wrong_byte_in_the_tables_is_found(folder: Path) -> None:
    assert integrity(folder) == []
    path = folder / "g000001" / "record.db"
    content = bytearray(path.read_bytes())
    # What each page but the first says it is.
    content[4096::4096] = b"\xff" * len(content[4096::4096])
    path.write_bytes(bytes(content))
    assert integrity(folder) != []


def test_a_search_index_of_another_store_is_found_out(folder: Path, tmp_path: Path) -> None:
    other = filled(tmp_path / "other", LINES[:1])
    shutil.rmtree(folder / "g000001" / "search")
    shutil.copytree(other / "g000001" / "search", folder / "g000001" / "search")
    assert [said for _, said in integrity(folder)] == ["search knows 1 releases, the tables 2"]


def test_readers_write_nothing(folder: Path) -> None:
    with open_store(folder) as store, pytest.raises(DamagedStore, match="readonly"):
        store.rows("set_meta", name="size", value=0)
