"""Withdrawing a release: the address stays and says why, the text is shown and found no more."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection, transaction

from communique.core.edition import ISSUED
from communique.core.entry import Act, instant
from communique.core.record import Release, Withdrawal
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.roles import Deed
from communique.newsroom.steps.content import standing_of
from communique.newsroom.steps.copies import check_may
from communique.newsroom.steps.errors import NoteMissing, NotPossible
from communique.newsroom.steps.placing import order_of, place
from communique.newsroom.steps.sign_off import UTC_ZONE, When
from communique.outbox import orders as outbox
from communique.outbox.frozen import FrozenOrder, Line, State


@transaction.atomic
def withdraw(
    symbol: str, by: Member, note: str, *, at: datetime | None = None, zone: str = UTC_ZONE
) -> FrozenOrder:
    """Sign the withdrawal of a release off, at an instant or at once, and return its order.

    Raises NotAllowed; NoteMissing without the reason that readers are told; NotPossible where
    no such release stands on the record, or another change to it waits.
    """
    check_may(by, Deed.WITHDRAW, None, "only press secretaries withdraw a release")
    if not note.strip():
        raise NoteMissing(f"the withdrawal of {symbol} says no reason")
    release = current(symbol)
    if waiting := waiting_for(symbol):
        raise NotPossible(
            f"{symbol} has an order to {waiting[0].act} that waits: take that back first"
        )
    now = datetime.now(UTC)
    record = Withdrawal(
        symbol=symbol, kind=release.kind, note=" ".join(note.split()), langs=release.langs
    )
    order = order_of(symbol, Act.WITHDRAW, record=record, kind=release.kind, langs=release.langs)
    frozen = FrozenOrder(
        order=order,
        bundle=order.id,
        not_before=When(at=at, zone=zone).instant(now),
        placed_at=now,
        placed_by=by.get_username(),
    )
    place([frozen])
    told = {"order": order.id, "not_before": instant(frozen.not_before), "zone": zone}
    tell(by, Deed.WITHDRAW, symbol, note=record.note, **told)
    return frozen


def current(symbol: str) -> Release:
    """Return a release as readers see it, or NotPossible where they see none."""
    found = standing_of(symbol)
    if found is None:
        raise NotPossible(f"{symbol} is no release on the record")
    if found.state != ISSUED or found.current is None or found.current.release is None:
        raise NotPossible(f"{symbol} is {found.state} already")
    return found.current.release


def waiting_for(symbol: str) -> list[Line]:
    """Return the orders for a symbol that are not entered yet, the first first."""
    lines = outbox.of_symbol(connection, symbol)
    return [line for line in lines if line.state in (State.WAITING, State.TAKEN)]
