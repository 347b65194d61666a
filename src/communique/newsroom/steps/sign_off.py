"""The sign-off: a working copy's order is frozen, bytes and all, into the outbox with its instant.

From then on the outbox and the registrar decide; nothing at the desk changes what goes out. An
order can be asked back until the registrar takes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction

from communique.core.entry import Order, instant, order_id
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.desk.models import Bundle, State, WorkingCopy
from communique.newsroom.roles import Deed
from communique.newsroom.steps import way
from communique.newsroom.steps.content import (
    act_of,
    check_against_record,
    check_files,
    check_fit,
    check_seen,
    digest_going_out,
    record_of,
)
from communique.newsroom.steps.copies import (
    all_held,
    by_key,
    check_may,
    check_state,
    key_of,
    languages_of,
    level,
    name_of,
    of_bundle,
    of_orders,
)
from communique.newsroom.steps.errors import (
    ChangedSince,
    NoSuchTime,
    NotPossible,
    TooLate,
    WrongState,
)
from communique.newsroom.steps.fact_orders import orders_with, remember
from communique.newsroom.steps.models import Clearance
from communique.newsroom.steps.placing import line_of, lines_of_bundle, order_of, place
from communique.outbox import orders as outbox
from communique.outbox.errors import NoBundle, OrderTaken
from communique.outbox.frozen import FrozenOrder

UTC_ZONE = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When something goes out: at an instant, said in a time zone; at once where there is none."""

    at: datetime | None = None
    zone: str = UTC_ZONE

    def instant(self, now: datetime) -> datetime:
        """Return the instant, or NoSuchTime where it has passed."""
        if self.at is None:
            return now
        if self.at <= now:
            raise NoSuchTime(f"{instant(self.at)} has passed: it is {instant(now)} now")
        return self.at.astimezone(UTC)


AT_ONCE = When()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What a working copy puts on the record: its order, the files with it, and its facts."""

    order: Order
    media: tuple[str, ...]
    facts: tuple[Order, ...]

    @property
    def orders(self) -> tuple[Order, ...]:
        """Return all its orders, the copy's own first: a fact finds its release before it."""
        return (self.order, *self.facts)


@transaction.atomic
def publish(
    copies: Sequence[WorkingCopy],
    by: Member,
    *,
    at: datetime | None = None,
    zone: str = UTC_ZONE,
    alone: bool = False,
    seen: Mapping[str, str] | None = None,
) -> list[WorkingCopy]:
    """Sign working copies off, to go out together, at an instant or at once.

    alone: without clearance where there is none: the urgent path of one press secretary.
    seen: by key, the digest of the content that the confirming page showed. Raises NotAllowed,
    NotPossible; then nothing is signed off.
    """
    now = datetime.now(UTC)
    when = When(at=at, zone=zone)
    not_before = when.instant(now)
    rows = all_held(copies)
    if not rows:
        raise NotPossible("there is nothing to sign off")
    _check_bundles(rows)
    signing = [
        _signed(row, by, alone=alone, seen=(seen or {}).get(key_of(row), "")) for row in rows
    ]
    bundle = _bundle_of([order.id for one in signing for order in one.orders])
    frozen = [
        _frozen(row, one, bundle=bundle, by=by, now=now, not_before=not_before)
        for row, one in zip(rows, signing, strict=True)
    ]
    place([order for orders in frozen for order in orders])
    for row, one, orders in zip(rows, signing, frozen, strict=True):
        _schedule(row, orders[0], when)
        remember(row, one.facts, by)
        deed = Deed.ISSUE_ALONE if row.alone else Deed.PUBLISH
        tell(by, deed, row, **_said(orders, zone))
    _level_all(copies, rows)
    return rows


@transaction.atomic
def cancel(copy: WorkingCopy, by: Member) -> list[WorkingCopy]:
    """Return the working copies of a sign-off that was asked back, all that would go out with it.

    Raises TooLate where the registrar has it.
    """
    # Read, not held: what goes out together is held together below, in one order for everybody.
    row = by_key(key_of(copy))
    check_may(by, Deed.PUBLISH, row, f"{name_of(row)} is not yours to take back")
    line = line_of(row)
    if line is None or row.state != State.SCHEDULED:
        raise WrongState(f"{name_of(row)} is not signed off: there is nothing to take back")
    rows = cancel_bundle(line.bundle, by)
    _level_all([copy], rows)
    return rows


