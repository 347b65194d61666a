"""Do something in a process of its own, which may be killed or limited."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DONE, KILLED = 0, -signal.SIGKILL


def in_child(act: Callable[[], object]) -> int:
    """Return how a child process that did `act` ended: DONE, KILLED, or 1 where it failed."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            act()
            status = 0
        finally:
            # The one door of this process: what failed is told, and pytest is not run twice.
            if status:
                traceback.print_exc()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@dataclass(slots=True)
class Death:
    """Kills the process at the step of this number; told of each step by Files."""

    at: int
    steps: int = 0

    def __call__(self, _step: str, _path: Path) -> None:
        """Count a step, and die if it is the one."""
        if self.steps == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.steps += 1
