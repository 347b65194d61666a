"""How far a long piece of work is, on a terminal that somebody watches."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TextIO

QUIET_SECONDS = 2.0
BETWEEN_SECONDS = 0.2


class Progress:
    """A line on standard error that says how many are done; only on a terminal, after 2 s."""

    def __init__(self, doing: str, stream: TextIO | None = None) -> None:
        """Say what is being done: `reading pages`."""
        self._doing, self._stream = doing, stream or sys.stderr
        self._began = time.monotonic()
        self._said = self._began + QUIET_SECONDS - BETWEEN_SECONDS
        self._shows = False

    @property
    def is_watched(self) -> bool:
        """Tell whether anybody would see it."""
        return self._stream.isatty()

    def __call__(self, done: int, of: int = 0, *, share: float = 0.0) -> None:
        """Show how many are done, and of how many where that is known.

        share: how much of the work is done, 0 to 1, where their number is not known.
        """
        now = time.monotonic()
        if not self._stream.isatty() or now - self._said < BETWEEN_SECONDS:
            return
        rate = done / max(now - self._began, 0.001)
        part = done / of if of else share
        left = f", about {done / rate * (1 - part) / part:,.0f} s left" if part else ""
        total = f" of {of:,}" if of else ""
        self._stream.write(f"\r\x1b[K{self._doing}: {done:,}{total} ({rate:,.0f}/s{left})")
        self._stream.flush()
        self._said, self._shows = now, True

    def __enter__(self) -> Progress:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wipe the line, so that what is said next begins on a clean one."""
        if self._shows:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
