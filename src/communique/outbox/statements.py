"""The SQL files, one question each, as SQLite and PostgreSQL each want them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

Argument = str | int | None
Row = Sequence[Any]

# The files are written for SQLite; these are all the words in which PostgreSQL differs.
_POSTGRESQL = {
    "INTEGER PRIMARY KEY": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    "/* FOR UPDATE */": "FOR UPDATE",
}
_NAMED = re.compile(r"(?<!:):([a-z_]+)")


class Connection(Protocol):
    """A connection of sqlite3, of psycopg, or Django's own."""

    def cursor(self) -> Any:
        """Return a cursor of PEP 249 whose `execute` takes arguments by name."""
        ...


def is_postgresql(connection: Connection) -> bool:
    """Tell whether a connection leads to PostgreSQL; else it leads to SQLite."""
    if isinstance(connection, sqlite3.Connection):
        return False
    return getattr(connection, "vendor", "postgresql") == "postgresql"


def rows(connection: Connection, question: str, /, **arguments: Argument) -> list[Row]:
    """Return the rows that the SQL file `question` finds."""
    with closing(connection.cursor()) as cursor:
        cursor.execute(_statement(question, connection), arguments)
        found: list[Row] = cursor.fetchall()
        return found


def change(connection: Connection, question: str, /, **arguments: Argument) -> int:
    """Run the SQL file `question`, and return how many rows it changed."""
    with closing(connection.cursor()) as cursor:
        cursor.execute(_statement(question, connection), arguments)
        changed: int = cursor.rowcount
        return changed


def make(connection: Connection, question: str) -> None:
    """Run each statement of the SQL file `question`."""
    with closing(connection.cursor()) as cursor:
        for statement in _statement(question, connection).split(";\n"):
            if statement.strip():
                cursor.execute(statement)


def _statement(question: str, connection: Connection) -> str:
    # sqlite3 alone wants `:name`; psycopg and Django, whatever is behind it, `%(name)s`.
    named = isinstance(connection, sqlite3.Connection)
    return _written(question, named=named, postgresql=is_postgresql(connection))


@cache
def _written(question: str, *, named: bool, postgresql: bool) -> str:
    path = files("communique.outbox") / "sql" / f"{question}.sql"
    # Without its comments: a colon or a per cent sign of theirs would be read as an argument.
    lines = (line.partition("--")[0] for line in path.read_text(encoding="utf-8").splitlines())
    text = "\n".join(line for line in lines if line.strip()) + "\n"
    if postgresql:
        for ours, theirs in _POSTGRESQL.items():
            text = text.replace(ours, theirs)
    return text if named else _NAMED.sub(r"%(\1)s", text)
