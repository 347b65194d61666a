"""A process that has loaded a program and forks it: as good as started anew, without the wait.

Run as `python -m tests.forking MODULE WARM…`; WARM are modules to load besides. It reads one JSON
list a line, the words of a command and whether it is to wait for a SIGCONT before it begins; it
says the process's number, and its exit status once it has ended (a signal's is negative).
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from importlib import import_module
from types import ModuleType

# Linux: prctl(2). Any process of this user may trace this one.
_PR_SET_PTRACER, _ANYBODY = 0x59616D61, -1


def main() -> None:
    """Fork the program for each line of standard input, and wait for its end."""
    module, *_ = map(import_module, sys.argv[1:])
    for line in sys.stdin:
        words, is_held = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _run(module, words, is_held=is_held)
        if is_held:
            os.waitpid(pid, os.WUNTRACED)
        _say(pid)
        _, status = os.waitpid(pid, 0)
        _say(os.waitstatus_to_exitcode(status))


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _run(module: ModuleType, words: list[str], *, is_held: bool) -> None:
    """Be the program: nothing of the loader's is left, and it ends as a program ends."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.argv[1:] = words
    if is_held:
        ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANYBODY, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
    try:
        status = module.main() or 0
    except BaseException:  # noqa: BLE001  # an exit status of its own, whatever it was
        status = 70
    os._exit(status)


if __name__ == "__main__":
    main()
