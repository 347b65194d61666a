"""The outbox on every connection it may be handed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.outbox.orders import create_tables
from tests.outbox.boxes import Box, DjangoBox, PostgresBox, SqliteBox
from tests.postgres import postgres_cluster as postgres_cluster


@pytest.fixture(params=["sqlite", "django on sqlite", "postgresql", "django on postgresql"])
def box(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Box]:
    """Give an empty outbox, in each database and by each way to it."""
    made = _made(request, tmp_path)
    with made.transaction() as connection:
        create_tables(connection)
    yield made
    made.close()


def _made(request: pytest.FixtureRequest, folder: Path) -> Box:
    django = request.param.startswith("django")
    if request.param.endswith("postgresql"):
        url = request.getfixturevalue("postgres_cluster").new_database()
        return DjangoBox.on_postgresql(url) if django else PostgresBox(url)
    path = folder / "desk.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    return DjangoBox.on_sqlite(path) if django else SqliteBox(path)
