"""The banner of alarms: on every page of the desk until a press secretary has read them."""

from __future__ import annotations

from dataclasses import dataclass

from communique.newsroom.accounts.models import Member
from communique.newsroom.roles import Deed, may
from communique.newsroom.steps.alarms import unread
from communique.newsroom.steps.copies import of_orders
from communique.newsroom.steps.models import Alarm
from communique.newsroom.steps.shown import sees_all

SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """Alarms on a page: the newest in words, how many more there are, and who may answer them.

    numbers: of all of them.
    """

    alarms: tuple[Alarm, ...]
    more: int
    numbers: tuple[int, ...]
    may_answer: bool


def banner_for(member: Member) -> Banner | None:
    """Return the banner for a member; None where no alarm is theirs to know of."""
    alarms = unread()
    if not sees_all(member):
        alarms = _theirs(member, alarms)
    if not alarms:
        return None
    return Banner(
        alarms=tuple(alarms[:SHOWN]),
        more=len(alarms[SHOWN:]),
        numbers=tuple(alarm.pk for alarm in alarms),
        may_answer=may(member, Deed.PUBLISH),
    )


def _theirs(member: Member, alarms: list[Alarm]) -> list[Alarm]:
    """Return the alarms about the whole desk, and about what a member sees anyway."""
    orders = [alarm.order for alarm in alarms if alarm.order]
    seen = {copy.order for copy in of_orders(orders) if may(member, Deed.SEE, copy)}
    return [alarm for alarm in alarms if not alarm.order or alarm.order in seen]
