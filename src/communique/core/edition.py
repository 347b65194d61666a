"""The record as readers ask for it: editions, cards of them, questions and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from communique.core.entry import Entry
from communique.core.fact import Fact, FactRecord, Passage
from communique.core.media import Attachment, Picture
from communique.core.record import Release, Revision

FACETS = ("kind", "field", "country", "source", "person", "place", "lang", "year")
SORTS = ("relevance", "newest", "oldest")
PAGE_SIZE = 20
ISSUED, WITHDRAWN, ERASED = "issued", "withdrawn", "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One entry of a symbol: where it stands in the log, and what it put on the record.

    leaf: the leaf's hash, hex.  release: None for a withdrawal, an erasure, or an erased text.
    note: the public note of a correction or withdrawal.
    """

    index: int
    leaf: str
    entry: Entry
    release: Release | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A release as readers see it when the log holds `tree_size` entries.

    state: issued, withdrawn or erased.  current: what they read, None unless issued.
    versions: every entry of the symbol until then, the first first.
    """

    symbol: str
    state: str
    tree_size: int
    current: Version | None
    versions: tuple[Version, ...]

    @property
    def is_corrected(self) -> bool:
        """Tell whether what readers of this record had been told was changed later."""
        return not self.is_only_revised and any(
            version.entry.act == "correct" for version in self.versions
        )

    @property
    def revisions(self) -> Mapping[int, Revision]:
        """Return by index of an entry the revision, made elsewhere before, that it enters."""
        found: dict[int, Revision] = {}
        known = 0
        for version in self.versions:
            revisions = version.release.revisions if version.release else ()
            if version.entry.act == "correct" and len(revisions) > known:
                found[version.index] = revisions[-1]
            known = max(known, len(revisions))
        return found

    @property
    def is_only_revised(self) -> bool:
        """Tell whether all its corrections were made before it came here, their words unknown."""
        corrected = [one.index for one in self.versions if one.entry.act == "correct"]
        texts = [one.release.texts for one in self.versions if one.release]
        known = set(self.revisions)
        return bool(corrected) and known >= set(corrected) and all(t == texts[0] for t in texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFact:
    """A fact that readers see, and the release that reports it.

    passage: where its words stand in the release's text.  index, leaf, at, digest: of its entry.
    corrected: it was changed after it was first entered.
    """

    record: FactRecord[Fact]
    passage: Passage
    release: Release
    index: int
    leaf: str
    at: str
    digest: str
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a list shows of a release, in the language asked for where it has it.

    lang: the language the title is in.  stale: it follows older words than the original's.
    pictures, attachments: as the release has them.  extract: words around what was searched for, as
    (text, is a match) runs; the beginning of the body where nothing was searched for.
    """

    symbol: str
    kind: str
    lang: str
    title: str
    date: str
    langs: tuple[str, ...]
    sources: tuple[str, ...]
    fields_of_work: tuple[str, ...]
    countries: tuple[str, ...]
    places: tuple[str, ...]
    extract: tuple[tuple[str, bool], ...] = ()
    at: str = ""
    sample: bool = False
    corrected: bool = False
    stale: bool = False
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a reader asks of the record.

    chosen: by facet, the codes any one of which a release must have.
    since, until: days, both included.  lang: the reader's language.  page: from 1.
    """

    lang: str
    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    sort: str = "relevance"
    page: int = 1
    page_size: int = PAGE_SIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The cards of one page of an answer, and counts over all of it.

    counts: by facet, (code, releases), most first; a facet's counts ignore its own choice.
    years: releases by year, oldest first, over the whole answer.
    """

    question: Question
    total: int
    cards: tuple[Card, ...]
    counts: Mapping[str, tuple[tuple[str, int], ...]]
    years: tuple[tuple[int, int], ...] = ()
