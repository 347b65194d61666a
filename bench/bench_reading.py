"""How well and how fast pages are read, beside trafilatura and htmldate on the same pages.

    python -m bench.bench_reading [PAGES]

So many pages of each layout of tests/ingest/old_sites, institutions first, then general news; then
pages that are as they are: the golden pages of the tests and the seed page, which are text (others,
who read HTML alone, get their lines as that), and texts of a national news service in four
languages, each message's own HTML in a frame of ours. What is not beside this checkout is left out.
Our rules were written with all of these in sight but the service's texts; figures.md tells how the
latest layouts were read before that.

Each page is read alone, and those of a site together with the others of it; trafilatura (its
text, without comments, its title, and the day that it asks htmldate for) reads them alone, which is
how it is made to be used. Shares of right titles and days, and the mean F1 score of the words, and
pages a second of one core: reading includes States, people, quotations and facts, which the others
do not look for; "blocks" is what they do: the heading, the day, the text.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from statistics import mean

import trafilatura
from trafilatura.settings import Document

from bench.families import Family, families
from bench.machine import machine
from communique.ingest.header import read_header
from communique.ingest.lexicon import lexicon_of
from communique.ingest.read import read_page
from tests.ingest.old_sites import INSTITUTIONAL, NEWS
from tests.ingest.reading_scores import Said, Score, drafts, learned_from, said_in, score

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
    """Read the pages of every family, and print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    print(f"{machine()}; {count} pages a layout; trafilatura {trafilatura.__version__}")
    print(f"{'':20}{'ours, alone':>24}{'ours, learned':>24}{'trafilatura, htmldate':>24}")
    print(f"{'':20}" + f"{'title':>8}{'day':>8}{'body':>8}" * len(READERS))
    clock, scores = Clock(), dict[str, list[Score]]()
    for family in families(count):
        scores[family.name] = _scores(family, clock)
        print(_row(f"{family.name} ({len(family.pages)})", scores[family.name]), flush=True)
    for name, layouts in (("INSTITUTIONS", INSTITUTIONAL), ("GENERAL NEWS", NEWS)):
        columns = zip(*(scores[layout] for layout in layouts), strict=True)
        print(_row(name, [_mean(column) for column in columns]))
    for what, seconds in clock.seconds.items():
        print(f"{what:>20}: {clock.pages[what] / seconds:,.0f} pages a second and core")


def _scores(family: Family, clock: Clock) -> list[Score]:
    """Return how well each of the readers does; pages of no one site have nothing to be learned."""
    count, ours = len(family.pages), [page.ours for page in family.pages]
    html = [page.html for page in family.pages]
    profile = family.profile
    read_as = [
        clock.time(
            "reading", count, lambda: [said_in(one) for one in drafts(ours, profile=profile)]
        )
    ]
    learned = learned_from(ours) if family.is_site else None
    again = map(said_in, drafts(ours, learned, profile)) if learned else read_as[0]
    read_as.append(list(again))
    read_as.append(clock.time("trafilatura", count, lambda: [_others(one) for one in html]))
    clock.time("blocks", count, lambda: _blocks(family))
    truth = [page.truth for page in family.pages]
    return [score(one, truth) for one in read_as]


def _others(html: str) -> Said:
    found = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    if not isinstance(found, Document):
        return Said(title="", day="", body=())
    return Said(title=found.title or "", day=found.date or "", body=(found.text or "").splitlines())


def _blocks(family: Family) -> list[Said]:
    """Take pages apart as far as the others do."""
    for one in family.pages:
        page = read_page(one.ours, family.profile)
        read_header(page, page.lines, lexicon_of(family.profile))
    return []


def _mean(column: Sequence[Score]) -> Score:
    return Score(
        title=mean(one.title for one in column),
        day=mean(one.day for one in column),
        body=mean(one.body for one in column),
    )


def _row(name: str, scores: Iterable[Score]) -> str:
    return f"{name:20}" + "".join(
        f"{value:8.3f}" for one in scores for value in (one.title, one.day, one.body)
    )


if __name__ == "__main__":
    main()
