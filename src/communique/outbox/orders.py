"""The outbox's questions: orders placed, revoked, taken, entered; and how late they are.

Every function works on the connection it is handed: sqlite3's, psycopg's or Django's. The caller
begins and ends the transaction. On SQLite it begins with `BEGIN IMMEDIATE` (Django: the option
`transaction_mode`), which is the lock there; on PostgreSQL rows are locked as they are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from communique.core.canonical import digest_of, from_bytes, to_bytes
from communique.core.entry import Act, Order
from communique.core.errors import UnreadableRecord
from communique.core.media import media_of
from communique.core.record import Release
from communique.outbox.errors import (
    AlreadyWaiting,
    BundleClosed,
    NoBundle,
    OrderEnded,
    OrderTaken,
)
from communique.outbox.frozen import FrozenOrder as FrozenOrder
from communique.outbox.frozen import Line as Line
from communique.outbox.frozen import State as State
from communique.outbox.frozen import instant_of, microseconds, title_of
from communique.outbox.statements import Connection, Row, change, is_postgresql, make, rows

LATE_SECONDS = 10.0
_TAKEN_ONCE = (State.TAKEN, State.ENTERED)
_ENDED = (State.REVOKED, State.REFUSED)
_PER_SECOND = 1_000_000


def create_tables(connection: Connection) -> None:
    """Make the outbox's tables where they are not there."""
    make(connection, "tables")


def place(connection: Connection, orders: Sequence[FrozenOrder]) -> None:
    """Place orders, each bundle whole and in one call; an order known already is placed once.

    Raises AlreadyWaiting where another order of the same act waits for the symbol, OrderEnded
    where one of these was revoked or refused before, BundleClosed where a bundle was placed
    without one of these; ValueError for an order without its salt or with files its record does
    not name, or a bundle with two instants. After any of them the caller rolls back.
    """
    _check_frozen(orders)
    if is_postgresql(connection):
        # One at a time, as on SQLite: two that place the same symbols in another order would
        # wait for each other, and orders would be numbered otherwise than they are seen.
        rows(connection, "serialise")
    for bundle in dict.fromkeys(one.bundle for one in orders):
        mine = {one.order.id for one in orders if one.bundle == bundle}
        before = {str(row[0]) for row in rows(connection, "bundle", bundle=bundle)}
        if before and not mine <= before:
            raise BundleClosed(f"the bundle {bundle} was placed before, with other orders")
    for one in orders:
        if change(connection, "place", **_columns(one)) == 0:
            _check_same(connection, one.order)


def revoke(connection: Connection, bundle: str, *, at: datetime, by: str) -> None:
    """Ask a bundle back; nothing happens where it was revoked or refused before.

    Raises OrderTaken where the registrar has it, NoBundle where it was never placed; the caller
    rolls back then.
    """
    # Read first, for the lock: rows locked in one order by all cannot make two wait for ever.
    if not rows(connection, "bundle", bundle=bundle):
        raise NoBundle(f"no bundle {bundle} was placed")
    change(connection, "revoke", bundle=bundle, at=microseconds(at), by=by)
    states = {State(row[1]) for row in rows(connection, "bundle", bundle=bundle)}
    if states.intersection(_TAKEN_ONCE):
        raise OrderTaken(f"the registrar has taken {bundle}: it can be revoked no more")


def take(connection: Connection, at: datetime) -> list[FrozenOrder]:
    """Take all that is due, and give again what was taken before and is neither in nor out.

    First what is due first; of one instant, what was placed first. A bundle whose bytes this
    program cannot read is refused here, lest it hold up all that comes after it.
    """
    found = rows(connection, "due", at=microseconds(at))
    unreadable = _refuse_unreadable(connection, found, at)
    last = max((row[-1] for row in found), default=0)
    taken = {row[0] for row in rows(connection, "take", at=microseconds(at), last=last)}
    return [
        _frozen(row)
        for row in found
        if row[1] not in unreadable and (row[0] in taken or row[2] == State.TAKEN)
    ]


def mark_entered(connection: Connection, entered: Mapping[str, int], at: datetime) -> None:
    """Say which orders are on the log now, by id with the index of their entry.

    Their text leaves the outbox: the deposit has it. Of what an erasure took, the title goes too.
    """
    for order, index in entered.items():
        change(connection, "mark_entered", order_id=order, entry_index=index, at=microseconds(at))
    change(connection, "forget")


def mark_refused(connection: Connection, orders: Iterable[str], reason: str, at: datetime) -> None:
    """Say that orders will not be entered, and why; their text leaves the outbox."""
    for order in orders:
        change(connection, "mark_refused", order_id=order, reason=reason, at=microseconds(at))


def next_due(connection: Connection) -> datetime | None:
    """Return when something may be entered next, None where nothing waits."""
    ((number,),) = rows(connection, "next_due")
    return None if number is None else instant_of(number)


def queue(connection: Connection, limit: int = 100) -> list[Line]:
    """Return what goes out next, in the order in which it will."""
    return [_line(row) for row in rows(connection, "queue", most=limit)]


def of_symbol(connection: Connection, symbol: str) -> list[Line]:
    """Return every order ever placed for a symbol, the first first."""
    return [_line(row) for row in rows(connection, "of_symbol", symbol=symbol)]


