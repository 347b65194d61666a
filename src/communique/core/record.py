"""What is published: releases, what is said of them, and the registry they are filed under."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from communique.core.activity import Activity
from communique.core.dates import Days, PartialDate
from communique.core.event import Event as Event
from communique.core.evidence import Capture, Found, Span
from communique.core.fact import Fact, FactRecord
from communique.core.media import Attachment, Picture
from communique.core.reading import Reading
from communique.core.ref import Ref as Ref
from communique.core.text import FurtherLink, Mark, Text, words, words_digest
from communique.core.vocab import Name, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words somebody said, without their quotation marks.

    paragraph: the number of the paragraph they stand in, counted from 1.
    """

    words: str
    speaker: Ref
    paragraph: int
    lang: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A change made where the release stood before; nobody handed over the words it changed.

    at: the instant, UTC, `YYYY-MM-DDThh:mm:ssZ`.  langs: of the texts that were changed.
    """

    at: str
    langs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release: its facts once, its texts by language.

    symbol: its official number, for life.  kind: a code of the vocabulary `kind`.
    date: the day it says, None where it says none.  sources: codes of `structure`, lead first.
    countries: of its place and those it names, codes of `country`.
    sample: written to show the system, no publication of the organisation.
    captures: SHA-256 of the pages it was read from.  addresses: where it stood before.
    original: the language of the text that the others translate, empty where none was said.
    events, activities: codes of those it belongs to.
    revisions: made where it stood before, as far as this entry knows of them, oldest first.
    contacts: whom to ask.  contacts_in: in the languages that have contacts of their own.
    links: documents and pages that stand elsewhere.  `core.beside` tells which text has which.
    """

    symbol: str
    kind: str
    texts: Mapping[str, Text]
    date: PartialDate | None = None
    places: tuple[Ref, ...] = ()
    sources: tuple[str, ...] = ()
    fields_of_work: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    people: tuple[Ref, ...] = ()
    quotes: tuple[Quote, ...] = ()
    contacts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    captures: tuple[str, ...] = ()
    sample: bool = False
    note: str = ""
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    original: str = ""
    events: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    contacts_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: tuple[FurtherLink, ...] = ()

    @property
    def langs(self) -> tuple[str, ...]:
        """Return the languages it has texts in, sorted."""
        return tuple(sorted(self.texts))


