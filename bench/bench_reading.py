"""How well and how fast pages are read, beside trafilatura and htmldate on the same pages.

    python -m bench.bench_reading [PAGES]

Every page is one of an old site in a layout of tests/ingest/old_sites: institutions first, then
general news. Each is read alone, and together with the others of its site; trafilatura (its
text, without comments, its title, and the day that it asks htmldate for) reads them alone, which is
how it is made to be used. Shares of right titles and days, the mean F1 score of the words, and
pages a second of one core: reading includes States, people, quotations and facts, which the
others do not look for; "blocks" is what they do: the heading, the day, the text.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from statistics import mean

import trafilatura
from trafilatura.settings import Document

from bench.machine import machine
from communique.ingest.header import read_header
from communique.ingest.html import Saved
from communique.ingest.lexicon import lexicon_of
from communique.ingest.read import read_page
from tests.ingest.old_sites import INSTITUTIONAL, NEWS, OldPage, old_site
from tests.ingest.reading_scores import (
    Said,
    Score,
    drafts,
    lakes,
    learned_from,
    said_in,
    saved,
    score,
    truth_of,
)

PAGES = 100
READERS = ("alone", "learned", "others")


class Clock:
    """Time of the processor and pages, by what was timed."""

    def __init__(self) -> None:
        """Begin with nothing timed."""
        self.seconds: dict[str, float] = {}
        self.pages: dict[str, int] = {}

    def time(self, what: str, pages: int, work: Callable[[], Sequence[Said]]) -> Sequence[Said]:
        """Return what work gives, and remember how long it took."""
        begun = time.process_time()
        found = work()
        self.seconds[what] = self.seconds.get(what, 0) + time.process_time() - begun
        self.pages[what] = self.pages.get(what, 0) + pages
        return found


def main() -> None:
    """Read the pages of every layout, and print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    print(f"{machine()}; {count} pages a layout; trafilatura {trafilatura.__version__}")
    print(f"{'':14}{'ours, alone':>24}{'ours, learned':>24}{'trafilatura, htmldate':>24}")
    print(f"{'':14}" + f"{'title':>8}{'day':>8}{'body':>8}" * len(READERS))
    clock = Clock()
    for name, layouts in (("institutions", INSTITUTIONAL), ("general news", NEWS)):
        scores = [_scores(layout, old_site(layout, count), clock) for layout in layouts]
        for layout, found in zip(layouts, scores, strict=True):
            print(_row(layout, found))
        print(_row(name.upper(), [_mean(column) for column in zip(*scores, strict=True)]))
    for what, seconds in clock.seconds.items():
        print(f"{what:>14}: {clock.pages[what] / seconds:,.0f} pages a second and core")


def _scores(layout: str, pages: Sequence[OldPage], clock: Clock) -> list[Score]:
    found = saved(pages)
    learned = learned_from(found)
    read_as = (
        clock.time("reading", len(pages), lambda: [said_in(one) for one in drafts(found)]),
        [said_in(one) for one in drafts(found, learned)],
        clock.time("trafilatura", len(pages), lambda: [_others(page.html) for page in pages]),
    )
    clock.time("blocks", len(pages), lambda: _blocks(found))
    truth = [truth_of(page) for page in pages]
    return [score(one, truth) for one in read_as]


def _others(html: str) -> Said:
    found = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    if not isinstance(found, Document):
        return Said(title="", day="", body=())
    return Said(title=found.title or "", day=found.date or "", body=(found.text or "").splitlines())


def _blocks(found: Iterable[Saved]) -> list[Said]:
    """Take pages apart as far as the others do."""
    for one in found:
        page = read_page(one, lakes())
        read_header(page, page.lines, lexicon_of(lakes()))
    return []


def _mean(column: Sequence[Score]) -> Score:
    return Score(
        title=mean(one.title for one in column),
        day=mean(one.day for one in column),
        body=mean(one.body for one in column),
    )


def _row(name: str, scores: Iterable[Score]) -> str:
    return f"{name:14}" + "".join(
        f"{value:8.3f}" for one in scores for value in (one.title, one.day, one.body)
    )


if __name__ == "__main__":
    main()
