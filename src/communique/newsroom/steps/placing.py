"""Orders of the desk: made, put into the outbox, and found there again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.db import connection

from communique.core.canonical import SALT_BYTES
from communique.core.entry import Act, Order, order_id
from communique.core.fact import release_of_fact
from communique.core.record import Record
from communique.newsroom.desk.models import WorkingCopy
from communique.newsroom.steps.content import digest_of_content
from communique.newsroom.steps.errors import WrongState
from communique.outbox import orders as outbox
from communique.outbox.errors import AlreadyWaiting
from communique.outbox.frozen import FrozenOrder, Line
from communique.outbox.frozen import State as Placed

MOST_WAITING = 10_000


def place(frozen: Sequence[FrozenOrder]) -> None:
    """Put orders into the outbox; NotPossible where one of the same act waits for a symbol."""
    try:
        outbox.place(connection, frozen)
    except AlreadyWaiting as error:
        raise WrongState(str(error)) from None


def order_of(
    symbol: str, act: Act, *, record: Record, kind: str, langs: tuple[str, ...] = ()
) -> Order:
    """Return the order that puts a record into the log, its salt drawn.

    The same content for the same symbol is the same order, so that two who sign it off place
    one; once it was asked back or refused, the next is another.
    """
    content = digest_of_content(record)
    return Order(
        id=order_id("desk", symbol, act, content, str(attempts(symbol, act))),
        act=act,
        symbol=symbol,
        kind=kind,
        langs=langs,
        record=record,
        salt=secrets.token_hex(SALT_BYTES),
    )


def attempts(symbol: str, act: Act) -> int:
    """Return how many orders of an act for a symbol were asked back or refused."""
    ended = (Placed.REVOKED, Placed.REFUSED)
    lines = outbox.of_symbol(connection, symbol)
    return sum(line.act == act and line.state in ended for line in lines)


def line_of(copy: WorkingCopy) -> Line | None:
    """Return the order of a working copy as it lies in the outbox, None where there is none."""
    if not copy.order:
        return None
    lines = outbox.of_symbol(connection, copy.symbol)
    return next((line for line in lines if line.order == copy.order), None)


def goes_with_its_release(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether an order is for a fact whose release goes out in the same bundle."""
    release = release_of_fact(line.symbol)
    return bool(release) and any(
        (one.bundle, one.symbol) == (line.bundle, release) for one in lines
    )


def lines_of_bundle(bundle: str) -> list[Line]:
    """Return what waits in the outbox under a bundle."""
    return [line for line in outbox.queue(connection, MOST_WAITING) if line.bundle == bundle]
