"""A store as its readers open it: one generation, read-only."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

import tantivy

from communique.store import generations
from communique.store.errors import DamagedStore, NoStore, StrangeStore
from communique.store.statements import statement

SCHEMA = 6
ATTEMPTS = 5
Row = tuple[object, ...]
Argument = str | int | None


class Store:
    """One generation, open for reading in one thread.

    Each question is a short read of its own: what another process commits is seen by the next.
    """

    def __init__(self, folder: Path) -> None:
        """Open the generation in use; NoStore, StrangeStore or DamagedStore where not."""
        self.folder = folder
        self._stamp = generations.stamp(folder)
        self.generation = generations.current(folder)
        self._connection = connect(self.generation / generations.DATABASE)
        # At once, for after a rebuild's swap the files are there only for who has them open.
        self._index_version = self.data_version()
        try:
            self._index = _open_index(self.generation / generations.SEARCH)
        except DamagedStore:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Give its files back."""
        self._connection.close()

    def is_current(self) -> bool:
        """Tell whether CURRENT still names this generation; a reader reopens where not."""
        return generations.stamp(self.folder) == self._stamp

    def data_version(self) -> int:
        """Return a number that changes when another process has committed.

        Source: SQLite, "PRAGMA data_version".
        """
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def rows(self, question: str, /, **arguments: Argument) -> list[Row]:
        """Return the rows that the SQL file `question` finds."""
        try:
            return self._connection.execute(statement(question), arguments).fetchall()
        except sqlite3.DatabaseError as error:
            raise damaged(self.generation, error) from error

    def row(self, question: str, /, **arguments: Argument) -> Row | None:
        """Return the first row that the SQL file `question` finds, or None."""
        found = self.rows(question, **arguments)
        return found[0] if found else None

    @property
    def index(self) -> tantivy.Index:
        """Return the search index as last committed.

        It has no analyzers registered: questions bring their own (search.analysis).
        """
        version = self.data_version()
        if version != self._index_version:
            # The writer touches the database once more after the index: a new version of the
            # database tells of both.
            self._index.reload()
            self._index_version = version
        return self._index


def open_store(folder: Path) -> Store:
    """Return the store of a folder, open for reading.

    Raises NoStore, StrangeStore (another schema) or DamagedStore.
    """
    for attempt in range(ATTEMPTS):
        named = generations.current(folder)
        try:
            return Store(folder)
        except (NoStore, DamagedStore):
            # Between reading CURRENT and opening what it names a rebuild may have swapped.
            if attempt == ATTEMPTS - 1 or generations.current(folder) == named:
                raise
    raise AssertionError("the loop returns or raises")


def damaged(generation: Path, error: Exception) -> DamagedStore:
    """Return the error to raise where a store's file cannot be read."""
    return DamagedStore(f"the store in {generation} cannot be read: {error}", where=str(generation))


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StrangeStore unless the database has this program's schema."""
    found = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    if found is None or found[0] != SCHEMA:
        held = found[0] if found else None
        raise StrangeStore(
            f"{path} has schema {held}; this program reads schema {SCHEMA}", where=str(path)
        )


def _open_index(path: Path) -> tantivy.Index:
    try:
        index = tantivy.Index.open(str(path))
        # No reloading behind our back: one answer is made from one state of the index.
        index.config_reader(reload_policy="manual")
    except (ValueError, OSError) as error:
        raise damaged(path.parent, error) from error
    return index


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads; StrangeStore or DamagedStore where it cannot."""
    if not path.is_file():
        raise DamagedStore(f"{path} is missing", where=str(path))
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None
        )
        connection.execute("PRAGMA query_only = 1")
        connection.execute("PRAGMA mmap_size = 268435456")
        check_schema(connection, path)
    except sqlite3.DatabaseError as error:
        raise damaged(path.parent, error) from error
    return connection
