"""The clock: what goes out next, the registrar's sign of life, and what went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communique.core.entry import instant
from communique.newsroom.roles import Deed, may
from communique.newsroom.steps.alarms import REGISTRAR, SILENT_SECONDS, span
from communique.newsroom.steps.answers import check_asker
from communique.newsroom.steps.entered import catch_up
from communique.newsroom.steps.models import Alarm
from communique.newsroom.steps.shown import Row, rows_for
from communique.outbox import orders as outbox
from communique.outbox.frozen import State

SHOWN, PAGE = 200, 50
_ENDED = (State.ENTERED, State.REFUSED, State.REVOKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What the clock shows at an instant.

    now: for the countdowns.  waiting, late: how many of the rows.  longest: by how much the first
    of them is late, in words.  life: the registrar's, in words.
    """

    now: str
    utc: str
    rows: tuple[Row, ...]
    waiting: int
    late: int
    longest: str
    life: str
    is_alive: bool


def clock(request: HttpRequest) -> HttpResponse:
    """Return the page; with `part=live` what changes on it by itself."""
    member = check_asker(request, Deed.SEE)
    catch_up()
    now = datetime.now(UTC)
    rows = tuple(rows_for(member, outbox.queue(connection, SHOWN), now))
    context = {
        "clock": _clock(rows, now),
        "may_sign": may(member, Deed.PUBLISH),
    }
    if request.GET.get("part") == "live":
        return render(request, "steps/clock_live.html", context)
    page = _page(request)
    ended = outbox.lines(connection, _ENDED, limit=PAGE + 1, skip=page * PAGE)
    context |= {
        "ended": rows_for(member, ended[:PAGE], now),
        "alarms": Alarm.objects.all()[:PAGE] if may(member, Deed.PUBLISH) else (),
        "newer": page,
        "is_first": page == 0,
        "older": page + 2 if len(ended) > PAGE else 0,
    }
    return render(request, "steps/clock.html", context)


def _clock(rows: tuple[Row, ...], now: datetime) -> Clock:
    heard = outbox.last_beat(connection, REGISTRAR)
    age = now - heard if heard else None
    is_alive = age is not None and age <= timedelta(seconds=SILENT_SECONDS)
    late = [row for row in rows if row.late]
    return Clock(
        now=instant(now),
        utc=f"{now:%Y-%m-%d %H:%M:%S} UTC",
        rows=rows,
        waiting=len(rows),
        late=len(late),
        longest=late[0].late.removeprefix("late by ") if late else "",
        life=_life(age, is_alive=is_alive),
        is_alive=is_alive,
    )


def _life(age: timedelta | None, *, is_alive: bool) -> str:
    if age is None:
        return "The registrar has never given a sign of life here."
    return (
        f"The registrar was heard {span(age)} ago."
        if is_alive
        else (f"The registrar is silent: last heard {span(age)} ago.")
    )


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return max(int(asked), 1) - 1 if asked.isdecimal() and len(asked) < 6 else 0
