"""Orders (to do) and entries (done); the leaf that an entry is in the log."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import msgspec
import rfc8785

from communique.core.errors import UnreadableEntry
from communique.core.record import Record

LEAF_VERSION = 1


class Act(StrEnum):
    """What an order does to the record."""

    ISSUE = "issue"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    ERASE = "erase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A signed-off instruction; entering it twice enters it once.

    id: 64 hex digits.  kind: of the release, or the registry's name for the record.
    record: what is put into the deposit; None only for `erase`.
    erases: the digest whose object the deposit loses, for `erase` only.
    salt: of the record's bytes, 32 hex digits, where the digest is settled before the order is
    entered; empty leaves it to whoever enters.
    """

    id: str
    act: Act
    symbol: str
    kind: str
    langs: tuple[str, ...]
    record: Record | None
    erases: str = ""
    salt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log.

    order: the id of the order it enters.  at: when, UTC, `YYYY-MM-DDThh:mm:ssZ`.
    digest: SHA-256 of the record's bytes in the deposit, hex; of an `erase`, the digest erased.
    prev: the index of the symbol's previous entry, None for its first.
    """

    order: str
    act: Act
    at: str
    symbol: str
    kind: str
    langs: tuple[str, ...]
    digest: str
    prev: int | None
    v: int = LEAF_VERSION

    @classmethod
    def of(cls, order: Order, *, digest: str, at: datetime, prev: int | None) -> Entry:
        """Return the entry of an order, entered at an instant."""
        return cls(
            order=order.id,
            act=order.act,
            at=instant(at),
            symbol=order.symbol,
            kind=order.kind,
            langs=tuple(sorted(order.langs)),
            digest=digest,
            prev=prev,
        )

    def to_leaf(self) -> bytes:
        """Return the leaf: canonical JSON of the nine members.

        Source: RFC 8785; docs/reference/log-format.md.
        """
        return rfc8785.dumps(msgspec.to_builtins(self))

    @classmethod
    def from_leaf(cls, leaf: bytes) -> Entry:
        """Return the entry of a leaf, or raise UnreadableEntry."""
        try:
            found = json.loads(leaf)
            if found.get("v") != LEAF_VERSION:
                raise UnreadableEntry(f"leaf version {found.get('v')!r} is not known here")
            return msgspec.convert(found, cls)
        except (ValueError, AttributeError, msgspec.ValidationError) as error:
            raise UnreadableEntry(f"a leaf is no entry: {error}") from error


def instant(at: datetime) -> str:
    """Return an instant as the log writes it: UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def order_id(*parts: str) -> str:
    """Return the id of the order that these words name: the same words, the same order."""
    return hashlib.sha256("\x00".join(("communique order", *parts)).encode()).hexdigest()