def stale_langs(release: Release) -> tuple[str, ...]:
    """Return the languages whose text follows other words than the original's of today.

    Derived, never typed. A translation that does not say what it follows is never stale.
    """
    original = release.texts.get(release.original)
    if original is None:
        return ()
    today = words_digest(original)
    return tuple(
        lang
        for lang in release.langs
        if lang != release.original and release.texts[lang].follows not in ("", today)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The public reason for which a release or a fact was withdrawn."""

    symbol: str
    kind: str
    note: str
    langs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A person in an office, [since, until)."""

    code: str
    person: str
    office: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    countries: tuple[str, ...] = ()
    note: str = ""
    doubt: str = ""
    confidence: str = ""
    sources: tuple[str, ...] = ()

    @property
    def days(self) -> Days:
        """Return the days in office."""
        return Days(self.since, self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chairpersonship:
    """The State that chairs in a year, [since, until)."""

    year: int
    country: str
    since: PartialDate
    until: PartialDate
    note: str = ""
    doubt: str = ""
    confidence: str = ""
    sources: tuple[str, ...] = ()

    @property
    def days(self) -> Days:
        """Return the days in the chair."""
        return Days(self.since, self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """One line of the menu.

    page: an address below /{lang}/, empty for a heading.  expands: the terms listed below it:
    `VOCABULARY`, `VOCABULARY:GROUP-OR-PARENT` or `VOCABULARY:PARENT:open`.
    """

    names: tuple[Name, ...]
    page: str = ""
    expands: str = ""
    entries: tuple[MenuEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """The menu of the organisation's site."""

    entries: tuple[MenuEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """An editorial page on the organisation or its record."""

    code: str
    slug: str
    texts: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyHeading:
    """What a vocabulary is called."""

    code: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Whose record this is.

    languages: official, the first one for what has no other.  seat: a code of `place`.
    tokens: the CSS custom properties that give the portal the organisation's look.
    """

    code: str
    names: tuple[Name, ...]
    languages: tuple[str, ...]
    seat: str = ""
    opened: PartialDate | None = None
    tokens: str = ""
    sources: tuple[str, ...] = ()

    def name(self, lang: str, on: date, kind: str = "official") -> str:
        """Return its name on a day, in the language or else in English."""
        named = self.worded(lang, on, kind)
        return named.text if named else self.code

    def worded(self, lang: str, on: date, kind: str = "official") -> Name | None:
        """Return the name that `name` shows, which tells its language; None where it has none."""
        term = Term(vocabulary="organisation", code=self.code, names=self.names)
        return term.worded(lang, on, kind)


RegistryRecord = (
    Organisation
    | VocabularyHeading
    | Term
    | Appointment
    | Chairpersonship
    | Event
    | Activity
    | Menu
    | About
    | Reading
)
Record = Release | Withdrawal | FactRecord[Fact] | RegistryRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found: `error` keeps a draft out, `warning` and `note` do not.

    field: the field of the draft, or empty.  hint: what to do.
    """

    code: str
    level: str
    message: str
    field: str = ""
    span: Span | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A release as read from a capture, nothing confirmed: every value with its evidence.

    title, date, kind: None where the page gives none.  symbol: the old site's number, else None.
    body: one value a paragraph.  A list field has one evidence a value, in the same order.
    lang: the language the words are in.
    facts: what the text reports; proposals, which no release takes over by itself.
    marks: headings, lists, links of the body.  addresses: where it stood, beside the capture's.
    revised: the instants of its revisions, UTC, oldest first.
    revision_note: the public note on them.  withdrawal: the public reason, where it was withdrawn.
    """

    capture: Capture
    lang: str
    kind: Found[str] | None = None
    symbol: Found[str] | None = None
    title: Found[str] | None = None
    summary: Found[str] | None = None
    date: Found[PartialDate] | None = None
    places: tuple[Found[Ref], ...] = ()
    sources: tuple[Found[str], ...] = ()
    fields_of_work: tuple[Found[str], ...] = ()
    countries: tuple[Found[str], ...] = ()
    people: tuple[Found[Ref], ...] = ()
    body: tuple[Found[str], ...] = ()
    quotes: tuple[Found[Quote], ...] = ()
    contacts: tuple[Found[str], ...] = ()
    links: tuple[Found[FurtherLink], ...] = ()
    facts: tuple[Found[Fact], ...] = ()
    marks: tuple[Mark, ...] = ()
    addresses: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    revision_note: str = ""
    withdrawal: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A page that is no release: why, and what it says of other pages or of itself.

    findings: the reason first.  hints: drafts of the single pages that a listing names.
    """

    capture: Capture
    findings: tuple[Finding, ...]
    hints: tuple[Draft, ...] = field(default=())


def with_note(release: Release, note: str) -> Release:
    """Return the release with the public note that says what changed."""
    return replace(release, note=note)


def release_of(draft: Draft, *, symbol: str, sample: bool = False) -> Release:
    """Return the release a draft makes, once the rules have passed it.

    symbol: the old site's number where the draft has one, else made of its text.
    Raises ValueError for a draft without title, kind or body: the rules refuse those before.
    """
    if draft.title is None or draft.kind is None or not draft.body:
        raise ValueError("the rules pass no draft without title, kind and body")
    text = Text(
        title=draft.title.value,
        summary=draft.summary.value if draft.summary else "",
        body=tuple(paragraph.value for paragraph in draft.body),
        marks=draft.marks,
    )
    stood = (draft.capture.address, *draft.addresses)
    return Release(
        symbol=symbol,
        kind=draft.kind.value,
        texts={draft.lang: text},
        date=draft.date.value if draft.date else None,
        places=tuple(one.value for one in draft.places),
        sources=tuple(one.value for one in draft.sources),
        fields_of_work=tuple(one.value for one in draft.fields_of_work),
        countries=tuple(one.value for one in draft.countries),
        people=tuple(one.value for one in draft.people),
        quotes=tuple(one.value for one in draft.quotes),
        contacts=tuple(one.value for one in draft.contacts),
        links=tuple(one.value for one in draft.links),
        addresses=tuple(dict.fromkeys(address for address in stood if address)),
        captures=(draft.capture.digest,),
        sample=sample,
    )


def content_symbol(text: Text) -> str:
    """Return the symbol of a page that has no number of its own.

    `c` and the first twelve hex digits of the SHA-256 of its normalised words.
    """
    said = " ".join(words("\n".join((text.title, text.summary, *text.body))))
    return "c" + hashlib.sha256(said.encode()).hexdigest()[:12]
