"""The site's lock: whoever holds it enters, and there is one holder at a time.

Who has to wait for it holds a second lock meanwhile, `lock.next`, by which a holder with much to
do sees that somebody waits, and gives way between two batches.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from communique.log.errors import LockHeld, LogUnavailable

_PAUSE_SECONDS = 0.05
_TURN_SECONDS = 1.0


@contextmanager
def hold(path: Path, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock for the length of a `with` block; it ends with the process at the latest.

    wait_seconds: how long to wait for another holder to end; 0 refuses at once.
    Raises LockHeld, which names the process that holds it; LogUnavailable where there can be no
    file for it.
    """
    descriptor = _open(path)
    try:
        if not _try(descriptor):
            if wait_seconds <= 0:
                raise LockHeld(f"{_holder(descriptor)} holds {path}", where=str(path))
            _wait(descriptor, path, time.monotonic() + wait_seconds)
        # Who holds it is for people to read; a full disk does not keep us out.
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        # Closing lets go.  The file stays: removing it would let two processes hold
        # two files of one name.
        os.close(descriptor)


def is_wanted(path: Path) -> bool:
    """Tell whether somebody waits for the lock."""
    descriptor = _open(_next(path))
    try:
        return not _try(descriptor)
    finally:
        os.close(descriptor)


def give_way(path: Path) -> None:
    """Wait, having let go of the lock, until whoever waited has it, a second at most."""
    until = time.monotonic() + _TURN_SECONDS
    while is_wanted(path) and time.monotonic() < until:
        time.sleep(_PAUSE_SECONDS / 2)


def _wait(descriptor: int, path: Path, until: float) -> None:
    queue = _open(_next(path))
    try:
        is_next = False
        while True:
            # One waits in front of the others; they try too, for they may be the last to.
            is_next = is_next or _try(queue)
            if _try(descriptor):
                return
            if time.monotonic() >= until:
                raise LockHeld(f"{_holder(descriptor)} holds {path}", where=str(path))
            time.sleep(_PAUSE_SECONDS)
    finally:
        os.close(queue)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise LogUnavailable.because(error, path.parent) from error


def _next(path: Path) -> Path:
    return path.with_name(f"{path.name}.next")


def _try(descriptor: int) -> bool:
    try:
        # flock, not a pid file: the kernel lets go when the holder dies, however it dies.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(descriptor: int) -> str:
    written = os.pread(descriptor, 32, 0).strip()
    if not written.isdigit():
        return "another process"
    return f"process {written.decode()}" + (" (this one)" if int(written) == os.getpid() else "")
