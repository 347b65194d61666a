"""Captures read in the order given, by as many processes as are wanted.

What is read does not depend on who reads it (`ingest.reading.read`), so the work may be shared;
entering stays with the one registrar. No more than a window of captures is ahead of the one
that is asked for, so memory does not grow with their number.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from communique.core.errors import CommuniqueError
from communique.ingest.reading import PageRead, Readable, capture_of

Given = TypeVar("Given")
Read = Callable[[Readable], PageRead]
# To start processes takes about as long as reading so many pages.
FEW_PAGES = 250
PAGES_PER_TASK = 16
CHARACTERS_PER_TASK = 1024 * 1024
TASKS_PER_WORKER = 4


class ReaderDied(CommuniqueError):
    """A page at which the process that read it ended, twice."""

    code = "read.broke-off"
    hint = "Give the page by itself with --workers 1, and tell us what it says."


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads: this process alone, or from a `few` pages on `workers` beside it.

    read: can be sent to another process.
    """

    read: Read
    workers: int
    few: int = FEW_PAGES

    def in_order(
        self, given: Iterable[tuple[Given, Readable | None]]
    ) -> Iterator[tuple[Given, PageRead | CommuniqueError | None]]:
        """Yield each thing given with what its capture says, None where it has none.

        A ReaderDied stands for what no process lived to read.
        """
        pages = iter(given)
        if self.workers > 1:
            yield from self._here(islice(pages, self.few))
            first = next(pages, None)
            if first is None:
                return
            yield from _Beside(self, _again(first, pages)).in_order()
        else:
            yield from self._here(pages)

    def _here(
        self, pages: Iterable[tuple[Given, Readable | None]]
    ) -> Iterator[tuple[Given, PageRead | None]]:
        for one, capture in pages:
            yield one, None if capture is None else self.read(capture)


class _Beside(Generic[Given]):
    """Pages on their way through a pool of processes, and back in their order."""

    def __init__(self, readers: Readers, pages: Iterable[tuple[Given, Readable | None]]) -> None:
        self._readers, self._pages = readers, pages
        self._pool = self._started()

    def in_order(self) -> Iterator[tuple[Given, PageRead | CommuniqueError | None]]:
        """Yield each page with what it says."""
        window = self._readers.workers * TASKS_PER_WORKER
        waiting: deque[tuple[list[tuple[Given, Readable | None]], Future[list[PageRead]]]] = deque()
        try:
            for task in _tasks(self._pages):
                captures = [capture for _, capture in task if capture is not None]
                waiting.append((task, self._submitted(captures)))
                if len(waiting) >= window:
                    yield from self._done(*waiting.popleft())
            while waiting:
                yield from self._done(*waiting.popleft())
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _done(
        self, task: list[tuple[Given, Readable | None]], future: Future[list[PageRead]]
    ) -> Iterator[tuple[Given, PageRead | CommuniqueError | None]]:
        try:
            found: Iterator[PageRead | CommuniqueError] = iter(future.result())
        except BrokenProcessPool:
            # Somebody ended a reader, or a page did: alone, each shows which.
            found = (self._alone(capture) for _, capture in task if capture is not None)
        for one, capture in task:
            yield one, None if capture is None else next(found)

    def _alone(self, capture: Readable) -> PageRead | CommuniqueError:
        for _ in range(2):
            try:
                return self._submitted([capture]).result()[0]
            except BrokenProcessPool:
                continue
        where = capture_of(capture).path
        return ReaderDied(
            f"{where} could not be read: the process that read it ended, twice", where=where
        )

    def _submitted(self, captures: list[Readable]) -> Future[list[PageRead]]:
        try:
            return self._pool.submit(_read_all, captures)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._started()
            return self._pool.submit(_read_all, captures)

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._readers.workers,
            # Not a copy of this process: it has threads and open databases.
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._readers.read,),
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


_given: list[Read] = []


def _begin(read: Read) -> None:
    """Make a process a reader: it leaves the keyboard to its parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _given.append(read)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_all(captures: list[Readable]) -> list[PageRead]:
    return [_given[-1](capture) for capture in captures]
