"""A page or a record read and judged: a pure function, so that any process may do it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communique.core.evidence import Capture
from communique.core.profile import Profile
from communique.core.record import Draft, Finding, Reported
from communique.core.rules import check
from communique.ingest.draft import draft_release
from communique.ingest.html import Saved
from communique.ingest.learned import NOTHING_LEARNED, Learned
from communique.ingest.mapped import Mapped, drafts_of
from communique.ingest.read import read_page

Readable = Capture | Saved | Mapped


@dataclass(frozen=True, slots=True)
class PageRead:
    """A draft, or why the page is no release; and what the rules found in it.

    others: what the same record says in further languages, of the same release.
    """

    reading: Draft | Reported
    findings: tuple[Finding, ...]
    others: tuple[PageRead, ...] = ()

    @property
    def texts(self) -> tuple[PageRead, ...]:
        """Return all that was read, one for each language."""
        return (self, *self.others)


def capture_of(readable: Readable) -> Capture:
    """Return the capture that a page or a record is read from."""
    return readable if isinstance(readable, Capture) else readable.capture


def read(
    readable: Readable, profile: Profile, *, today: date, learned: Learned = NOTHING_LEARNED
) -> PageRead:
    """Return what a capture or a record says; the same ones, profile and day give the same.

    today: the day against which a date is judged to lie ahead.
    learned: what is known of the sites that pages stand in.
    """
    found: Iterable[Draft | Reported]
    if isinstance(readable, Mapped):
        drafts = drafts_of(readable, profile)
        found = (drafts,) if isinstance(drafts, Reported) else drafts
    else:
        template = learned.of(capture_of(readable))
        found = (draft_release(read_page(readable, profile, template), profile),)
    first, *others = (judged(one, profile, today=today) for one in found)
    return PageRead(first.reading, first.findings, tuple(others))


def judged(reading: Draft | Reported, profile: Profile, *, today: date) -> PageRead:
    """Return a reading with what the rules find in it."""
    if isinstance(reading, Reported):
        return PageRead(reading, reading.findings)
    return PageRead(reading, check(reading, profile, today=today))
