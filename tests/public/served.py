"""A portal served by the real command, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from communique.config import Config
from tests.tools import ROOT


@dataclass(frozen=True, slots=True)
class Served:
    """A portal that listens, and the process it runs in."""

    url: str
    process: subprocess.Popen[str]


@contextmanager
def served(config: Config, *arguments: str) -> Iterator[Served]:
    """Give a site's portal on a free port, once it says that it is ready."""
    command = [sys.executable, "-m", "communique.cli.main", "serve", str(config.site)]
    with subprocess.Popen(
        [*command, "--port", "0", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            yield Served(line.rpartition(" ")[2].strip().rstrip("/"), process)
        finally:
            process.terminate()
