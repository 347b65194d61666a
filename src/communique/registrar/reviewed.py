"""What people accepted at the desk goes on the record, as if it had been imported just now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from communique.config import Config
from communique.core.entry import Act, Order
from communique.outbox import review
from communique.outbox.review import Accepted
from communique.registrar.desk import Desk
from communique.registrar.due import LOCK_SECONDS, Marked
from communique.registrar.enter import Entered, Registrar, opened
from communique.registrar.identity import known, marks_of, with_free_addresses
from communique.registrar.intake import Decision, Outcome, decide
from communique.store.db import Store, open_store

# A batch is over in a moment: an order under embargo never waits for ten thousand old pages.
PER_BATCH = 100


@dataclass(frozen=True, slots=True)
class _Decided:
    """An accepted record, what is to be done with it, and the entry its symbol has already."""

    accepted: Accepted
    decision: Decision
    stands_at: int | None

    @property
    def orders(self) -> Sequence[Order]:
        return self.decision.orders


def enter_accepted(config: Config, desk: Desk, at: datetime) -> list[Marked]:
    """Enter a batch of what was accepted, and say in the list what became of each.

    at: the instant that the log says. Safe to break off and repeat: what is on the log already
    is found there. Raises what `due.enter_taken` raises.
    """
    with desk.reading() as connection:
        accepted = review.accepted(connection, PER_BATCH)
    if not accepted:
        return []
    with opened(config, wait_seconds=LOCK_SECONDS) as registrar, open_store(config.store) as store:
        decided = _decided(accepted, registrar, store)
        entered = registrar.enter_bundles([one.orders for one in decided], clock=lambda: at)
    marked = [_marked(one, entered, place) for place, one in enumerate(decided)]
    with desk.transaction() as connection:
        for one, mark in zip(decided, marked, strict=True):
            if mark.reason:
                number = one.accepted.number
                review.mark_kept_out(connection, number, mark.symbol, mark.reason)
            else:
                review.mark_entered(connection, one.accepted.number, mark.symbol)
    return marked


def _decided(accepted: Sequence[Accepted], registrar: Registrar, store: Store) -> list[_Decided]:
    """Return what is to be done with each that can be decided on before the others are entered."""
    decided: list[_Decided] = []
    held: set[str] = set()
    for one in accepted:
        waits = one.waits
        its = known(store, waits.arrival, keeps_symbol=waits.keeps_symbol)
        marks = marks_of(its.release)
        if held.isdisjoint(marks):
            its, _ = with_free_addresses(store, its)
            standing = registrar.standing(its.release.symbol)
            decision = decide(its, standing, note=waits.note)
            decided.append(_Decided(one, decision, standing.index if standing else None))
        # Else one before it may be the same release: the next look shows.
        held |= marks
    return decided


def _marked(one: _Decided, entered: Entered, place: int) -> Marked:
    decision, now = one.decision, datetime.now(UTC)
    refusal = entered.refused.get(place)
    reason = f"{refusal} [{refusal.code}]" if refusal else ""
    if not one.orders and decision.outcome is not Outcome.UNCHANGED:
        reason = decision.message
    last = one.orders[-1] if one.orders else None
    receipt = entered.receipts.get(last.id) if last else None
    return Marked(
        symbol=decision.symbol,
        act=last.act if last else Act.ISSUE,
        order=last.id if last else "",
        due=one.accepted.at,
        at=now,
        index=receipt.index if receipt else None if reason else one.stands_at,
        reason=" ".join(reason.split()),
    )
