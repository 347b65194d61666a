"""The orders that put facts on the record: of a release that stands there, and of one to come."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from django.db import connection

from communique.core.canonical import SALT_BYTES
from communique.core.entry import Act, Order, order_id
from communique.core.fact import FACT, FactRecord, number_of_fact, release_of_fact
from communique.core.record import Record, Release, Withdrawal
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import ReleaseCopy, WorkingCopy
from communique.newsroom.reading.drafted import going_out
from communique.newsroom.reading.reported import REFUSED, Confirmed, kept_by
from communique.newsroom.steps.models import JudgedFact
from communique.newsroom.steps.placing import MOST_WAITING, attempts
from communique.outbox import orders as outbox
from communique.outbox.frozen import Line
from communique.store.facts import FactHistory, fact_histories


def histories(symbol: str) -> tuple[FactHistory, ...]:
    """Return every fact that a release ever had on the record."""
    return fact_histories(shelf.store(), symbol)


def next_number(symbol: str) -> int:
    """Return the number of a release's next fact, those on their way counted."""
    numbers = [one.number for one in histories(symbol)]
    numbers += [number_of_fact(line.symbol) for line in waiting_facts(symbol)]
    return max(numbers, default=0) + 1


def waiting_facts(symbol: str) -> list[Line]:
    """Return the orders for facts of a release that are not entered yet."""
    queue = outbox.queue(connection, MOST_WAITING)
    return [line for line in queue if release_of_fact(line.symbol) == symbol]


def order_of_fact(record: Confirmed | Withdrawal, act: Act) -> Order:
    """Return the order for a fact, its salt drawn."""
    release = release_of_fact(record.symbol)
    before = [len(one.digests) for one in histories(release) if one.symbol == record.symbol]
    told = [str(attempts(record.symbol, act)), str(sum(before))]
    return Order(
        # Nothing of the words: the log keeps the id when they are erased.
        id=order_id("desk fact", record.symbol, act, *told),
        act=act,
        symbol=record.symbol,
        kind=FACT,
        langs=(record.lang,) if isinstance(record, FactRecord) else record.langs,
        record=record,
        salt=secrets.token_hex(SALT_BYTES),
    )


def orders_with(row: WorkingCopy, record: Record) -> tuple[Order, ...]:
    """Return the orders for the facts that go out with a working copy.

    record: what the copy itself puts on the record.
    """
    if not isinstance(row, ReleaseCopy) or not isinstance(record, Release):
        return ()
    new = going_out(row, record)
    # Behind those that are on their way, too.
    first = next_number(row.symbol) if new else 1
    return tuple(
        order_of_fact(replace(one, number=number), Act.ISSUE)
        for number, one in enumerate(new, start=first)
    )


def remember(row: WorkingCopy, orders: Sequence[Order], by: Member) -> None:
    """Let the page of the issued release know what was said to its facts while it was written."""
    if not isinstance(row, ReleaseCopy):
        return
    placed = {_words(one.record): one for one in orders}
    for one in kept_by(row):
        if (order := placed.get(_words(one.record))) is not None:
            judge(row.symbol, one.key, by, fact=order.symbol, order=order.id)
    for key in row.refused:
        if key.startswith(REFUSED):
            judge(row.symbol, key.removeprefix(REFUSED), by, is_refused=True)


def refused_of(symbol: str) -> list[str]:
    """Return the keys of the facts that were refused of a release on the record."""
    found = JudgedFact.objects.filter(symbol=symbol, is_refused=True).order_by("pk")
    return list(found.values_list("key", flat=True))


def judge(
    symbol: str,
    key: str,
    by: Member,
    *,
    fact: str = "",
    order: str = "",
    is_refused: bool = False,
) -> None:
    """Remember what somebody said to a fact of a release."""
    JudgedFact.objects.update_or_create(
        symbol=symbol,
        key=key,
        defaults={"judged_by": by, "fact": fact, "order": order, "is_refused": is_refused},
    )


def _words(record: Record | None) -> object:
    """Return what tells facts of one copy apart: numbers are given when they go out."""
    return (
        (record.lang, record.evidence.words, record.fact)
        if isinstance(record, FactRecord)
        else None
    )
