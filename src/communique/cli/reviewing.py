"""The newsroom, as an import reaches it: its review list, and what it is told at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from communique.config import Config
from communique.core.arrival import Arrival
from communique.core.waiting import Waits
from communique.outbox import imports, review
from communique.outbox.imports import ImportRun
from communique.outbox.review import Listed
from communique.registrar.desk import Desk, NoNewsroom, open_desk


@dataclass(frozen=True, slots=True)
class ReviewList:
    """Where records wait for a person; what is put down is kept with the next batch."""

    desk: Desk
    _down: list[Waits] = field(default_factory=list)
    _passed: list[tuple[str, str]] = field(default_factory=list)

    def of_capture(self, capture: str) -> Listed | None:
        """Return what the list knows of a page, None where it never waited."""
        with self.desk.reading() as connection:
            return review.of_capture(connection, capture)

    def before(self, listed: Listed) -> Arrival | None:
        """Return a record as it was read when it began to wait, None where that is not kept."""
        with self.desk.reading() as connection:
            found = review.one(connection, listed.number)
        return found[1].arrival if found and found[1] else None

    def put(self, waits: Waits) -> None:
        """Put a record down, to wait."""
        self._down.append(waits)

    def passed(self, capture: str, symbol: str) -> None:
        """Note that a page goes in by itself, whether or not it waited before."""
        self._passed.append((capture, symbol))

    def keep(self) -> None:
        """Keep what was put down and noted."""
        if not (self._down or self._passed):
            return
        now = datetime.now(UTC)
        with self.desk.transaction() as connection:
            review.wait(connection, self._down, now)
            for capture, symbol in self._passed:
                review.passed(connection, capture, symbol, now)
        self._down.clear()
        self._passed.clear()


@contextmanager
def review_list(config: Config) -> Iterator[ReviewList | None]:
    """Give the review list, None where the site never had a newsroom: nobody reviews there.

    Raises NewsroomAway where there is one and it cannot be reached.
    """
    with _desk(config) as desk:
        yield ReviewList(desk) if desk and _has_list(desk) else None


def tell_newsroom(config: Config, run: ImportRun) -> None:
    """Tell the newsroom of an import that ran; a site that never had one tells nobody.

    Raises NewsroomAway where there is one and it cannot be reached.
    """
    with _desk(config) as desk:
        if desk:
            with suppress(NoNewsroom), desk.transaction() as connection:
                imports.ran(connection, run)


@contextmanager
def _desk(config: Config) -> Iterator[Desk | None]:
    """Give the newsroom's database, None where there is none; closed in the end."""
    desk = None
    with suppress(NoNewsroom):
        desk = open_desk(config)
    try:
        yield desk
    finally:
        if desk:
            desk.close()


def _has_list(desk: Desk) -> bool:
    try:
        with desk.reading() as connection:
            review.has_accepted(connection)
    except NoNewsroom:
        return False
    return True
