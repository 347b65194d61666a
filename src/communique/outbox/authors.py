"""Who signed off what went on the record through the outbox."""

from __future__ import annotations

from communique.outbox.statements import Connection, rows


def authors(connection: Connection) -> tuple[str, ...]:
    """Return the names of all who signed something off that was entered."""
    return tuple(str(row[0]) for row in rows(connection, "authors"))


def signed_off(connection: Connection, author: str = "") -> frozenset[str]:
    """Return the symbols of which an author signed off any entry; of nobody named, anybody."""
    return frozenset(str(row[0]) for row in rows(connection, "signed_off", author=author))
