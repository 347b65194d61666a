"""What the registrar says while it runs: a line an entry, and what stands in the way."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from datetime import datetime

from communique.core.errors import CommuniqueError
from communique.log.errors import LockHeld
from communique.outbox.orders import LATE_SECONDS, Line, State
from communique.registrar.desk import NoNewsroom
from communique.registrar.due import Marked

TELL_LATE_SECONDS = 1.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.25, 2.0
SAY_AGAIN_SECONDS = 60.0

_log = logging.getLogger(__name__)


class Trouble:
    """What stands in the way: said once, said again now and then, and how long to wait."""

    def __init__(self) -> None:
        """Begin without any."""
        self._said, self._said_at, self._pause = "", 0.0, FIRST_PAUSE_SECONDS
        self._told_late: set[str] = set()

    def tell(self, error: CommuniqueError) -> float:
        """Say what is wrong, unless it was just said; return for how many seconds to wait."""
        now = time.monotonic()
        is_quiet = isinstance(error, NoNewsroom)
        if self._said != error.code or (not is_quiet and now - self._said_at > SAY_AGAIN_SECONDS):
            level = logging.INFO if is_quiet else logging.ERROR
            _log.log(level, "%s [%s]; trying again. %s", error, error.code, error.hint)
            self._said, self._said_at = error.code, now
        if isinstance(error, LockHeld):
            # Waiting for the lock was a wait already.
            return 0.0
        pause, self._pause = self._pause, min(2 * self._pause, LONGEST_PAUSE_SECONDS)
        return pause

    def tell_late(self, late: Iterable[Line], at: datetime) -> None:
        """Say of each order that waits too long that it does, once; the desk tells people."""
        for line in late:
            if line.state in (State.WAITING, State.TAKEN) and line.order not in self._told_late:
                self._told_late.add(line.order)
                seconds = (at - max(line.not_before, line.placed_at)).total_seconds()
                _log.warning(
                    "%s %s is late by %.0f s and not entered yet", line.act, line.symbol, seconds
                )

    def end(self) -> None:
        """Say that all is well again, where it was not."""
        if self._said:
            _log.info("the way is clear again [%s]", self._said)
        self._said, self._pause = "", FIRST_PAUSE_SECONDS


def tell(marked: Iterable[Marked]) -> None:
    """Write a line for each order that was entered or refused, louder where it was late."""
    for one in marked:
        if one.index is None:
            _log.error("refused %s %s: %s", one.act, one.symbol, one.reason)
        elif one.late_seconds >= LATE_SECONDS:
            _log.warning(
                "entered %s %s as %d, late by %.0f s",
                one.act,
                one.symbol,
                one.index,
                one.late_seconds,
            )
        else:
            late = f", {one.late_seconds:.1f} s after its time"
            said = late if one.late_seconds > TELL_LATE_SECONDS else ""
            _log.info("entered %s %s as %d%s", one.act, one.symbol, one.index, said)
