"""Run a program and have the kernel kill it at a chosen step of its writing.

strace sends SIGKILL as the process enters its Nth system call that changes the disk, or that
says something to another process: what the call before did has happened, what this one would do
has not. N from 1 until nothing is left to kill stops every write of log, deposit, tables, search
index and outbox before and after.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
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


def was_killed(module: str, *arguments: str | Path, at: int) -> bool:
    """Run `python -m MODULE …`, killed at a step; False where it ended well before that step."""
    strace = str(program("strace", package="strace"))
    command = [strace, "-f", "-o", "/dev/null", "-e", f"trace={CHANGES}"]
    command += ["-e", f"inject={CHANGES}:signal=SIGKILL:when={at}"]
    status = _run([*command, *_python(module, *arguments)])
    assert status in (0, -signal.SIGKILL, 128 + signal.SIGKILL), status
    return status != 0


def runs(module: str, *arguments: str | Path) -> bool:
    """Run `python -m MODULE …` undisturbed, and tell whether it ended well."""
    return _run(_python(module, *arguments)) == 0


def _python(module: str, *arguments: str | Path) -> list[str]:
    return [sys.executable, "-B", "-m", module, *(str(one) for one in arguments)]


def _run(command: list[str]) -> int:
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode
