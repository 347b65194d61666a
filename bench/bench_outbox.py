"""An order's way: from its placing to the checkpoint, and to the store that readers ask.

    python -m bench.bench_outbox

A registrar runs as a process of its own, on SQLite and, where PostgreSQL is installed, on that.
Both flush to the disk.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.machine import machine
from communique.config import Config
from communique.outbox import orders as outbox
from communique.registrar.desk import Desk, open_desk
from communique.store.db import open_store
from communique.store.query import tree_size
from tests.outbox.boxes import frozen
from tests.postgres import INSTALLED, running_cluster
from tests.registrar.waiting import on_postgresql, open_newsroom, registrar
from tests.sites import small_site

ROUNDS, BATCH = 60, 200
PATIENCE_SECONDS = 20.0


def main() -> None:
    """Print the figures for each database."""
    print(machine())
    with tempfile.TemporaryDirectory(prefix="communique-bench-") as name:
        _measure(small_site(Path(name) / "one" / "site"), "SQLite")
    if not any(INSTALLED.glob("*/bin/initdb")):
        print("PostgreSQL is not installed", file=sys.stderr)
        return
    with (
        tempfile.TemporaryDirectory(prefix="communique-bench-") as name,
        running_cluster(is_durable=True) as cluster,
    ):
        site = small_site(Path(name) / "one" / "site")
        _measure(on_postgresql(site, cluster.new_database()), "PostgreSQL")


def _measure(site: Config, name: str) -> None:
    open_newsroom(site)
    desk = open_desk(site)
    try:
        with registrar(site):
            signed, seen = zip(*(_one(site, desk, number) for number in range(ROUNDS)), strict=True)
            batch = _batch(site, desk)
    finally:
        desk.close()
    print(f"{name}: placed to checkpoint {_spread(signed)}; placed to store {_spread(seen)}")
    print(f"{name}: {BATCH} orders of one instant, all in the store {batch:.2f} s after it")


def _one(site: Config, desk: Desk, number: int) -> tuple[float, float]:
    # At another moment of the registrar's ten looks a second each time.
    time.sleep(0.3 + 0.1 * number / ROUNDS)
    checkpoint = site.log / "checkpoint"
    before = checkpoint.stat().st_ino
    with open_store(site.store) as store:
        size = tree_size(store)
        with desk.transaction() as connection:
            now = datetime.now(UTC)
            outbox.place(connection, [frozen(f"one-{number}", not_before=now, placed_at=now)])
        began = time.perf_counter()
        while checkpoint.stat().st_ino == before:
            time.sleep(0.0005)
        signed = time.perf_counter() - began
        while tree_size(store) == size:
            time.sleep(0.0005)
        return signed, time.perf_counter() - began


def _batch(site: Config, desk: Desk) -> float:
    instant = datetime.now(UTC) + timedelta(seconds=3)
    made = [
        frozen(f"many-{number}", not_before=instant, placed_at=datetime.now(UTC))
        for number in range(BATCH)
    ]
    with open_store(site.store) as store:
        wanted = tree_size(store) + BATCH
        with desk.transaction() as connection:
            outbox.place(connection, made)
        while tree_size(store) < wanted:
            time.sleep(0.001)
        return (datetime.now(UTC) - instant).total_seconds()


def _spread(seconds: tuple[float, ...]) -> str:
    ordered = sorted(seconds)
    p95 = ordered[int(0.95 * len(ordered))]
    return f"p50 {statistics.median(ordered):.3f} s, p95 {p95:.3f} s"


if __name__ == "__main__":
    main()
