"""The newsroom's database, as the registrar reaches it: for the outbox in it, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg

from communique.config import Config
from communique.core.errors import CommuniqueError
from communique.outbox.statements import Connection

DATABASE = "desk.sqlite3"
# As long as a member who signs in may hold it: their password is hashed meanwhile.
BUSY_SECONDS = 3.0
CONNECT_SECONDS = 5
LOCK_MILLISECONDS = 3_000
STATEMENT_MILLISECONDS = 30_000


class NoNewsroom(CommuniqueError):
    """A site whose newsroom was never opened: there is no outbox yet."""

    code = "registrar.no-newsroom"
    hint = "Start the newsroom once with `communique newsroom SITE`; it makes its database."


class NewsroomAway(CommuniqueError):
    """A newsroom's database that cannot be read or written now."""

    code = "registrar.newsroom-away"
    hint = "Look whether the database runs, and who holds it locked; nothing is lost meanwhile."


class Desk(Protocol):
    """An open connection to the newsroom's database."""

    def transaction(self) -> AbstractContextManager[Connection]:
        """Give the connection in a transaction: committed at the end, or rolled back.

        Raises NewsroomAway, or NoNewsroom where the tables are not there yet.
        """
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Give the connection for a question, which locks nobody out.  Raises the same."""
        ...

    def has_changed(self) -> bool:
        """Tell whether somebody may have written since this was last asked.

        Raises NewsroomAway, or NoNewsroom where the database is gone.
        """
        ...

    def close(self) -> None:
        """Give the connection back."""
        ...


def open_desk(config: Config) -> Desk:
    """Return the newsroom's database of a site; raises NoNewsroom or NewsroomAway."""
    if config.database:
        return PostgresDesk(config.database)
    return SqliteDesk(config.newsroom / DATABASE)


class SqliteDesk:
    """The newsroom's database where it is SQLite: a file."""

    def __init__(self, path: Path) -> None:
        """Open it; it is never made here."""
        self._path = path
        self._inode = _inode(path)
        self._version = 0
        with _told(path.name):
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=rw",
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
            )
            # A text that leaves the outbox is overwritten: it may be one that is erased.
            self._connection.execute("PRAGMA secure_delete = 1")

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give the connection, holding SQLite's write lock."""
        with _told(self._path.name):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give the connection outside a transaction."""
        with _told(self._path.name):
            yield self._connection

    def has_changed(self) -> bool:
        """Tell whether another connection has committed."""
        if _inode(self._path) != self._inode:
            # A backup was put in its place: what is placed there, is not seen here.
            raise NewsroomAway(f"{self._path} was replaced by another file")
        with _told(self._path.name):
            version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        before, self._version = self._version, version
        return version != before

    def close(self) -> None:
        """Close it."""
        self._connection.close()


class PostgresDesk:
    """The newsroom's database where it is PostgreSQL."""

    def __init__(self, url: str) -> None:
        """Connect to it."""
        options = f"-c lock_timeout={LOCK_MILLISECONDS}"
        options += f" -c statement_timeout={STATEMENT_MILLISECONDS}"
        with _told("PostgreSQL"):
            self._connection = psycopg.connect(
                url, autocommit=True, connect_timeout=CONNECT_SECONDS, options=options
            )

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give the connection in a transaction; rows are locked as they are read."""
        with _told("PostgreSQL"), self._connection.transaction():
            yield self._connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give the connection outside a transaction."""
        with _told("PostgreSQL"):
            yield self._connection

    def has_changed(self) -> bool:
        """Tell that somebody may have: a look at its index costs less than asking that."""
        return True

    def close(self) -> None:
        """Close it."""
        self._connection.close()


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        raise NoNewsroom(f"{path} is not there") from None
    except OSError as error:
        raise NewsroomAway(f"{path} cannot be reached: {error.strerror}") from None


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn what a database says of itself into one line."""
    try:
        yield
    except psycopg.errors.UndefinedTable as error:
        raise NoNewsroom(_one_line(name, error)) from error
    except (sqlite3.DatabaseError, psycopg.Error) as error:
        if "no such table" in str(error):
            raise NoNewsroom(_one_line(name, error)) from error
        raise NewsroomAway(_one_line(name, error)) from error


def _one_line(name: str, error: Exception) -> str:
    said = str(error).strip() or type(error).__name__
    return f"the newsroom's database ({name}) says: {' '.join(said.split())}"
