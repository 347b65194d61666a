"""A thousand saved pages of a site that no profile knows, brought in as a new user brings them.

    python -m bench.bench_old_site [--pages 1000] [--layouts frames cards tongues]

For each layout of tests/ingest/old_sites: a new site (`communique init`, the small profile of the
tests, which knows nothing of these pages), `communique import` of the folder with its addresses,
and `communique export`; what stands on the record is held against what the pages say. A body is
clean that has every paragraph and not a word more. Memory is the peak of the import's own process.
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
from tests.ingest.old_sites import LAYOUTS, folder_of, old_site
from tests.ingest.reading_scores import Said, digest_of_page, on_record, score, truth_of
from tests.sites import SMALL_PROFILE

COMMAND = (sys.executable, "-m", "communique.cli.main")
HOST = "https://old.example"
NOTHING = Said(title="", day="", body=())


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument(
        "--layouts", nargs="+", choices=LAYOUTS, default=["frames", "cards", "tongues"]
    )
    given = parser.parse_args()
    print(f"{machine()}; {given.pages:,} pages a site")
    for layout in given.layouts:
        with tempfile.TemporaryDirectory(prefix="bench-old-site-") as folder:
            print(f"{layout:10} {_measured(layout, given.pages, Path(folder))}", flush=True)


def _measured(layout: str, count: int, folder: Path) -> str:
    pages = old_site(layout, count)
    site, record, table = folder / "site", folder / "record.jsonl", folder / "addresses.tsv"
    table.write_text("".join(f"{page.name}\t{HOST}/{page.name}\n" for page in pages))
    _run("init", str(site), "--profile", str(SMALL_PROFILE))
    begun = time.perf_counter()
    held = _run(
        "import", str(site), str(folder_of(pages, folder / "old")), "--addresses", str(table)
    )
    seconds = time.perf_counter() - begun
    _run("export", str(site), "--output", str(record))
    with record.open(encoding="utf-8") as lines:
        found = on_record(lines)
    read = [found.get(digest_of_page(page), NOTHING) for page in pages]
    truth = [truth_of(page) for page in pages]
    right = score(read, truth)
    clean = sum(one.body == true.body for one, true in zip(read, truth, strict=True))
    return (
        f"{len(found):,} on the record in {seconds:,.1f} s, {count / seconds:,.0f} a second, "
        f"at most {held // 1024} MB; titles {right.title:.1%}, days {right.day:.1%}, bodies clean "
        f"{clean / count:.1%} (F1 of words {right.body:.4f})"
    )


def _run(*arguments: str) -> int:
    """Run a command of ours; return the most memory that its process held, in KiB."""
    running = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{arguments[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_maxrss


if __name__ == "__main__":
    main()
