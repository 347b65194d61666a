"""An outbox in a database, and transactions on it from as many connections as one likes."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import psycopg
from django.conf import settings
from django.db.utils import ConnectionHandler
from django.utils.functional import empty

from communique.core.entry import Order
from communique.outbox.orders import FrozenOrder
from communique.outbox.statements import Connection
from tests.sites import issue, release
from tests.strategies import SALT

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def frozen(order: Order | str, **changed: object) -> FrozenOrder:
    """Return an order as the desk places it: for a symbol, the one that issues it; due at noon."""
    made = issue(release(order)) if isinstance(order, str) else order
    if made.record is not None and not made.salt:
        made = salted(made)
    values: dict[str, object] = {
        "order": made,
        "bundle": made.id,
        "not_before": NOON,
        "placed_at": NOON - 60 * SECOND,
        "placed_by": "secretary",
        "cleared_by": "officer",
        **changed,
    }
    return FrozenOrder(**values)  # type: ignore[arg-type]  # tests name real fields


def salted(order: Order) -> Order:
    """Return the order with a salt, always the same."""
    return replace(order, salt=SALT)


def renamed(order: Order, id_: str) -> Order:
    """Return the order under another id."""
    return replace(order, id=id_)


class Box(Protocol):
    """A database with an outbox."""

    def transaction(self) -> AbstractContextManager[Connection]:
        """Give a connection of its own in a transaction: committed at the end, or rolled back."""
        ...

    def close(self) -> None:
        """Give everything back."""
        ...


class SqliteBox:
    """SQLite, by sqlite3."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.commit()
        finally:
            connection.close()

    def close(self) -> None:
        return


class PostgresBox:
    """PostgreSQL, by psycopg."""

    def __init__(self, url: str) -> None:
        self.url = url

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with psycopg.connect(self.url) as connection:
            yield connection

    def close(self) -> None:
        return


class DjangoBox:
    """Either, by Django, of which only the connection is used: no application is loaded."""

    def __init__(self, database: dict[str, object]) -> None:
        self._is_ours = settings._wrapped is empty  # type: ignore[misc]  # compared only
        if self._is_ours:
            settings.configure(USE_TZ=True)
        self._database = database

    @classmethod
    def on_sqlite(cls, path: Path) -> DjangoBox:
        """Return SQLite, by Django."""
        options = {"transaction_mode": "IMMEDIATE", "timeout": 10}
        return cls({"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": options})

    @classmethod
    def on_postgresql(cls, url: str) -> DjangoBox:
        """Return PostgreSQL, by Django."""
        parts = urlsplit(url)
        return cls(
            {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": parts.path.lstrip("/"),
                "USER": parts.username,
                "HOST": unquote(parts.hostname or ""),
            }
        )

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        connection = ConnectionHandler({"default": dict(self._database)})["default"]
        try:
            with warnings.catch_warnings():
                # It warns of a database asked before the applications are ready.
                warnings.simplefilter("ignore", RuntimeWarning)
                connection.set_autocommit(False)
                yield connection
                connection.commit()
        finally:
            connection.close()

    def close(self) -> None:
        if self._is_ours:
            # Another test of the same session may want settings of its own.
            settings._wrapped = empty