@transaction.atomic
def cancel_bundle(bundle: str, by: Member) -> list[WorkingCopy]:
    """Return the working copies of a bundle of the outbox that was asked back; maybe none."""
    check_may(by, Deed.PUBLISH, None, "only press secretaries take back what is signed off")
    lines = lines_of_bundle(bundle)
    rows = all_held(of_orders([line.order for line in lines]))
    try:
        outbox.revoke(connection, bundle, at=datetime.now(UTC), by=by.get_username())
    except OrderTaken:
        first = lines[0].symbol if lines else bundle[:12]
        raise TooLate(f"the registrar has taken {first}: it can be taken back no more") from None
    except NoBundle:
        raise NotPossible("there is no such sign-off in the outbox") from None
    for row in rows:
        if row.state == State.SCHEDULED:
            unschedule(row)
    subjects: dict[str, object] = {line.symbol: line.symbol for line in lines}
    subjects |= {row.symbol: row for row in rows}
    for subject in subjects.values():
        tell(by, "cancel", subject, bundle=bundle)
    return rows


@transaction.atomic
def reschedule(
    copy: WorkingCopy, by: Member, *, at: datetime | None, zone: str = UTC_ZONE
) -> list[WorkingCopy]:
    """Return the working copies of a sign-off with another instant, the same content frozen."""
    rows = cancel(copy, by)
    alone = any(row.cleared_by_id is None for row in rows)
    signed = publish(rows, by, at=at, zone=zone, alone=alone)
    _level_all([copy], signed)
    return signed


def _signed(row: WorkingCopy, by: Member, *, alone: bool, seen: str) -> Signed:
    """Return what a held working copy puts on the record."""
    check_seen(row, seen)
    _check_cleared(row, by, alone=alone)
    record = record_of(row)
    check_fit(row)
    check_against_record(row, record)
    media = check_files(row, record)
    act = act_of(row, record)
    order = order_of(
        row.symbol, act, record=record, kind=row.record_kind(), langs=languages_of(record)
    )
    return Signed(order=order, media=media, facts=orders_with(row, record))


def _check_bundles(rows: Sequence[WorkingCopy]) -> None:
    here = {key_of(row) for row in rows}
    bundles = {row.bundle_id for row in rows if row.bundle_id}
    for bundle in Bundle.objects.select_for_update().filter(pk__in=bundles).order_by("pk"):
        missing = [one for one in of_bundle(bundle) if key_of(one) not in here]
        if missing:
            raise NotPossible(
                f"{bundle} goes out as one: {', '.join(map(name_of, missing))} belongs to it too"
            )


def _check_cleared(row: WorkingCopy, by: Member, *, alone: bool) -> None:
    check_may(by, Deed.PUBLISH, row, f"{name_of(row)} is not yours to sign off")
    if row.state == State.SCHEDULED:
        raise WrongState(f"{name_of(row)} is signed off already")
    if row.state == State.CLEARED:
        row.alone = False
        given = Clearance.objects.filter(copy=key_of(row)).first()
        if given is None or given.digest != digest_going_out(row):
            raise ChangedSince(f"{name_of(row)} is not what was cleared any more: return it first")
        return
    if not alone:
        check_state(row, (State.CLEARED,), "signed off")
    check_may(by, Deed.ISSUE_ALONE, row, f"{name_of(row)} must be cleared first")
    check_state(row, way.OPEN, "signed off")
    row.alone = True
    way.prepare(row)


def _frozen(
    row: WorkingCopy,
    signed: Signed,
    *,
    bundle: str,
    by: Member,
    now: datetime,
    not_before: datetime,
) -> list[FrozenOrder]:
    cleared_by = row.cleared_by.get_username() if row.cleared_by and not row.alone else ""
    return [
        FrozenOrder(
            order=order,
            bundle=bundle,
            not_before=not_before,
            placed_at=now,
            placed_by=by.get_username(),
            cleared_by=cleared_by,
            urgent=row.alone,
            media=signed.media if order is signed.order else (),
        )
        for order in signed.orders
    ]


def _bundle_of(orders: Iterable[str]) -> str:
    ids = sorted(orders)
    return ids[0] if len(ids) == 1 else order_id("desk bundle", *ids)


def _schedule(row: WorkingCopy, one: FrozenOrder, when: When) -> None:
    row.state, row.order = State.SCHEDULED, one.order.id
    row.not_before, row.zone = one.not_before, when.zone
    row.save()


def unschedule(row: WorkingCopy) -> None:
    """Put a held working copy back to where it was signed off from."""
    row.state = State.DRAFT if row.alone else State.CLEARED
    row.order, row.not_before, row.alone = "", None, False
    row.save()


def _said(orders: Sequence[FrozenOrder], zone: str) -> dict[str, object]:
    one, *facts = orders
    said: dict[str, object] = {
        "act": one.order.act.value,
        "order": one.order.id,
        "bundle": one.bundle,
        "not_before": instant(one.not_before),
        "zone": zone,
        "cleared_by": one.cleared_by,
    }
    return said | ({"facts": len(facts)} if facts else {})


def _level_all(copies: Iterable[WorkingCopy], rows: Iterable[WorkingCopy]) -> None:
    levels = {key_of(row): row for row in rows}
    for copy in copies:
        if (row := levels.get(key_of(copy))) is not None:
            level(copy, row)
