"""What the texts of a release report, and what a working copy keeps of it until it goes out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.core.canonical import decode, fact_to_json, to_json
from communique.core.fact import Fact, FactRecord
from communique.core.fact_rules import passage_today
from communique.core.proposing import known, proposed
from communique.core.record import Release
from communique.ingest.typed import Heard
from communique.newsroom import shelf
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.reading.hearing import heard_in

Confirmed = FactRecord[Fact]
# Before the key of a fact among what a writer would not have.
REFUSED = "fact:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A fact that was confirmed while its release is written.

    key: of the fact as it was read, whatever somebody amended.
    """

    key: str
    record: Confirmed


def facts_in(release: Release, *, first: int = 1) -> Iterator[Confirmed]:
    """Yield what the texts of a release report, numbered from `first`."""
    original = release.original or next(iter(release.texts), "")
    for lang in sorted(release.texts, key=lambda one: one != original):
        found = facts_heard(heard_in(release.texts[lang], lang, release), lang, release, first)
        yield from found
        # A translation reports what the original does: it is asked only where that is silent.
        if found:
            return


def facts_heard(heard: Heard, lang: str, release: Release, first: int = 1) -> tuple[Confirmed, ...]:
    """Return what one text of a release, listened to already, reports."""
    return proposed(replace(heard.draft, lang=lang), release, shelf.profile(), first=first)


def facts_typed(copy: ReleaseCopy) -> tuple[Confirmed, ...]:
    """Return what the text of a working copy reports, as it stands."""
    release = released(copy)
    return facts_heard(heard_in(copy.as_text(), copy.lang, release), copy.lang, release)


def released(copy: ReleaseCopy) -> Release:
    """Return the release a working copy makes; without its day where that is none.

    The form says so itself.
    """
    try:
        return copy.as_record()
    except ValueError:
        copy.day = ""
        return copy.as_record()


def key_of(record: Confirmed) -> str:
    """Return what a fact is remembered by, whatever its number: a digest of what it says."""
    said = [record.lang, record.evidence.words, fact_to_json(record.fact)]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def kept_by(copy: ReleaseCopy) -> tuple[Kept, ...]:
    """Return what was confirmed with a working copy, in that order."""
    return tuple(
        Kept(key=one["key"], record=decode(one["record"], FactRecord)) for one in copy.facts
    )


def keep(copy: ReleaseCopy, kept: Iterable[Kept]) -> None:
    """Have a working copy keep these facts and no others; the caller saves it."""
    copy.facts = [{"key": one.key, "record": to_json(one.record)} for one in kept]


def confirmed_in(copy: ReleaseCopy, release: Release) -> tuple[Confirmed, ...]:
    """Return the facts that go out with a working copy, numbered from 1.

    release: what it makes. A fact whose words its text does not have any more stays behind.
    """
    standing = ((one.record, passage_today(one.record, release)) for one in kept_by(copy))
    found = [replace(record, evidence=words) for record, words in standing if words]
    return tuple(
        replace(record, release=release.symbol, number=number, sample=release.sample)
        for number, record in enumerate(found, start=1)
    )


def is_told(record: Confirmed, held: Iterable[Confirmed]) -> bool:
    """Tell whether facts on the record say it already: as it is, or as somebody amended it."""
    facts = list(held)
    return known(record, facts) or any(
        (one.lang, one.evidence.words, type(one.fact))
        == (record.lang, record.evidence.words, type(record.fact))
        for one in facts
    )
