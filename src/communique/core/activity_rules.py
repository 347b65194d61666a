"""What must hold of every meeting and activity: days in order, amounts, who and where exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from communique.core.activity import HANDOVER, PROJECT, Activity
from communique.core.event import STATUSES, AgendaPoint, Document, Event
from communique.core.ref import Ref

KINDS = (PROJECT, HANDOVER)
PARTIES = ("structure", "country", "person")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_MINUS = ("-", "−", "–")


def problems_of_event(one: Event) -> Iterator[str]:
    """Yield one sentence for every rule that a meeting breaks by itself."""
    if one.last_day.last_day < one.first_day.first_day:
        yield f"it ends ({one.last_day}) before it begins ({one.first_day})"
    if one.status not in STATUSES:
        yield f"status {one.status!r} is none of {', '.join(STATUSES)}"
    for point in one.agenda:
        yield from _agenda_problems(point, one)
    for document in one.documents:
        yield from _document_problems(document)


def problems_of_activity(one: Activity) -> Iterator[str]:
    """Yield one sentence for every rule that an activity breaks by itself."""
    if one.days.ends_before_it_begins:
        yield f"it ends ({one.until}) before it begins ({one.since})"
    if one.kind not in KINDS:
        yield f"kind {one.kind!r} is none of {', '.join(KINDS)}"
    if not one.names:
        yield "it has no name"
    if one.budget.strip().startswith(_MINUS):
        yield f"budget {one.budget!r} is less than nothing"
    if one.currency and not _CURRENCY.fullmatch(one.currency):
        yield f"currency {one.currency!r} is no code of three letters (ISO 4217)"
    for goods in one.goods:
        if goods.quantity is not None and goods.quantity < 0:
            yield f"goods {goods.what!r}: the quantity {goods.quantity} is less than nothing"


def codes_of(refs: Iterable[Ref]) -> tuple[str, ...]:
    """Return the codes of those that have one."""
    return tuple(ref.code for ref in refs if ref.code)


def _agenda_problems(point: AgendaPoint, event: Event) -> Iterator[str]:
    where = f"agenda {point.text!r}"
    if point.time and not _TIME.fullmatch(point.time):
        yield f"{where}: time {point.time!r} is none of a clock, such as 09:30"
    day = point.day
    if day is not None and not (
        event.first_day.first_day <= day.last_day and day.first_day <= event.last_day.last_day
    ):
        yield f"{where}: its day {day} is none of the meeting's"


def _document_problems(document: Document) -> Iterator[str]:
    where = f"document {document.title!r}"
    if bool(document.symbol) == bool(document.address):
        yield f"{where}: it stands at an address, or is a release by its symbol: one of the two"
    is_ours = document.address.startswith("/") and not document.address.startswith("//")
    if document.address and not (is_ours or document.address.startswith("https://")):
        yield f"{where}: address {document.address!r} begins with neither https:// nor /"
