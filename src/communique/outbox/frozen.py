"""Orders as they lie in the outbox: frozen for the registrar, and as one line for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from communique.core.activity import Activity
from communique.core.entry import Act, Order
from communique.core.record import (
    About,
    Appointment,
    Chairpersonship,
    Event,
    Record,
    Release,
)
from communique.core.vocab import Term

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class State(StrEnum):
    """How far an order is: waiting → taken → entered or refused; waiting → revoked.

    Taken is the point of no return: what is taken is revoked no more.
    """

    WAITING = "waiting"
    TAKEN = "taken"
    ENTERED = "entered"
    REFUSED = "refused"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenOrder:
    """An order with all that was settled at its sign-off; nothing edits it.

    order: with its record and salt, so that the digest is settled too.
    bundle: orders of one bundle go out together or not at all; the order's id where alone.
    not_before: the instant at which it may be entered; that of placing for "at once".
    cleared_by: empty where one press secretary issued alone, which `urgent` says.
    media: SHA-256 of the files that go into the deposit with it.
    """

    order: Order
    bundle: str
    not_before: datetime
    placed_at: datetime
    placed_by: str
    cleared_by: str = ""
    urgent: bool = False
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An order as the desk shows it, without its text.

    number: counts orders as they were placed.  digest: of the record's bytes, or of what is
    erased.  title: in English where it has one, empty once erased.  entered_at, entry_index:
    None until it is entered.  ended_at: when it was entered, refused or revoked; ended_by: who
    revoked it.  reason: why it was refused.  alarmed_at: when somebody was told it was late.
    """

    number: int
    order: str
    bundle: str
    state: State
    act: Act
    symbol: str
    kind: str
    langs: tuple[str, ...]
    title: str
    digest: str
    not_before: datetime
    placed_at: datetime
    placed_by: str
    cleared_by: str
    urgent: bool
    ended_at: datetime | None
    ended_by: str
    entry_index: int | None
    reason: str
    alarmed_at: datetime | None

    @property
    def entered_at(self) -> datetime | None:
        """Return when it was entered, None where it was not."""
        return self.ended_at if self.state is State.ENTERED else None


def microseconds(at: datetime) -> int:
    """Return an instant as the tables hold it: microseconds since 1970, UTC.

    Raises ValueError for a time without its zone: nobody could say which instant it is.

    >>> microseconds(datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
    1772443800000000
    """
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return (at - _EPOCH) // _MICROSECOND


def instant_of(number: int) -> datetime:
    """Return the instant that microseconds since 1970 name.

    >>> instant_of(1772443800000000).isoformat()
    '2026-03-02T09:30:00+00:00'
    """
    return _EPOCH + number * _MICROSECOND


def title_of(record: Record | None) -> str:
    """Return what a list calls a record: its English title or name where it has one."""
    if isinstance(record, Release | About):
        text = record.texts.get("en") or next(iter(record.texts.values()), None)
        return text.title if text else ""
    if isinstance(record, Event | Activity):
        return record.name("en")
    if isinstance(record, Term):
        official = [name for name in record.names if name.kind == "official"]
        named = next((name for name in official if name.lang == "en"), None)
        return named.text if named else record.code
    if isinstance(record, Appointment):
        return f"{record.person}, {record.office}"
    return f"{record.year}: {record.country}" if isinstance(record, Chairpersonship) else ""
