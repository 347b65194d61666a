"""Whether a store's files are whole, without asking the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import tantivy

from communique.core.errors import CommuniqueError
from communique.store import generations
from communique.store.db import connect
from communique.store.search.checksums import settings_schema, wrong_files
from communique.store.search.index import make_index
from communique.store.statements import statement

UNSCRUBBED = (
    "erased words may still lie in the file, for a reader held it: run `communique rebuild`"
)


def integrity(folder: Path) -> list[tuple[str, str]]:
    """Return (path, what is wrong) for every fault of the store in use, nothing where it is whole.

    The database by SQLite's own check; the search index by opening it and counting; and whether
    erased words may still lie in the files.
    """
    try:
        generation = generations.current(folder)
        path = database(folder)
        connection = connect(path)
    except CommuniqueError as error:
        return [(error.where or str(folder), str(error))]
    try:
        faults = list(_faults_of_database(connection, path))
        return faults or list(_faults_of_search(connection, generation))
    except sqlite3.DatabaseError as error:
        return [(str(path), f"the database cannot be read: {error}")]
    finally:
        connection.close()


def database(folder: Path) -> Path:
    """Return the path of the database of the store in use, or raise NoStore."""
    return generations.current(folder) / generations.DATABASE


def _faults_of_database(connection: sqlite3.Connection, path: Path) -> Iterator[tuple[str, str]]:
    for (said,) in connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield str(path), str(said)
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield str(path), f"a row of {table!r} hangs on no record"
    if _number(connection, "meta", name="unscrubbed"):
        yield str(path), UNSCRUBBED


def _faults_of_search(
    connection: sqlite3.Connection, generation: Path
) -> Iterator[tuple[str, str]]:
    path = str(generation / generations.SEARCH)
    if wrong := list(wrong_files(generation / generations.SEARCH, _right_schema())):
        yield from wrong
        return
    try:
        index = tantivy.Index.open(path)
        found = index.searcher().num_docs
    except (ValueError, OSError) as error:
        yield path, f"the search index cannot be read: {error}"
        return
    size, searched = (_number(connection, "meta", name=name) for name in ("size", "search_size"))
    if searched != size:
        yield path, f"search knows {searched} entries of {size}: the next entry mends it"
    elif found != (wanted := _number(connection, "current_total")):
        yield path, f"search knows {found} releases, the tables {wanted}"


def _right_schema() -> object:
    """Return the fields of an index as a fresh one has them."""
    with TemporaryDirectory() as name:
        make_index(Path(name) / generations.SEARCH)
        return settings_schema(Path(name) / generations.SEARCH)


def _number(connection: sqlite3.Connection, question: str, **arguments: str) -> int:
    row = connection.execute(statement(question), arguments).fetchone()
    return int(row[0]) if row else 0
