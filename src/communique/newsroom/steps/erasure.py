"""Erasing by legal order: one person asks, another confirms, the registrar carries it out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import connection, transaction

from communique.core.edition import Edition
from communique.core.entry import Act, Order, order_id
from communique.core.fact import FACT
from communique.core.fact_rules import passage_today
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.roles import Deed
from communique.newsroom.steps import letters
from communique.newsroom.steps.content import standing_of
from communique.newsroom.steps.copies import check_may
from communique.newsroom.steps.errors import NotAllowed, NotPossible, WrongState
from communique.newsroom.steps.models import ErasureRequest, ErasureState
from communique.newsroom.steps.placing import place
from communique.newsroom.steps.withdrawal import waiting_for
from communique.outbox import orders as outbox
from communique.outbox.frozen import FrozenOrder
from communique.outbox.frozen import State as Placed
from communique.store.facts import fact_histories


@transaction.atomic
def ask_erasure(
    symbol: str, by: Member, *, reason: str, reference: str, digest: str = ""
) -> ErasureRequest:
    """Return the request to erase a release, which a second person has to confirm.

    reference: of the legal order.  digest: of one version; every version without it.
    """
    check_may(by, Deed.ASK_ERASURE, None, "you may not ask for an erasure")
    if not reason.strip() or not reference.strip():
        raise NotPossible("an erasure needs its reason and the reference of the legal order")
    there = erasable(symbol)
    if digest and digest not in there:
        raise NotPossible(f"{symbol} has no version {digest[:12]} on the record to erase")
    same = ErasureRequest.objects.filter(symbol=symbol, digest=digest, state=ErasureState.ASKED)
    if same.exists():
        raise WrongState(f"somebody asked to erase {symbol} already: it waits for a second person")
    request = ErasureRequest.objects.create(
        symbol=symbol,
        digest=digest,
        reason=reason.strip(),
        reference=reference.strip()[:250],
        asked_by=by,
        asked_at=datetime.now(UTC),
    )
    told = {"reference": request.reference, "version": digest or "every version"}
    tell(by, Deed.ASK_ERASURE, symbol, erasure=request.pk, **told)
    letters.erasure_asked(symbol, by, request.reference)
    return request


@transaction.atomic
def confirm_erasure(request: ErasureRequest, by: Member) -> ErasureRequest:
    """Return the request, confirmed by a second person and with the registrar.

    Raises NotAllowed for the person who asked; WrongState where it is settled already.
    """
    row = _held(request)
    check_may(by, Deed.CONFIRM_ERASURE, None, "you may not confirm an erasure")
    if row.asked_by_id == by.pk:
        raise NotAllowed("you asked for this erasure: a second person must confirm it")
    if any(line.act is not Act.ERASE for line in waiting_for(row.symbol)):
        raise NotPossible(f"an order for {row.symbol} waits: take that back first")
    orders = _orders(row)
    now = datetime.now(UTC)
    bundle = orders[0].id if len(orders) == 1 else order_id("desk bundle", *(o.id for o in orders))
    place(
        [
            FrozenOrder(
                order=order,
                bundle=bundle,
                not_before=now,
                placed_at=now,
                placed_by=by.get_username(),
                cleared_by=row.asked_by.get_username(),
            )
            for order in orders
        ]
    )
    row.orders = [order.id for order in orders]
    _settle(row, by, ErasureState.CONFIRMED, now)
    tell(by, Deed.CONFIRM_ERASURE, row.symbol, erasure=row.pk, orders=row.orders)
    return row


@transaction.atomic
def drop_erasure(request: ErasureRequest, by: Member) -> ErasureRequest:
    """Return the request, given up; also by who asked."""
    row = _held(request)
    check_may(by, Deed.ASK_ERASURE, None, "you may not decide on an erasure")
    _settle(row, by, ErasureState.DROPPED, datetime.now(UTC))
    tell(by, "drop-erasure", row.symbol, erasure=row.pk)
    return row


def erasable(symbol: str) -> tuple[str, ...]:
    """Return the digests of all a release put on the record and no erasure took, the first first.

    Raises NotPossible where there is none.
    """
    found = standing_of(symbol)
    if found is None:
        raise NotPossible(f"{symbol} is no release on the record")
    entries = [version.entry for version in found.versions]
    erased = {entry.digest for entry in entries if entry.act is Act.ERASE}
    there = [entry.digest for entry in entries if entry.act is not Act.ERASE]
    left = tuple(digest for digest in dict.fromkeys(there) if digest not in erased)
    if not left:
        raise NotPossible(f"{symbol} is erased already")
    return left


def _orders(row: ErasureRequest) -> list[Order]:
    found = standing_of(row.symbol)
    digests = [one for one in erasable(row.symbol) if row.digest in ("", one)]
    if found is None or not digests:
        raise NotPossible(f"nothing of {row.symbol} is left to erase")
    last = found.versions[-1].entry
    langs = {v.entry.digest: v.entry.langs for v in found.versions if v.entry.act is not Act.ERASE}
    texts = [_order(row.symbol, last.kind, langs[digest], digest) for digest in digests]
    return [*texts, *_of_facts(found, digests)]


def _of_facts(found: Edition, digests: list[str]) -> Iterator[Order]:
    """Yield the orders that erase the facts whose words no version bears that is left."""
    left = [
        one.release for one in found.versions if one.release and one.entry.digest not in digests
    ]
    for fact in fact_histories(shelf.store(), found.symbol):
        record = fact.record
        if record is not None and any(passage_today(record, release) for release in left):
            continue
        langs = (record.lang,) if record else ()
        yield from (_order(fact.symbol, FACT, langs, digest) for digest in fact.digests)


def _order(symbol: str, kind: str, langs: tuple[str, ...], digest: str) -> Order:
    refused = _refused(outbox.of_symbol(connection, symbol), digest)
    return Order(
        id=order_id("desk", symbol, Act.ERASE, digest, str(refused)),
        act=Act.ERASE,
        symbol=symbol,
        kind=kind,
        langs=langs,
        record=None,
        erases=digest,
    )


def _refused(lines: list[outbox.Line], digest: str) -> int:
    ended = (Placed.REFUSED, Placed.REVOKED)
    return sum(one.act is Act.ERASE and one.digest == digest for one in lines if one.state in ended)


def _held(request: ErasureRequest) -> ErasureRequest:
    row = ErasureRequest.objects.select_for_update().get(pk=request.pk)
    if row.state != ErasureState.ASKED:
        label = ErasureState(row.state).label.lower()
        raise WrongState(f"the erasure of {row.symbol} is settled: {label}")
    return row


def _settle(row: ErasureRequest, by: Member, state: ErasureState, at: datetime) -> None:
    row.state, row.settled_by, row.settled_at = state, by, at
    row.save()
