"""The site's lock: whoever holds it enters, and there is one holder at a time."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from communique.log.errors import LockHeld

_PAUSE_SECONDS = 0.05


@contextmanager
def hold(path: Path, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock for the length of a `with` block; it ends with the process at the latest.

    wait_seconds: how long to wait for another holder to end; 0 refuses at once.
    Raises LockHeld, which names the process that holds it.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(descriptor, path, wait_seconds)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        # Closing lets go.  The file stays: removing it would let two processes hold
        # two files of one name.
        os.close(descriptor)


def _take(descriptor: int, path: Path, wait_seconds: float) -> None:
    until = time.monotonic() + wait_seconds
    while True:
        try:
            # flock, not a pid file: the kernel lets go when the holder dies, however it dies.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                raise LockHeld(f"{_holder(descriptor)} holds {path}", where=str(path)) from None
        time.sleep(_PAUSE_SECONDS)


def _holder(descriptor: int) -> str:
    written = os.pread(descriptor, 32, 0).strip()
    if not written.isdigit():
        return "another process"
    return f"process {written.decode()}" + (" (this one)" if int(written) == os.getpid() else "")