def lines(
    connection: Connection, states: Collection[State], limit: int = 100, skip: int = 0
) -> list[Line]:
    """Return the orders in any of some states, the last placed first."""
    if not states:
        return []
    asked = [state.value for state in states]
    names = ("first", "second", "third", "fourth", "fifth")
    # There are five states in all; the last one asked for stands in for those not asked for.
    padded = (*asked, *(asked[-1],) * (len(names) - len(asked)))
    arguments = dict(zip(names, padded, strict=True))
    return [_line(row) for row in rows(connection, "lines", most=limit, skip=skip, **arguments)]


def late(connection: Connection, at: datetime, after_seconds: float = LATE_SECONDS) -> list[Line]:
    """Return what somebody must be told of and was not: see `Line.state` for which it is.

    Waiting or taken that long after it was due, entered that late, or refused.
    """
    slack = int(after_seconds * _PER_SECOND)
    found = rows(connection, "late", due_before=microseconds(at) - slack, slack=slack)
    return [_line(row) for row in found]


def mark_alarmed(connection: Connection, orders: Iterable[str], at: datetime) -> None:
    """Say that somebody was told of these orders."""
    for order in orders:
        change(connection, "mark_alarmed", order_id=order, at=microseconds(at))


def beat(connection: Connection, name: str, at: datetime) -> None:
    """Give a sign of life."""
    change(connection, "beat", name=name, at=microseconds(at))


def last_beat(connection: Connection, name: str) -> datetime | None:
    """Return when one last gave a sign of life, None where it never did."""
    found = rows(connection, "last_beat", name=name)
    return instant_of(found[0][0]) if found else None


def _refuse_unreadable(connection: Connection, found: Sequence[Row], at: datetime) -> set[str]:
    unreadable: dict[str, str] = {}
    for row in found:
        try:
            _frozen(row)
        except UnreadableRecord as error:
            unreadable[row[1]] = f"{error} [{error.code}]"
    for row in found:
        if reason := unreadable.get(row[1]):
            mark_refused(connection, [row[0]], reason, at)
    return set(unreadable)


def _check_frozen(orders: Sequence[FrozenOrder]) -> None:
    instants: dict[str, datetime] = {}
    for one in orders:
        if one.order.record is not None and not one.order.salt:
            raise ValueError(f"order {one.order.id} has no salt: its digest is not settled")
        if instants.setdefault(one.bundle, one.not_before) != one.not_before:
            raise ValueError(f"the bundle {one.bundle} is to go out at two instants")
        record = one.order.record
        named = media_of(record) if isinstance(record, Release) else ()
        if strange := set(one.media).difference(named):
            raise ValueError(f"order {one.order.id} has files its record does not name: {strange}")


def _check_same(connection: Connection, order: Order) -> None:
    found = rows(connection, "state", order_id=order.id)
    if not found:
        raise AlreadyWaiting(f"{order.symbol} has an order to {order.act} that waits already")
    if (state := State(found[0][0])) in _ENDED:
        raise OrderEnded(f"the order to {order.act} {order.symbol} was {state} before")


def _columns(one: FrozenOrder) -> dict[str, str | int]:
    order = one.order
    content = to_bytes(order.record, order.salt) if order.record is not None else b""
    not_before, placed_at = microseconds(one.not_before), microseconds(one.placed_at)
    return {
        "order_id": order.id,
        "bundle": one.bundle,
        "act": order.act.value,
        "symbol": order.symbol,
        "kind": order.kind,
        "langs": " ".join(order.langs),
        "title": title_of(order.record),
        "digest": digest_of(content) if content else order.erases,
        "record": content.decode("utf-8"),
        "media": " ".join(one.media),
        "not_before": not_before,
        "due": max(not_before, placed_at),
        "placed_at": placed_at,
        "placed_by": one.placed_by,
        "cleared_by": one.cleared_by,
        "urgent": int(one.urgent),
    }


def _frozen(row: Row) -> FrozenOrder:
    (id_, bundle, _, act, symbol, kind, langs, digest, content, media, *rest) = row
    not_before, placed_at, placed_by, cleared_by, urgent, _ = rest
    deposited = from_bytes(content.encode("utf-8")) if content else None
    return FrozenOrder(
        order=Order(
            id=id_,
            act=Act(act),
            symbol=symbol,
            kind=kind,
            langs=tuple(langs.split()),
            record=deposited.record if deposited else None,
            erases="" if deposited else digest,
            salt=deposited.salt if deposited else "",
        ),
        bundle=bundle,
        not_before=instant_of(not_before),
        placed_at=instant_of(placed_at),
        placed_by=placed_by,
        cleared_by=cleared_by,
        urgent=bool(urgent),
        media=tuple(media.split()),
    )


def _line(row: Row) -> Line:
    (number, order, bundle, state, act, symbol, kind, langs, title, digest, *rest) = row
    not_before, placed_at, placed_by, cleared_by, urgent, *end = rest
    ended_at, ended_by, entry_index, reason, alarmed_at = end
    return Line(
        number=number,
        order=order,
        bundle=bundle,
        state=State(state),
        act=Act(act),
        symbol=symbol,
        kind=kind,
        langs=tuple(langs.split()),
        title=title,
        digest=digest,
        not_before=instant_of(not_before),
        placed_at=instant_of(placed_at),
        placed_by=placed_by,
        cleared_by=cleared_by,
        urgent=bool(urgent),
        ended_at=None if ended_at is None else instant_of(ended_at),
        ended_by=ended_by,
        entry_index=entry_index,
        reason=reason,
        alarmed_at=None if alarmed_at is None else instant_of(alarmed_at),
    )
