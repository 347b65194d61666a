"""Orders and working copies as pages show them: every word, date and address finished."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.urls import NoReverseMatch, reverse

from communique.core.entry import Act, instant
from communique.core.fact import release_of_fact
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import State, WorkingCopy
from communique.newsroom.roles import Deed, Role, may
from communique.newsroom.steps.alarms import span
from communique.newsroom.steps.copies import key_of, of_orders
from communique.newsroom.steps.letters import editor_of
from communique.newsroom.steps.placing import goes_with_its_release
from communique.newsroom.steps.times import UTC_ZONE, said_in
from communique.outbox.frozen import Line
from communique.outbox.frozen import State as Placed
from communique.outbox.orders import LATE_SECONDS
from communique.render.messages import language_name

ACTS = {
    Act.ISSUE: "Issue",
    Act.CORRECT: "Correct",
    Act.WITHDRAW: "Withdraw",
    Act.ERASE: "Erase",
}
STATES = {
    Placed.WAITING: "Waits",
    Placed.TAKEN: "Being entered",
    Placed.ENTERED: "Out",
    Placed.REFUSED: "Refused",
    Placed.REVOKED: "Taken back",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant as it is said where it matters, and in UTC.

    here: in the zone it was said in; utc: empty where that is the same.  iso: for a `time`.
    """

    here: str
    utc: str
    iso: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An order of the outbox as a table shows it.

    late: in words, empty where it is in time.  with_others: how many go out together with it;
    facts: of itself, which go with it and have no rows of their own.
    copy: the key of its working copy, empty where it has none.  href: where that is written.
    """

    order: str
    bundle: str
    symbol: str
    title: str
    act: str
    langs: str
    moment: Moment
    state: str
    late: str
    placed_by: str
    cleared_by: str
    reason: str
    ended: str
    copy: str
    href: str
    is_urgent: bool
    is_waiting: bool
    with_others: int
    facts: int


def moment_of(at: datetime, zone: str = UTC_ZONE) -> Moment:
    """Return an instant as a page shows it."""
    is_utc = zone in ("", UTC_ZONE)
    utc = "" if is_utc else f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    return Moment(here=said_in(at, zone), utc=utc, iso=instant(at))


def rows_for(member: Member, lines: Sequence[Line], now: datetime) -> list[Row]:
    """Return the orders that a member may see, as a table shows them."""
    copies = {copy.order: copy for copy in of_orders([line.order for line in lines])}
    whole = [line for line in lines if not goes_with_its_release(line, lines)]
    together = Counter(line.bundle for line in whole)
    facts = Counter((line.bundle, release_of_fact(line.symbol)) for line in lines)
    return [
        replace(
            _row(line, copies.get(line.order), now),
            with_others=together[line.bundle] - 1,
            facts=facts[line.bundle, line.symbol],
        )
        for line in whole
        if may_see(member, line, copies.get(line.order))
    ]


def may_see(member: Member, line: Line, copy: WorkingCopy | None) -> bool:
    """Tell whether a member may know of an order before it is entered."""
    if copy is not None:
        return may(member, Deed.SEE, copy)
    if line.act is Act.ERASE:
        return may(member, Deed.ASK_ERASURE)
    return sees_all(member)


def sees_all(member: Member) -> bool:
    """Tell whether a member sees the working copies of every structure and language."""
    return bool({Role.CLEARANCE_OFFICER, Role.PRESS_SECRETARY} & set(member.roles))


def languages(codes: Iterable[str]) -> str:
    """Return the names of languages, in English."""
    return ", ".join(language_name(code, "en") for code in codes)


def address(name: str, *arguments: object) -> str:
    """Return the path of a page of another room, empty where it has no such page."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def state_of(copy: WorkingCopy) -> str:
    """Return the state of a working copy in words."""
    return str(State(copy.state).label)


def _row(line: Line, copy: WorkingCopy | None, now: datetime) -> Row:
    is_waiting = line.state in (Placed.WAITING, Placed.TAKEN)
    return Row(
        order=line.order,
        bundle=line.bundle,
        symbol=line.symbol,
        title=line.title or line.symbol,
        act=ACTS[line.act],
        langs=languages(line.langs),
        moment=moment_of(line.not_before, copy.zone if copy else UTC_ZONE),
        state=STATES[line.state],
        late=_late(line, now),
        placed_by=line.placed_by,
        cleared_by=line.cleared_by,
        reason=line.reason,
        ended=f"{line.ended_at:%Y-%m-%d %H:%M:%S} UTC" if line.ended_at else "",
        copy=key_of(copy) if copy else "",
        href=(editor_of(copy) if copy else "") or _on_the_record(line.symbol),
        is_urgent=line.urgent,
        is_waiting=is_waiting,
        with_others=0,
        facts=0,
    )


def _on_the_record(symbol: str) -> str:
    if release := release_of_fact(symbol):
        return address("steps:facts", release)
    return address("record:history", symbol)


def _late(line: Line, now: datetime) -> str:
    due = max(line.not_before, line.placed_at)
    if line.state is Placed.ENTERED and line.ended_at:
        late = line.ended_at - due
        return f"{span(late)} late" if late.total_seconds() >= LATE_SECONDS else ""
    is_waiting = line.state in (Placed.WAITING, Placed.TAKEN)
    late = now - due
    return f"late by {span(late)}" if is_waiting and late.total_seconds() >= LATE_SECONDS else ""
