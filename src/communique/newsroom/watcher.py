"""The watch over late orders, kept going beside the process that serves.

Two processes: a keeper, which starts the watch and starts it again if it falls, and the watch
itself. Both are forked while there is one thread only: the keeper before the serving begins, the
watch by the keeper, which has nothing else to do.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

STOP_SECONDS = 5.0
AGAIN_SECONDS = 2.0
_LOOK_SECONDS = 0.2
Watch = Callable[[threading.Event], None]
_processes = multiprocessing.get_context("fork")


class Watcher:
    """Keeps a watch while it is entered, which has to be before any thread is started.

    announce: told, in the keeper's process, that the watch fell.
    watch: runs until what it is given is set.
    """

    def __init__(self, watch: Watch, announce: Callable[[str], None]) -> None:
        self._keeper: Any = _processes.Process(
            target=_keep, args=(watch, announce, os.getpid()), name="watcher"
        )

    def __enter__(self) -> None:
        """Start it."""
        self._keeper.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        """Stop it, and wait until it has stopped."""
        _end(self._keeper, 2 * STOP_SECONDS)


def _keep(watch: Watch, announce: Callable[[str], None], above: int) -> None:
    """Have the watch running until told to stop, or until the process above is gone."""
    stop = _told_to_stop()
    while not stop.is_set():
        running = _processes.Process(target=_run, args=(watch, os.getpid()), name="watch")
        running.start()
        while running.is_alive() and not stop.is_set() and os.getppid() == above:
            running.join(_LOOK_SECONDS)
        if stop.is_set() or os.getppid() != above:
            _end(running, STOP_SECONDS)
            return
        announce(
            "communique: the watch over late orders ended with status"
            f" {running.exitcode}; it is started again"
        )
        stop.wait(AGAIN_SECONDS)


def _run(watch: Watch, above: int) -> None:
    """Watch until told to stop, or until the keeper is gone."""
    stop = _told_to_stop()
    threading.Thread(target=_stop_without, args=(above, stop), daemon=True).start()
    watch(stop)


def _told_to_stop() -> threading.Event:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    # Ctrl-C reaches the whole group; whoever serves says when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return stop


def _stop_without(above: int, stop: threading.Event) -> None:
    while os.getppid() == above:
        time.sleep(_LOOK_SECONDS)
    stop.set()


def _end(running: Any, seconds: float) -> None:
    running.terminate()
    running.join(seconds)
    if running.is_alive():
        running.kill()
        running.join()
