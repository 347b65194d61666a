"""Pages of a folder imported by the command: read by one process and by all, and once more.

    python -m bench.bench_import [--pages 5000]

Everything is in it: reading, deciding, entering under a checkpoint for every 250 pages, flushed
to the disk. Memory is the peak of the command's own process. The last line is the command run
again over the same folder, which finds that all of it stands on the record.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.machine import machine
from bench.read_pages import texts
from communique.cli.init import make_site
from communique.cli.profile_files import shipped_profile
from communique.config import Config
from communique.core.profile import Profile


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5_000)
    pages = parser.parse_args().pages
    profile = shipped_profile("osce")
    print(f"{machine()}; {pages:,} pages")
    with tempfile.TemporaryDirectory(prefix="bench-import-") as name:
        folder = Path(name) / "pages"
        folder.mkdir()
        for number, content in enumerate(texts(profile, pages)):
            (folder / f"{number:07}.txt").write_bytes(content)
        for workers in sorted({1, os.cpu_count() or 1}):
            site = _site(Path(name) / f"site-{workers}", profile)
            _print(f"read by {workers}", site, folder, pages, workers=workers)
        _print("again, all on the record", site, folder, pages, workers=workers)


def _site(folder: Path, profile: Profile) -> Path:
    config = Config(
        site=folder, origin="bench.example/log", url="http://bench.example", profile="osce"
    )
    make_site(config, profile)
    return folder


def _print(what: str, site: Path, folder: Path, pages: int, *, workers: int) -> None:
    command = [sys.executable, "-m", "communique.cli.main", "import", str(site), str(folder)]
    begun = time.perf_counter()
    importing = subprocess.Popen([*command, "--workers", str(workers)], stdout=subprocess.DEVNULL)
    _, _, used = os.wait4(importing.pid, 0)
    seconds = time.perf_counter() - begun
    print(
        f"{what:26} {seconds:7.1f} s, {pages / seconds:6,.0f} pages a second, "
        f"at most {used.ru_maxrss // 1024} MB"
    )


if __name__ == "__main__":
    main()
