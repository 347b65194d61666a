"""Captures read in the order given, by this process or by as many beside it as are wanted.

What is read does not depend on who reads it (`ingest.reading.read`), so the work may be shared;
entering stays with the one registrar. No more than a window of captures is ahead of the one
that is asked for, so memory does not grow with their number.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, Protocol, TypeVar

from communique.core.errors import CommuniqueError
from communique.ingest.reading import PageRead, Readable, capture_of

Given = TypeVar("Given")
Read = Callable[[Readable], PageRead]
Waiting = Callable[[], list[PageRead]]
# To start processes takes about as long as reading so many pages.
FEW_PAGES = 250
PAGES_PER_TASK = 16
CHARACTERS_PER_TASK = 1024 * 1024
TASKS_PER_WORKER = 4


class ReaderDied(CommuniqueError):
    """A page at which the process that read it ended, twice."""

    code = "read.broke-off"
    hint = "Give the page by itself with --workers 1, and tell us what it says."


class ReaderEnded(Exception):
    """A reader is gone with what it had to read: somebody ended it, or a page did."""


class Pool(Protocol):
    """Processes that read beside this one, wherever they are."""

    @property
    def workers(self) -> int:
        """How many there are now."""
        ...

    def submit(self, captures: list[Readable]) -> Waiting:
        """Return what waits for the captures to be read; it may raise ReaderEnded."""
        ...

    def close(self) -> None:
        """Read no more."""
        ...


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads: this process the first `few` pages, and then a pool where one can be started.

    read: can be sent to another process.  start: gives a pool that reads so.
    """

    read: Read
    start: Callable[[Read], Pool] | None = None
    few: int = FEW_PAGES

    def in_order(
        self, given: Iterable[tuple[Given, Readable | None]]
    ) -> Iterator[tuple[Given, PageRead | CommuniqueError | None]]:
        """Yield each thing given with what its capture says, None where it has none.

        A ReaderDied stands for what no process lived to read.
        """
        pages = iter(given)
        if self.start is None:
            yield from self._here(pages)
            return
        yield from self._here(islice(pages, self.few))
        first = next(pages, None)
        if first is not None:
            yield from _Beside(self.start(self.read), _again(first, pages)).in_order()

    def _here(
        self, pages: Iterable[tuple[Given, Readable | None]]
    ) -> Iterator[tuple[Given, PageRead | None]]:
        for one, capture in pages:
            yield one, None if capture is None else self.read(capture)


class _Beside(Generic[Given]):
    """Pages on their way through a pool of processes, and back in their order."""

    def __init__(self, pool: Pool, pages: Iterable[tuple[Given, Readable | None]]) -> None:
        self._pool, self._pages = pool, pages

    def in_order(self) -> Iterator[tuple[Given, PageRead | CommuniqueError | None]]:
        """Yield each page with what it says."""
        waiting: deque[tuple[list[tuple[Given, Readable | None]], Waiting]] = deque()
        try:
            for task in _tasks(self._pages):
                captures = [capture for _, capture in task if capture is not None]
                waiting.append((task, self._pool.submit(captures)))
                while len(waiting) >= self._pool.workers * TASKS_PER_WORKER:
                    yield from self._done(*waiting.popleft())
            while waiting:
                yield from self._done(*waiting.popleft())
        finally:
            self._pool.close()

    def _done(
        self, task: list[tuple[Given, Readable | None]], wait: Waiting
    ) -> Iterator[tuple[Given, PageRead | CommuniqueError | None]]:
        try:
            found: Iterator[PageRead | CommuniqueError] = iter(wait())
        except ReaderEnded:
            # Somebody ended a reader, or a page did: alone, each shows which.
            found = (self._alone(capture) for _, capture in task if capture is not None)
        for one, capture in task:
            yield one, None if capture is None else next(found)

    def _alone(self, capture: Readable) -> PageRead | CommuniqueError:
        for _ in range(2):
            try:
                return self._pool.submit([capture])()[0]
            except ReaderEnded:
                continue
        where = capture_of(capture).path
        return ReaderDied(
            f"{where} could not be read: the process that read it ended, twice", where=where
        )


def _again(first: Given, rest: Iterator[Given]) -> Iterator[Given]:
    yield first
    yield from rest


def _tasks(
    pages: Iterable[tuple[Given, Readable | None]],
) -> Iterator[list[tuple[Given, Readable | None]]]:
    """Yield pages in lists that are worth a message, and no large part of memory."""
    task: list[tuple[Given, Readable | None]] = []
    characters = 0
    for page in pages:
        task.append(page)
        characters += len(capture_of(page[1]).text) if page[1] else 0
        if len(task) == PAGES_PER_TASK or characters >= CHARACTERS_PER_TASK:
            yield task
            task, characters = [], 0
    if task:
        yield task
