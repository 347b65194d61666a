"""A newsroom served by the real command, in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from communique.newsroom import site as named
from tests.tools import ROOT


@dataclass(frozen=True, slots=True)
class Running:
    """A newsroom that listens: where, what it said before, and its process."""

    url: str
    said: tuple[str, ...]
    process: subprocess.Popen[str]

    @property
    def password(self) -> str:
        """Return the password of the first administrator; empty where none was said."""
        found = re.search(r"password (\S+)", "".join(self.said))
        return found[1] if found else ""


def command(site: Path, *arguments: str, before: Sequence[str] = ()) -> list[str]:
    """Return the command that serves a site's newsroom, by itself or through another."""
    program = [sys.executable, "-B", "-m", "communique.cli.main", "newsroom", str(site)]
    return [*before, *program, *arguments]


def surroundings(**more: str) -> dict[str, str]:
    """Return the environment of such a process: this one's, without the tests' own site."""
    bare = {key: value for key, value in os.environ.items() if key != named.VARIABLE}
    return bare | {"PYTHONPATH": str(ROOT / "src")} | more


@contextmanager
def running(site: Path, *, before: Sequence[str] = (), **more: str) -> Iterator[Running]:
    """Give a site's newsroom on a free port, once it says that it is ready."""
    with subprocess.Popen(
        command(site, "--port", "0", before=before),
        cwd=ROOT,
        env=surroundings(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield _ready(process)
        finally:
            process.terminate()


def descendants(pid: int) -> list[int]:
    """Return the processes below one, at any depth."""
    found: list[int] = []
    for child in Path(f"/proc/{pid}/task").glob("*/children"):
        for number in map(int, child.read_text().split()):
            found += [number, *descendants(number)]
    return found


def _ready(process: subprocess.Popen[str]) -> Running:
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"newsroom at (\S+)/$", line.strip()):
            return Running(found[1], tuple(said), process)
    raise AssertionError(("".join(said), process.communicate()))
