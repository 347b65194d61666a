"""How well pages were read: titles and days that are right, and the words of the text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256

from communique.cli.profile_files import read_profile
from communique.core.evidence import Capture
from communique.core.profile import Profile
from communique.core.record import Draft, Reported
from communique.ingest.html import Saved, take_html
from communique.ingest.learned import NOTHING_LEARNED, Learned, learn
from communique.ingest.reading import read
from tests.ingest.old_sites import OldPage, languages_of
from tests.sites import SMALL_PROFILE

SITE = "old"
TODAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a page says, or what somebody read in it; a day as ISO 8601, nothing for none."""

    title: str
    day: str
    body: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Shares of pages with the right title and day, and the mean of the words' F1 score."""

    title: float
    day: float
    body: float


def score(read_as: Iterable[Said], truth: Iterable[Said]) -> Score:
    """Return how well pages were read, of which the truth is known."""
    pairs = list(zip(read_as, truth, strict=True))
    return Score(
        title=sum(one.title == true.title for one, true in pairs) / len(pairs),
        day=sum(one.day == true.day for one, true in pairs) / len(pairs),
        body=sum(words_right(one.body, true.body) for one, true in pairs) / len(pairs),
    )


def words_right(found: Sequence[str], true: Sequence[str]) -> float:
    """Return the F1 score of words: the harmonic mean of precision and recall."""
    one, other = Counter(" ".join(found).split()), Counter(" ".join(true).split())
    both = (one & other).total()
    return 2 * both / (one.total() + other.total()) if both else 0.0


def truth_of(page: OldPage) -> Said:
    """Return what a page of an old site says."""
    return Said(title=page.story.title, day=str(page.story.day), body=page.story.text)


def digest_of_page(page: OldPage) -> str:
    """Return the digest by which the record knows a page."""
    return sha256(page.html.encode()).hexdigest()


def on_record(lines: Iterable[str]) -> dict[str, Said]:
    """Return what an export says of the page that each release comes from, by its digest."""
    found: dict[str, Said] = {}
    for one in map(json.loads, lines):
        if one["type"] == "release":
            record = one["record"]
            (text,) = record["texts"].values()
            body = tuple(text["body"])
            said = Said(title=text["title"], day=record.get("date", ""), body=body)
            found.update(dict.fromkeys(record["captures"], said))
    return found


def said_in(found: Draft | Reported) -> Said:
    """Return what was read in a page; a page that was taken for no release says nothing."""
    if not isinstance(found, Draft):
        return Said(title="", day="", body=())
    return Said(
        title=found.title.value if found.title else "",
        day=str(found.date.value) if found.date else "",
        body=[one.value for one in found.body],
    )


@cache
def lakes() -> Profile:
    """Return the profile of an organisation that knows nothing of these sites."""
    return read_profile(SMALL_PROFILE)


def profile_for(layout: str) -> Profile:
    """Return that profile with the languages that the pages of a layout are in."""
    known = lakes()
    languages = tuple(dict.fromkeys((*known.languages, *languages_of(layout))))
    return replace(known, organisation=replace(known.organisation, languages=languages))


def saved(pages: Iterable[OldPage]) -> list[Saved]:
    """Return pages as they are found in a folder."""
    return [take_html(page.html.encode(), f"{SITE}/{page.name}") for page in pages]


def learned_from(pages: Iterable[Capture | Saved]) -> Learned:
    """Return what pages of one folder have in common."""
    return learn(pages, {SITE: SITE})


def drafts(
    pages: Iterable[Capture | Saved],
    learned: Learned = NOTHING_LEARNED,
    profile: Profile | None = None,
) -> list[Draft | Reported]:
    """Return what is read in pages, with a profile that knows nothing of them or another."""
    profile = profile or lakes()
    return [read(page, profile, today=TODAY, learned=learned).reading for page in pages]
