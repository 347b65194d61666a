"""The store: made anew from log and deposit, then asked; and one release erased from it.

    python -m bench.bench_store [--releases 100000]

The rebuild is the real one, with the check of every object's digest and the search index. Memory
is the peak of the process that rebuilds.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from bench.machine import machine
from bench.records import made_site
from communique.config import Config
from communique.core.edition import Question
from communique.core.entry import Act, Order, order_id
from communique.registrar.enter import opened
from communique.registrar.rebuild import rebuild
from communique.store import query
from communique.store.db import Store, open_store
from communique.store.search.ask import ask
from communique.store.search.closest import closest

ROUNDS = 30
Asked = Callable[[Store], object]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=100_000)
    given = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="bench-store-") as name:
        start = time.perf_counter()
        config = made_site(Path(name) / "site", given.releases)
        seconds = time.perf_counter() - start
        print(f"entered: {given.releases / seconds:,.0f} releases/s, batches of a thousand")
        with get_context("spawn").Pool(1) as alone:
            entries, seconds, peak_mb = alone.apply(_rebuilt, (config,))
        print(
            f"rebuilt: {entries:,} entries in {seconds:.0f} s, {entries / seconds:,.0f} a second, "
            f"at most {peak_mb} MB, store {_size_mb(config.store)} MB"
        )
        _print_questions(config)
        print(f"erased one: {_erased(config):.1f} s")


def _rebuilt(config: Config) -> tuple[int, float, int]:
    start = time.perf_counter()
    entries = rebuild(config)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return entries, time.perf_counter() - start, peak


def _size_mb(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1_000_000


def _print_questions(config: Config) -> None:
    with open_store(config.store) as store:
        common, rarer = _words(store)
        for name, asked in _questions(common, rarer).items():
            answered = [_timed(asked, store) for _ in range(ROUNDS)]
            print(f"{name:38} {statistics.median(answered) * 1000:7.2f} ms")
    start = time.perf_counter()
    with open_store(config.store):
        print(f"{'opening':38} {(time.perf_counter() - start) * 1000:7.2f} ms")


def _words(store: Store) -> tuple[str, list[str]]:
    """Return a word that many releases have, and a text's words."""
    newest = query.latest(store, lang="en", limit=1)[0]
    found = query.edition(store, newest.symbol)
    assert found is not None
    assert found.current is not None
    assert found.current.release is not None
    said = " ".join(found.current.release.texts["en"].body).lower().replace(".", "").split()
    return statistics.mode(said), said


def _questions(common: str, said: list[str]) -> dict[str, Asked]:
    def asking(**given: object) -> Asked:
        return lambda store: ask(store, Question(lang="en", **given))  # type: ignore[arg-type]  # fields of Question

    chosen = {"country": ("RS", "AT"), "field": ("migration",)}
    return {
        "a release's edition": lambda store: query.edition(store, "1000500"),
        "the 20 newest": lambda store: query.latest(store, lang="en"),
        "20 about a country": lambda store: query.about(store, "country", "RS", lang="en"),
        "counts by country": lambda store: query.counts(store, "country"),
        "search: everything": asking(),
        "search: a common word": asking(words=common),
        "search: three words": asking(words=" ".join(said[:3])),
        "search: a phrase": asking(words=f'"{said[0]} {said[1]}"'),
        "search: a common word, two facets": asking(words=common, chosen=chosen),
        "search: a common word, newest first": asking(words=common, sort="newest"),
        "the closest to a text": lambda store: closest(store, said),
    }


def _timed(asked: Asked, store: Store) -> float:
    start = time.perf_counter()
    asked(store)
    return time.perf_counter() - start


def _erased(config: Config) -> float:
    with opened(config) as registrar:
        standing = registrar.standing("1000500")
        assert standing is not None
        order = Order(
            id=order_id("erase", "1000500"),
            act=Act.ERASE,
            symbol="1000500",
            kind="press-release",
            langs=(),
            record=None,
            erases=standing.digests[0],
        )
        start = time.perf_counter()
        registrar.enter([order])
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
