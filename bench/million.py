"""A million generated records: entered, rebuilt, and taken out again in every form.

    python -m bench.million [--records 1000000] [--minutes M] [--static 20000] [--folder F]

Each step is a process of its own: time by the clock, time of processor, and peak memory are its
own. Of the entering, fifty lines are printed, which show whether a record costs more,
or memory grows, as the record does. The copy in files is made of a smaller site, `--static`
records; 0 makes none. With `--minutes`, entering ends after so many, and the other steps take
what is there. The folder (a temporary one, unless given) needs 16 GB for a million.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from bench.machine import machine
from bench.records import BATCH, generated, order
from communique.cli.init import make_site
from communique.cli.profile_files import shipped_profile
from communique.config import Config
from communique.registrar.enter import opened

PARTS = ("deposit", "log", "store")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--static", type=int, default=20_000, metavar="RECORDS")
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--enter", type=Path, metavar="SITE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.enter:
        enter(given.enter, given.records, seconds=given.minutes * 60)
        return
    print(f"{machine()}; {given.records:,} records", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-million-", dir=given.folder) as name:
        folder = Path(name)
        site = _entered(folder / "site", given.records, given.minutes)
        _command("rebuilt", "rebuild", site)
        for form in ("jsonl", "parquet", "csv"):
            out = folder / f"record.{form}"
            _command(f"exported as {form}", "export", site, "--format", form, "--output", out)
            print(f"    {_size(out)}", flush=True)
            out.unlink()
        if given.static:
            out = folder / "copy"
            small = _entered(folder / "small", given.static)
            _command("a copy in files", "export", small, "--format", "static", "--output", out)
            print(f"    {_size(out)}", flush=True)


def enter(site: Path, records: int, *, seconds: float) -> None:
    """Enter so many records in batches of a thousand; say what each part of them cost.

    seconds: after which no further batch is begun.
    """
    profile = shipped_profile("osce")
    config = Config(
        site=site, origin="bench.example/log", url="http://bench.example", profile="osce"
    )
    make_site(config, profile)
    orders = (order(one) for one in generated(profile, records))
    part, done = max(records // 50, BATCH), 0
    begun = clock = time.perf_counter()
    used = time.process_time()
    with opened(config) as registrar:
        while time.perf_counter() - begun < seconds and (batch := list(islice(orders, BATCH))):
            registrar.enter(batch)
            done += len(batch)
            if done % part < BATCH or done == records:
                now, now_used = time.perf_counter(), time.process_time()
                print(
                    f"    {done:9,}: {now - clock:7.0f} s, {now_used - used:6.0f} s of processor "
                    f"for these {part:,}; memory now {_memory()}",
                    flush=True,
                )
                clock, used = now, now_used


def _entered(site: Path, records: int, minutes: float = float("inf")) -> Path:
    here = [sys.executable, "-m", "bench.million", "--minutes", str(minutes)]
    _run("entered", [*here, "--records", str(records), "--enter", str(site)])
    print(f"    {', '.join(f'{part} {_size(site / part)}' for part in PARTS)}", flush=True)
    return site


def _command(what: str, *words: str | Path) -> None:
    _run(what, [sys.executable, "-m", "communique.cli.main", *map(str, words)])


def _run(what: str, command: list[str]) -> None:
    begun = time.perf_counter()
    running = subprocess.Popen(command)
    _, status, used = os.wait4(running.pid, 0)
    if status:
        sys.exit(f"{what}: {' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    print(
        f"{what}: {time.perf_counter() - begun:,.0f} s, "
        f"{used.ru_utime + used.ru_stime:,.0f} s of processor, "
        f"at most {used.ru_maxrss // 1024} MB of memory",
        flush=True,
    )


def _memory() -> str:
    """Return the memory of this process: its own, and what of files it has mapped."""
    _, resident, of_files, *_ = map(int, Path("/proc/self/statm").read_text("ascii").split())
    page = resource.getpagesize()
    own, mapped = (resident - of_files) * page, of_files * page
    return f"{own // 1_000_000} MB, and {mapped // 1_000_000} MB of mapped files"


def _size(path: Path) -> str:
    """Return how much of the disk a file or a folder takes, and in how many files."""
    # A million paths would be held as one list, and what this process ever held, Linux counts as
    # its children's too.
    every = (Path(folder) / name for folder, _, names in os.walk(path) for name in names)
    files = taken = 0
    for one in (path,) if path.is_file() else every:
        files, taken = files + 1, taken + one.stat().st_blocks * 512
    return f"{taken / 1_000_000:,.0f} MB in {files:,} file{'s' if files != 1 else ''}"


if __name__ == "__main__":
    main()
