"""The newsroom's database, as Django's settings want it said."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from communique.config import Config, UnusableSite

SQLITE = "desk.sqlite3"
BUSY_SECONDS = 20


def database_of(config: Config) -> dict[str, Any]:
    """Return Django's settings for the database of a site.

    Raises UnusableSite where the address is not PostgreSQL's.
    """
    if not config.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(config.newsroom / SQLITE),
            "ATOMIC_REQUESTS": True,
            "OPTIONS": {
                "timeout": BUSY_SECONDS,
                # A transaction that reads first and then writes would be refused at once,
                # whatever the timeout, where another wrote in between.
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    said = urlsplit(config.database)
    if said.scheme not in ("postgresql", "postgres"):
        raise UnusableSite(
            "the key 'database' must begin with postgresql://, or be left out for SQLite"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(said.path.lstrip("/")),
        "USER": unquote(said.username or ""),
        "PASSWORD": unquote(said.password or ""),
        "HOST": unquote(said.hostname or ""),
        "PORT": str(said.port or ""),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 60,
    }
