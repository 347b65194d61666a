"""The registrar: looks at the outbox ten times a second and enters what is due.

It holds no lock while nothing is due, so that pages may be imported beside it; and it ends when
it is told to, after the batch in hand.
"""

from __future__ import annotations

import logging
import os
import select
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType

from communique.config import Config
from communique.core.entry import Entry
from communique.core.errors import CommuniqueError
from communique.log.lock import hold
from communique.log.reader import LogReader
from communique.outbox import orders as outbox
from communique.outbox import review
from communique.registrar.clock import STEP_SECONDS, Clock
from communique.registrar.desk import Desk, NewsroomAway, NoNewsroom, open_desk
from communique.registrar.due import Marked, enter_taken, finish, take_due
from communique.registrar.keys import signer_of, verifier_of
from communique.registrar.reviewed import enter_accepted
from communique.registrar.telling import Trouble, tell

NAME = "registrar"
LOCK = "registrar.lock"
LOOK_SECONDS = 0.1
BEAT_SECONDS = 2.0

_log = logging.getLogger(__name__)


def serve(config: Config) -> None:
    """Enter what is due when it is due, until SIGTERM or SIGINT; a batch in hand is finished.

    Raises KeyRefused where the key cannot be used, LockHeld where another registrar runs.
    """
    signer_of(config)
    with hold(config.site / LOCK), _until_told_to_stop() as is_told_within:
        _log.info("the registrar of %s is ready", config.origin)
        _tell_if_behind(config)
        watch, pause = Watch(config), 0.0
        try:
            while not is_told_within(pause):
                pause = watch.look()
        finally:
            watch.close()
    _log.info("the registrar has stopped")


def enter_once(config: Config) -> list[Marked]:
    """Enter what is due now, and return what became of it.

    Raises the errors of `serve`, and whatever it would have tried again after.
    """
    signer_of(config)
    with hold(config.site / LOCK):
        at, _ = Clock().look()
        desk = open_desk(config)
        try:
            marked = finish(config, desk)
            taken = take_due(desk, at)
            marked += enter_taken(config, desk, taken, at) if taken else []
            while _has_accepted(desk):
                marked += enter_accepted(config, desk, at)
            return marked
        finally:
            desk.close()


class Watch:
    """What the registrar remembers from one look to the next; nothing that a crash may not take."""

    def __init__(self, config: Config) -> None:
        """Know nothing yet."""
        self._config = config
        self._clock = Clock()
        self._trouble = Trouble()
        self._desk: Desk | None = None
        self._next_due: datetime | None = None
        self._is_next_known = False
        self._has_accepted = False
        self._has_list = True
        self._beat_at = datetime.min.replace(tzinfo=UTC)
        self._is_finished = False

    def look(self) -> float:
        """Enter what is due, and return for how many seconds there is nothing to do."""
        at, alarm = self._clock.look()
        if alarm:
            _log.warning("%s", alarm)
        try:
            desk = self._opened()
            self._beat(desk, at)
            self._finish(desk)
            if self._is_due(desk, at):
                self._enter(desk, at)
            elif self._has_accepted:
                # Never before what is due, and a batch at a time.
                self._is_next_known = False
                tell(enter_accepted(self._config, desk, at))
        except (NoNewsroom, NewsroomAway) as error:
            self.close()
            return self._trouble.tell(error)
        except CommuniqueError as error:
            self._is_next_known = False
            self._tell_late(at)
            return self._trouble.tell(error)
        self._trouble.end()
        return self._pause(at)

    def close(self) -> None:
        """Let go of the newsroom's database; the next look opens it again."""
        if self._desk is not None:
            self._desk.close()
        self._desk = None

    def _opened(self) -> Desk:
        if self._desk is None:
            self._desk = open_desk(self._config)
            self._is_finished = self._is_next_known = False
            self._has_list = True
        return self._desk

    def _finish(self, desk: Desk) -> None:
        if not self._is_finished:
            tell(finish(self._config, desk))
            self._is_finished = True

    def _beat(self, desk: Desk, at: datetime) -> None:
        # Told apart by size alone: a clock that was set back must not silence us.
        if abs((at - self._beat_at).total_seconds()) >= BEAT_SECONDS:
            with desk.transaction() as connection:
                outbox.beat(connection, NAME, at)
            self._beat_at = at

    def _is_due(self, desk: Desk, at: datetime) -> bool:
        if desk.has_changed() or not self._is_next_known:
            with desk.reading() as connection:
                self._next_due = outbox.next_due(connection)
            if self._has_list:
                found = _has_accepted(desk)
                self._has_list, self._has_accepted = found is not None, bool(found)
            self._is_next_known = True
        return self._next_due is not None and self._next_due <= at

    def _enter(self, desk: Desk, at: datetime) -> None:
        self._is_next_known = False
        if taken := take_due(desk, at):
            tell(enter_taken(self._config, desk, taken, at))

    def _pause(self, at: datetime) -> float:
        if not self._is_next_known:
            return 0.0
        if self._next_due is None:
            return LOOK_SECONDS
        return min(LOOK_SECONDS, max(0.0, (self._next_due - at).total_seconds()))

    def _tell_late(self, at: datetime) -> None:
        if self._desk is None:
            return
        try:
            with self._desk.reading() as connection:
                late = outbox.late(connection, at)
        except (NoNewsroom, NewsroomAway):
            return
        self._trouble.tell_late(late, at)


def _has_accepted(desk: Desk) -> bool | None:
    """Tell whether the review list has something to enter; None where it cannot be read.

    A desk of an older program has none, and rights may be lacking: orders go out all the same.
    """
    try:
        with desk.reading() as connection:
            return review.has_accepted(connection)
    except (NoNewsroom, NewsroomAway) as error:
        _log.warning("the review list cannot be read: %s [%s]", error, error.code)
        return None


def _tell_if_behind(config: Config) -> None:
    """Say that the clock must be wrong, where the log knows a later time."""
    reader = LogReader(config.log, verifier_of(config))
    if size := reader.checkpoint().size:
        last = datetime.fromisoformat(Entry.from_leaf(reader.entry(size - 1)).at)
        if (behind := (last - datetime.now(UTC)).total_seconds()) > STEP_SECONDS:
            _log.warning("the clock is %.0f s behind the log's last entry: orders wait", behind)


@contextmanager
def _until_told_to_stop() -> Iterator[Callable[[float], bool]]:
    """Give a nap: some seconds, or until SIGTERM or SIGINT; it tells whether that came."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    # The signal is written down and nothing else: it breaks off no step of a batch.
    before = {one: signal.signal(one, _noted) for one in (signal.SIGTERM, signal.SIGINT)}
    woken = signal.set_wakeup_fd(writing)
    try:
        yield lambda seconds: bool(select.select([reading], [], [], seconds)[0])
    finally:
        signal.set_wakeup_fd(woken)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(reading)
        os.close(writing)


def _noted(number: int, frame: FrameType | None) -> None:
    return
