"""Run a program and have the kernel kill it at a chosen step of its writing.

strace sends SIGKILL as the process enters its Nth system call that changes the disk, or that
says something to another process: what the call before did has happened, what this one would do
has not. N from 1 until nothing is left to kill stops every write of log, deposit, tables, search
index and outbox before and after.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.tools import ROOT, program

CHANGES = (
    "write,pwrite64,writev,pwritev,fsync,fdatasync,syncfs,sync_file_range,ftruncate,fallocate,"
    "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,sendto"
)
# Every step under CI; elsewhere every seventh, which still meets each kind of write.
STRIDE = 1 if os.environ.get("CI") == "true" else 7


def steps() -> Iterator[int]:
    """Yield the steps at which to kill; whoever runs them stops when nothing was killed."""
    step = 1
    while True:
        yield step
        step += STRIDE


@dataclass(frozen=True, slots=True)
class Loaded:
    """A program that is loaded once and run many times, each time in a process of its own."""

    loader: subprocess.Popen[str]

    def was_killed(self, *words: str | Path, at: int) -> bool:
        """Run it, killed at a step; False where it ended well before that step."""
        pid = self._begin(words, is_held=True)
        with _tracer(pid, at) as tracer:
            assert tracer.stderr is not None
            said = tracer.stderr.readline()
            assert "attached" in said, said
            os.kill(pid, signal.SIGCONT)
            status = self._end()
        assert status in (0, -signal.SIGKILL), status
        return status != 0

    def runs(self, *words: str | Path) -> bool:
        """Run it undisturbed, and tell whether it ended well."""
        self._begin(words, is_held=False)
        return self._end() == 0

    def _begin(self, words: tuple[str | Path, ...], *, is_held: bool) -> int:
        assert self.loader.stdin is not None
        self.loader.stdin.write(json.dumps([[str(one) for one in words], is_held]) + "\n")
        self.loader.stdin.flush()
        return self._end()

    def _end(self) -> int:
        assert self.loader.stdout is not None
        return int(self.loader.stdout.readline())


@contextmanager
def loaded(module: str, *warm: str) -> Iterator[Loaded]:
    """Give the program `python -m MODULE`; warm: modules that it loads only when it needs them."""
    program("strace", package="strace")
    command = [sys.executable, "-B", "-m", "tests.forking", module, *warm]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as loader:
        try:
            yield Loaded(loader)
        finally:
            assert loader.stdin is not None
            loader.stdin.close()


def _tracer(pid: int, at: int) -> subprocess.Popen[str]:
    strace = str(program("strace", package="strace"))
    command = [strace, "-f", "-o", os.devnull, "-p", str(pid), "-e", f"trace={CHANGES}"]
    command += ["-e", f"inject={CHANGES}:signal=SIGKILL:when={at}"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
