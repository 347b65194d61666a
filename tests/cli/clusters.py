"""Dask clusters for tests: a scheduler and workers, each a process that can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.tools import ROOT

# A task whose worker ended is not tried on three others first: what we do then is what is tested.
_SETTINGS = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}


@dataclass(slots=True)
class Clustered:
    """A running cluster.  address: of its scheduler."""

    folder: Path
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Return the scheduler's address."""
        return str(json.loads(self._file.read_text("utf-8"))["address"])

    def have(self, workers: int, *, preload: Path | None = None) -> None:
        """Start workers until so many run."""
        running = [one for one in self.workers if one.poll() is None]
        further = ["--preload", str(preload)] if preload else []
        for _ in range(workers - len(running)):
            words = ["--scheduler-file", str(self._file), "--no-nanny", "--nthreads", "1"]
            words += ["--no-dashboard", "--local-directory", str(self.folder), *further]
            self.workers.append(_started("dask_worker", *words, folder=self.folder))

    @property
    def _file(self) -> Path:
        return self.folder / "scheduler.json"


@contextmanager
def cluster(folder: Path, *, workers: int, preload: Path | None = None) -> Iterator[Clustered]:
    """Run a cluster on this machine's own address."""
    folder.mkdir(exist_ok=True)
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    words += ["--scheduler-file", str(folder / "scheduler.json")]
    made = Clustered(folder, _started("dask_scheduler", *words, folder=folder))
    try:
        while not (folder / "scheduler.json").exists():
            assert made.scheduler.poll() is None, (folder / "dask_scheduler.log").read_text("utf-8")
            time.sleep(0.05)
        made.have(workers, preload=preload)
        yield made
    finally:
        for one in (*made.workers, made.scheduler):
            one.kill()
            one.wait()


def _started(module: str, *words: str, folder: Path) -> subprocess.Popen[bytes]:
    with (folder / f"{module}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *words],
            cwd=ROOT,
            env={**os.environ, **_SETTINGS},
            stdout=log,
            stderr=log,
        )
