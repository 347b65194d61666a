"""Pages of the registry, made anew from a store of many records: how long, and how large.

    python -m bench.bench_pages [--releases 100000] [--site FOLDER]

Each page is asked for in this process, with nothing kept from before; times are those of the
processor, so that whatever else runs does not count. --site: a site
made by an earlier run, or where to make one to be measured again.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.machine import machine
from bench.records import made_site
from communique.config import load
from communique.core.profile import Profile
from communique.public.app import Portal, application

ROUNDS = 5
FOLDERS = {"country": "countries", "field-of-work": "fields-of-work", "structure": "structures"}
OVERVIEWS = ("", "countries", "field-operations", "structures", "meetings", "people", "activities")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=100_000)
    parser.add_argument("--site", type=Path)
    given = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="bench-pages-") as name:
        site = given.site or Path(name) / "site"
        config = load(site) if site.exists() else made_site(site, given.releases)
        portal = application(config)
        for what, addresses in _asked(portal.shelf.record().profile):
            _print(what, list(_measured(portal, addresses)))


def _asked(profile: Profile) -> Iterator[tuple[str, list[str]]]:
    for vocabulary, folder in FOLDERS.items():
        terms = [term.address_part for term in profile[vocabulary]]
        yield vocabulary, [f"/en/{folder}/{part}" for part in terms]
    yield "overviews", [f"/en/{path}" for path in OVERVIEWS]


def _measured(portal: Portal, addresses: Iterable[str]) -> Iterator[tuple[float, bytes]]:
    """Yield the seconds and the bytes of each page, asked for in rounds; the first warms up."""
    asked = list(addresses)
    for number in range(ROUNDS + 1):
        for path in asked:
            scope = {"type": "http", "method": "GET", "path": path, "query_string": b""}
            start = time.process_time()
            answer = portal.answer({**scope, "headers": []}, b"")
            if number and answer.status == 200:
                yield time.process_time() - start, answer.body


def _print(what: str, measured: list[tuple[float, bytes]]) -> None:
    times = sorted(seconds * 1000 for seconds, _ in measured)
    p95 = times[int(len(times) * 0.95)]
    bodies = {body for _, body in measured}
    plain = sorted(len(body) / 1000 for body in bodies)
    packed = sorted(len(gzip.compress(body, 6)) / 1000 for body in bodies)
    print(
        f"{what:14} {len(bodies):4} pages  p50 {statistics.median(times):5.1f}  p95 {p95:5.1f} ms"
        f"  HTML {statistics.median(plain):.0f} KB, at most {plain[-1]:.0f} KB"
        f"  compressed {statistics.median(packed):.0f} KB, at most {packed[-1]:.0f} KB"
    )


if __name__ == "__main__":
    main()
