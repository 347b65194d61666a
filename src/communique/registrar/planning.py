"""What a batch would put on the log: each bundle whole, or refused whole with its reason."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from communique.core.canonical import SALT_BYTES, digest_of, to_bytes
from communique.core.entry import Entry, Order
from communique.core.errors import CommuniqueError, Contradiction
from communique.core.media import media_of
from communique.core.record import Record, Release
from communique.log.errors import LeafTooLong
from communique.log.tile import encode_entry
from communique.registrar.facts import check_facts
from communique.registrar.standing import Standing, check_order

Standings = dict[str, Standing | None]


@dataclass(frozen=True, slots=True)
class Planned:
    """An order with the entry it becomes and the bytes that go into the deposit."""

    entry: Entry
    leaf: bytes
    record: Record | None
    content: bytes | None

    @property
    def media(self) -> tuple[str, ...]:
        """Return the digests of the files that its record names."""
        return media_of(self.record) if isinstance(self.record, Release) else ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be entered, in order; and by its place, why a bundle is not."""

    planned: tuple[Planned, ...]
    refused: Mapping[int, CommuniqueError]


def plan(
    bundles: Mapping[int, Sequence[Order]],
    *,
    at: datetime,
    size: int,
    standing: Callable[[str], Standing | None],
) -> Plan:
    """Return what entering these bundles at an instant makes of a log of `size` entries.

    standing: how a symbol stands before the first of them.
    """
    planned: list[Planned] = []
    refused: dict[int, CommuniqueError] = {}
    known: Standings = {}
    for place, bundle in bundles.items():
        # A copy: what a bundle that is refused would have changed, changed nothing.
        mine = known.copy()
        try:
            entries = _bundle(bundle, mine, at, size + len(planned), standing)
        except (Contradiction, LeafTooLong) as error:
            refused[place] = error
            continue
        known = mine
        planned += entries
    return Plan(tuple(planned), refused)


def _bundle(
    bundle: Sequence[Order],
    known: Standings,
    at: datetime,
    size: int,
    standing: Callable[[str], Standing | None],
) -> list[Planned]:
    planned: list[Planned] = []
    for order in bundle:
        if order.symbol not in known:
            known[order.symbol] = standing(order.symbol)
        before = known[order.symbol]
        check_order(order, before)
        one = _planned(order, at, before.index if before else None)
        encode_entry(one.leaf)  # refuses what the log cannot carry
        known[order.symbol] = Standing.after(before, one.entry, order, size + len(planned))
        planned.append(one)
    check_facts(bundle, lambda symbol: known[symbol] if symbol in known else standing(symbol))
    return planned


def _planned(order: Order, at: datetime, prev: int | None) -> Planned:
    if order.record is None:
        entry = Entry.of(order, digest=order.erases, at=at, prev=prev)
        return Planned(entry, entry.to_leaf(), None, None)
    content = to_bytes(order.record, order.salt or secrets.token_hex(SALT_BYTES))
    entry = Entry.of(order, digest=digest_of(content), at=at, prev=prev)
    return Planned(entry, entry.to_leaf(), order.record, content)
