"""Readers on this machine: a pool of processes that end with the one that started them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from communique.cli.readers import Read, ReaderEnded, Waiting
from communique.ingest.reading import PageRead, Readable


class Processes:
    """So many processes; those that end are started again."""

    def __init__(self, read: Read, *, workers: int) -> None:
        """Start them."""
        self._read, self.workers = read, workers
        self._pool = self._started()

    def submit(self, captures: list[Readable]) -> Waiting:
        """Return what waits for the captures to be read; it may raise ReaderEnded."""
        future = self._submitted(captures)

        def wait() -> list[PageRead]:
            try:
                return future.result()
            except BrokenProcessPool:
                raise ReaderEnded from None

        return wait

    def close(self) -> None:
        """Read no more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _submitted(self, captures: list[Readable]) -> Future[list[PageRead]]:
        try:
            return self._pool.submit(_read_all, captures)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._started()
            return self._pool.submit(_read_all, captures)

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.workers,
            # Not a copy of this process: it has threads and open databases.
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._read,),
        )


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
