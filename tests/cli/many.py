"""Many pages and their import, for tests that stop it in the middle."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from communique.config import Config
from communique.ingest.capture import take_bytes
from communique.ingest.reading import Readable
from communique.store.db import open_store
from communique.store.query import total
from tests.cli.test_bad_input import PAGE
from tests.tools import ROOT


def captures(*texts: str) -> list[tuple[int, Readable | None]]:
    """Return captures of these texts, numbered; None for an empty one."""
    return [
        (number, take_bytes(text.encode(), f"{number}.txt") if text else None)
        for number, text in enumerate(texts)
    ]


def pages(folder: Path, count: int) -> Path:
    """Return a new folder with so many pages of releases."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(PAGE.format(number=number), encoding="utf-8")
    return folder


def in_store(config: Config) -> int:
    """Return how many releases readers see."""
    with open_store(config.store) as store:
        return total(store)


def begun(
    config: Config, folder: Path, *options: str, stderr: int | None = None
) -> subprocess.Popen[str]:
    """Return an import in a process of its own that has entered its first batch."""
    # A shell that runs the tests in the background has its children ignore Ctrl-C.
    command = ["env", "--default-signal=INT", sys.executable, "-m", "communique.cli.main"]
    importing = subprocess.Popen(
        [*command, "import", str(config.site), str(folder), *options],
        cwd=ROOT,
        stderr=stderr,
        text=True,
    )
    while in_store(config) == 0:
        assert importing.poll() is None, "it ended before it entered a page"
        time.sleep(0.01)
    return importing
