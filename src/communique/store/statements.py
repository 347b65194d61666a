"""The SQL files: one question each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """Return the SQL of `sql/NAME.sql`."""
    return (files("communique.store") / "sql" / f"{name}.sql").read_text(encoding="utf-8")
