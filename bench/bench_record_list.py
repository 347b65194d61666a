"""The record as the desk lists it: fifty thousand releases, filtered, put in order, as a file.

    python -m bench.bench_record_list [--releases 50000]

What is timed is the whole answer of the newsroom to a member's browser, without the network; the
processor's time tells what of it is the answer's own on a machine that does other things too.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.machine import machine
from bench.records import made_site
from communique.newsroom.prepare import begin, lay_out_static_files, prepare
from communique.newsroom.roles import Role

if TYPE_CHECKING:
    from django.test import Client

ROUNDS = 15
QUESTIONS = {
    "everything, the newest first": "",
    "the last page": "page=1000",
    "everything, by the last change": "sort=changed",
    "a word that most have": "q=the",
    "two words": "q=ba+de",
    "a state": "state=issued",
    "withdrawn or corrected": "state=withdrawn&state=corrected",
    "a source": "source=secretariat",
    "source, field, country, kind and days": "source=secretariat&field=migration&country=AT"
    "&kind=press-release&since=1990-01-01&until=2020-12-31",
    "a word and a country": "q=ba&country=RS",
    "entered on these days, entered last first": "entered_since=2020-01-01&sort=entered-last",
    "signed off by nobody here": "author=(imported)",
}


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=50_000)
    given = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="bench-record-") as name:
        config = made_site(Path(name) / "site", given.releases)
        begin(config)
        prepare()
        lay_out_static_files()
        browser = _signed_in()
        for called, asked in QUESTIONS.items():
            whole, own = zip(*(_answered(browser, asked) for _ in range(ROUNDS)), strict=True)
            took, worked = (statistics.median(one) * 1000 for one in (whole, own))
            print(f"{called:44} {took:5.0f} ms, at most {max(whole) * 1000:.0f}; CPU {worked:.0f}")
        start = time.perf_counter()
        size_bytes = sum(len(part) for part in browser.get("/desk/record/?format=csv"))
        print(f"all as CSV, {size_bytes / 1e6:.0f} MB: {time.perf_counter() - start:.1f} s")


def _signed_in() -> Client:
    # Django's models and its client are there once `begin` has made them so.
    from django.contrib.auth import get_user_model
    from django.test import Client

    # An author: of a press secretary the desk asks a second factor at sign-in.
    member = get_user_model().objects.create_user("author", roles=[Role.AUTHOR.value])
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    browser.get("/desk/record/")
    return browser


def _answered(browser: Client, asked: str) -> tuple[float, float]:
    """Return how long an answer took, and how long the processor worked for it."""
    start, worked = time.perf_counter(), time.process_time()
    answer = browser.get(f"/desk/record/?{asked}")
    seconds = time.perf_counter() - start, time.process_time() - worked
    if answer.status_code != 200 or b'class="record-refused"' in answer.content:
        raise RuntimeError(f"the desk did not answer {asked!r}: {answer.status_code}")
    return seconds


if __name__ == "__main__":
    main()
