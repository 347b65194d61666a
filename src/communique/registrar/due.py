"""One look at the outbox: what is due is taken, entered and marked; safe to break off and repeat.

Three steps, each a transaction of its own: taken in the outbox; on the log, in the deposit and in
the store; marked in the outbox. A crash before the last leaves orders taken: they are taken again,
and what stands in the log already is marked with the entry it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from communique.config import Config
from communique.outbox import orders as outbox
from communique.outbox.orders import FrozenOrder, Line, State
from communique.registrar.desk import Desk
from communique.registrar.enter import Entered, Receipt, opened

LOCK_SECONDS = 2.0
# Taken orders are one batch; there are never more than a few hundred.
MOST_TAKEN = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What became of an order: entered, with its index; or refused, with the reason.

    due: its instant, or that of its placing where that came later.  at: when readers could see it.
    """

    symbol: str
    act: str
    order: str
    due: datetime
    at: datetime
    index: int | None = None
    reason: str = ""

    @property
    def late_seconds(self) -> float:
        """Return how long after it was due this happened."""
        return max(0.0, (self.at - self.due).total_seconds())


def take_due(desk: Desk, at: datetime) -> list[FrozenOrder]:
    """Return all that is due at an instant, taken: nobody revokes it any more."""
    with desk.transaction() as connection:
        return outbox.take(connection, at)


def enter_taken(
    config: Config, desk: Desk, taken: Sequence[FrozenOrder], at: datetime
) -> list[Marked]:
    """Enter orders that are taken as one batch under one checkpoint, and mark them.

    at: the instant that the log says.  Raises LogUnavailable, StoreBehind or LockHeld, and the
    newsroom's errors; the orders stay taken then.
    """
    bundles = _bundles(taken)
    with opened(config, wait_seconds=LOCK_SECONDS) as registrar:
        entered = registrar.enter_bundles(
            [[one.order for one in bundle] for bundle in bundles], clock=lambda: at
        )
    marked = list(_marked(bundles, entered, datetime.now(UTC)))
    _mark(desk, marked)
    return marked


def finish(config: Config, desk: Desk) -> list[Marked]:
    """Mark orders that a crash left taken and that stand in the log; return them.

    Whatever the clock says now: they are public.
    """
    with desk.transaction() as connection:
        taken = outbox.lines(connection, [State.TAKEN], MOST_TAKEN)
    if not taken:
        return []
    with opened(config, wait_seconds=LOCK_SECONDS) as registrar:
        found = [(line, registrar.entered(line.order)) for line in taken]
    marked = [_found(line, receipt) for line, receipt in found if receipt is not None]
    _mark(desk, marked)
    return marked


def _bundles(taken: Iterable[FrozenOrder]) -> list[list[FrozenOrder]]:
    bundles: dict[str, list[FrozenOrder]] = {}
    for one in taken:
        bundles.setdefault(one.bundle, []).append(one)
    return list(bundles.values())


def _marked(
    bundles: Sequence[Sequence[FrozenOrder]], entered: Entered, now: datetime
) -> Iterator[Marked]:
    for place, bundle in enumerate(bundles):
        refusal = entered.refused.get(place)
        for one in bundle:
            due = max(one.not_before, one.placed_at)
            mark = Marked(
                symbol=one.order.symbol, act=one.order.act, order=one.order.id, due=due, at=now
            )
            receipt = entered.receipts.get(one.order.id)
            if receipt is not None:
                yield replace(mark, at=now if receipt.is_new else receipt.at, index=receipt.index)
            elif refusal is not None:
                yield replace(mark, reason=" ".join(f"{refusal} [{refusal.code}]".split()))


def _found(line: Line, receipt: Receipt) -> Marked:
    return Marked(
        symbol=line.symbol,
        act=line.act,
        order=line.order,
        due=max(line.not_before, line.placed_at),
        at=receipt.at,
        index=receipt.index,
    )


def _mark(desk: Desk, marked: Sequence[Marked]) -> None:
    entered: dict[datetime, dict[str, int]] = {}
    with desk.transaction() as connection:
        for one in marked:
            if one.index is None:
                outbox.mark_refused(connection, [one.order], one.reason, one.at)
            else:
                entered.setdefault(one.at, {})[one.order] = one.index
        for at, indices in entered.items():
            outbox.mark_entered(connection, indices, at)
