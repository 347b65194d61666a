"""The digest of all that a store's tables say, by which two stores are the same store."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from communique.store import generations
from communique.store.db import connect, damaged


def dump_digest(folder: Path) -> str:
    """Return the SHA-256, hex, of an ordered dump of every table of the store in use."""
    generation = generations.current(folder)
    connection = connect(generation / generations.DATABASE)
    digest = hashlib.sha256()
    try:
        # One read from beginning to end, whatever a writer does meanwhile.
        connection.execute("BEGIN")
        for line in _dump(connection):
            digest.update(line.encode() + b"\n")
    except sqlite3.DatabaseError as error:
        raise damaged(generation, error) from error
    finally:
        connection.close()
    return digest.hexdigest()


def _dump(connection: sqlite3.Connection) -> Iterator[str]:
    listed = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    for (table,) in connection.execute(listed).fetchall():
        rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # a name of our schema
        columns = ", ".join(f'"{column[0]}"' for column in rows.description)
        yield json.dumps([table, columns])
        ordered = f'SELECT * FROM "{table}" ORDER BY {columns}'  # noqa: S608  # names of our schema
        for row in connection.execute(ordered):
            yield json.dumps(row, ensure_ascii=False)
