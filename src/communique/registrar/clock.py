"""The wall clock, and how far it is believed: a wrong clock must not let an embargo out.

Orders are due by the wall clock, read at every look. The machine's steady clock, which counts on
through sleep and is set by nobody, tells when the wall clock is set: by more than STEP_SECONDS
forward, and the time goes on as if it had not been, for HOLD_SECONDS. If it is set back by then,
nothing happened; else it is believed. Backward it is believed at once: what is not yet due, waits.

What this cannot see: a clock that is wrong already when the registrar starts.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime

STEP_SECONDS = 5.0
HOLD_SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What time it is, as far as the wall clock is believed.

    at: the time that decides, seconds since 1970.  wall, steady: the two clocks when they were
    last in step.  held_since: the steady clock when the wall clock stepped forward, None where it
    is believed.  alarm: what somebody must be told, once; empty where all is well.
    """

    at: float
    wall: float
    steady: float
    held_since: float | None = None
    alarm: str = ""

    @classmethod
    def begin(cls, wall: float, steady: float) -> Belief:
        """Return the belief of who sees the clocks for the first time."""
        return cls(at=wall, wall=wall, steady=steady)

    def look(self, wall: float, steady: float) -> Belief:
        """Return what is believed when the clocks show this."""
        at = self.wall + (steady - self.steady)
        step = wall - at
        if step <= STEP_SECONDS:
            return Belief(at=wall, wall=wall, steady=steady, alarm=self._alarm_of(step))
        since = steady if self.held_since is None else self.held_since
        if steady - since < HOLD_SECONDS:
            return Belief(
                at=at,
                wall=self.wall,
                steady=self.steady,
                held_since=since,
                alarm=_stepped(step) if self.held_since is None else "",
            )
        alarm = f"the clock stays {step:,.0f} s ahead of what it was, and is believed from now on"
        return Belief(at=wall, wall=wall, steady=steady, alarm=alarm)

    def _alarm_of(self, step: float) -> str:
        if step < -STEP_SECONDS:
            return f"the clock was set back by {-step:,.0f} s; what is not due by it waits"
        return "" if self.held_since is None else "the clock was set right again"


class Clock:
    """The machine's clocks, looked at again and again."""

    def __init__(self) -> None:
        """Look for the first time."""
        self._belief = Belief.begin(*_clocks())

    def look(self) -> tuple[datetime, str]:
        """Return the instant that decides what is due, UTC, and an alarm or nothing."""
        self._belief = self._belief.look(*_clocks())
        return datetime.fromtimestamp(self._belief.at, UTC), self._belief.alarm


def _clocks() -> tuple[float, float]:
    return time.time(), time.clock_gettime(time.CLOCK_BOOTTIME)


def _stepped(step: float) -> str:
    return (
        f"the clock was set forward by {step:,.0f} s: what only that makes due waits "
        f"{HOLD_SECONDS:.0f} s more, unless the clock is set back"
    )
