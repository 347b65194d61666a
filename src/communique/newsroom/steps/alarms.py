"""Alarms: raised once each, shown until somebody has read them, written to the log, mailed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from communique.core.entry import instant
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.roles import Deed
from communique.newsroom.steps import letters
from communique.newsroom.steps.copies import check_may
from communique.newsroom.steps.models import Alarm, AlarmKind
from communique.newsroom.steps.placing import goes_with_its_release
from communique.outbox import orders as outbox
from communique.outbox.frozen import Line, State

REGISTRAR = "registrar"
SILENT_SECONDS = 10.0

_log = logging.getLogger("communique.newsroom.watch")


def raise_late(at: datetime) -> int:
    """Raise an alarm for every order that is late, went out late or was refused; return how many.

    Each once: the outbox remembers of which somebody was told.
    """
    if not outbox.late(connection, at):
        return 0
    with transaction.atomic():
        late = outbox.late(connection, at)
        for line in late:
            # Of a release that is late with its facts somebody is told once.
            if goes_with_its_release(line, late):
                continue
            _raise(f"{_kind_of(line)}:{line.order}", _kind_of(line), text_of(line), at, line=line)
        outbox.mark_alarmed(connection, [line.order for line in late], at)
    return len(late)


def follow_up(at: datetime) -> None:
    """See what became of orders that were late: out by now, asked back, or refused."""
    for alarm in Alarm.objects.filter(kind=AlarmKind.LATE, over_at=None):
        lines = outbox.of_symbol(connection, alarm.symbol)
        line = next((one for one in lines if one.order == alarm.order), None)
        if line is None or line.state in (State.WAITING, State.TAKEN):
            continue
        with transaction.atomic():
            _over(alarm, text_of(line), at)
            if line.state is State.REFUSED:
                key = f"{AlarmKind.REFUSED}:{line.order}"
                _raise(key, AlarmKind.REFUSED, text_of(line), at, line=line)


def listen(at: datetime) -> None:
    """Raise an alarm where orders wait and the registrar is silent; end it when it is heard."""
    heard = outbox.last_beat(connection, REGISTRAR)
    quiet_since = heard or _placed_first()
    is_silent = quiet_since is not None and at - quiet_since > timedelta(seconds=SILENT_SECONDS)
    if is_silent and outbox.next_due(connection) is not None:
        said = f"at {_clock(heard)}" if heard else "never"
        text = f"The registrar is silent while orders wait; its last sign of life came {said}."
        key = f"{AlarmKind.SILENT}:{instant(heard) if heard else 'never'}"
        with transaction.atomic():
            _raise(key, AlarmKind.SILENT, text, at)
    elif heard is not None and not is_silent:
        for alarm in Alarm.objects.filter(kind=AlarmKind.SILENT, over_at=None):
            _over(alarm, f"The registrar gives signs of life again, at {_clock(heard)}.", at)


def mail_new(at: datetime) -> None:
    """Mail press secretaries what they have not been mailed yet, all in one."""
    new = list(Alarm.objects.filter(mailed_at=None).order_by("pk"))
    if new:
        # Sent first, marked after: a crash between the two sends it twice rather than never.
        letters.alarms([alarm.text for alarm in new])
        Alarm.objects.filter(pk__in=[alarm.pk for alarm in new]).update(mailed_at=at)


def unread() -> list[Alarm]:
    """Return the alarms that no press secretary has read yet, the newest first."""
    return list(Alarm.objects.filter(acknowledged_at=None))


@transaction.atomic
def acknowledge(by: Member, alarms: Sequence[int], at: datetime) -> int:
    """Say that a press secretary has read alarms; return how many were unread."""
    check_may(by, Deed.PUBLISH, None, "press secretaries answer alarms")
    unread_ones = Alarm.objects.select_for_update().filter(pk__in=alarms, acknowledged_at=None)
    for alarm in unread_ones:
        tell(by, "acknowledge", alarm.symbol or alarm.kind, alarm=alarm.pk, text=alarm.text)
        alarm.acknowledged_at, alarm.acknowledged_by = at, by
        alarm.save(update_fields=["acknowledged_at", "acknowledged_by"])
    return len(unread_ones)


def text_of(line: Line) -> str:
    """Return in one sentence what became of an order that was not out in time."""
    due = max(line.not_before, line.placed_at)
    match line.state:
        case State.ENTERED if line.ended_at:
            late = span(line.ended_at - due)
            return f"{line.symbol} went out at {_clock(line.ended_at)}, {late} late."
        case State.REFUSED:
            return f"The registrar refused to {line.act} {line.symbol}: {line.reason}"
        case State.REVOKED:
            return f"{line.symbol} was taken back."
        case _:
            return f"{line.symbol} is late: it was due at {_clock(due)} and is not out yet."


def span(time: timedelta) -> str:
    """Return a length of time as a person says it.

    >>> span(timedelta(seconds=8)), span(timedelta(seconds=200)), span(timedelta(hours=30))
    ('8 s', '3 min 20 s', '30 h')
    """
    seconds = max(0, round(time.total_seconds()))
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    parts = ((hours, "h"), (minutes, "min"), (seconds % 60 if not hours else 0, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"


def _kind_of(line: Line) -> AlarmKind:
    kinds = {State.ENTERED: AlarmKind.ENTERED_LATE, State.REFUSED: AlarmKind.REFUSED}
    return kinds.get(line.state, AlarmKind.LATE)


def _raise(key: str, kind: AlarmKind, text: str, at: datetime, *, line: Line | None = None) -> None:
    order, symbol = (line.order, line.symbol) if line else ("", "")
    _, is_new = Alarm.objects.get_or_create(
        key=key,
        defaults={"kind": kind, "order": order, "symbol": symbol, "text": text, "raised_at": at},
    )
    if is_new:
        transaction.on_commit(lambda: _log.warning("%s", text))


def _over(alarm: Alarm, text: str, at: datetime) -> None:
    alarm.over_at, alarm.over_text = at, text
    alarm.save(update_fields=["over_at", "over_text"])
    _log.info("%s", text)


def _placed_first() -> datetime | None:
    waiting = outbox.queue(connection, 1)
    return waiting[0].placed_at if waiting else None


def _clock(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
