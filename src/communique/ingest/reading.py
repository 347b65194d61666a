"""A capture read and judged: a pure function, so that any process on any machine may do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.core.evidence import Capture
from communique.core.profile import Profile
from communique.core.record import Draft, Finding, Reported
from communique.core.rules import check
from communique.ingest.draft import draft_release
from communique.ingest.read import read_page


@dataclass(frozen=True, slots=True)
class PageRead:
    """A draft, or why the page is no release; and what the rules found in it."""

    reading: Draft | Reported
    findings: tuple[Finding, ...]


def read(capture: Capture, profile: Profile, *, today: date) -> PageRead:
    """Return what a capture says; the same capture, profile and day give the same.

    today: the day against which a date is judged to lie ahead.
    """
    reading = draft_release(read_page(capture), profile)
    if isinstance(reading, Reported):
        return PageRead(reading, reading.findings)
    return PageRead(reading, check(reading, profile, today=today))
