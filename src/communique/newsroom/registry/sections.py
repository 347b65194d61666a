"""The sections of the registry: what each holds, and how the desk speaks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique.core.activity import Activity
from communique.core.dates import Days
from communique.core.profile import VOCABULARIES, Profile, kind_of
from communique.core.record import About, Appointment, Chairpersonship, Event, RegistryRecord
from communique.core.vocab import Term
from communique.newsroom.registry.models import (
    AboutCopy,
    ActivityCopy,
    AppointmentCopy,
    ChairCopy,
    EventCopy,
    RegistryCopy,
    TermCopy,
)
from communique.newsroom.roles import Deed, Person, may
from communique.newsroom.shelf import called

LANG = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section: its code is the kind that its records are entered as.

    plainly, one_plainly: what it and a single record are called where the organisation has no
    name of its own for them.  for_authors: authors may write for their structures.
    """

    code: str
    plainly: str
    one_plainly: str
    model: type[RegistryCopy]
    for_authors: bool = False

    @property
    def title(self) -> str:
        """Return what the section is called."""
        return called(self.code, self.plainly) if self.code in _AS_CALLED else self.plainly

    @property
    def one(self) -> str:
        """Return what a single record is called."""
        return self.one_plainly if self.title == self.plainly else f"entry in {self.title}"

    @property
    def is_vocabulary(self) -> bool:
        """Tell whether its records are terms."""
        return self.model is TermCopy


_NAMED = {
    "kind": ("Kinds of release", "kind of release"),
    "field-of-work": ("Fields of work", "field of work"),
    "country": ("Countries", "country"),
    "structure": ("Structures and institutions", "structure"),
    "meeting-series": ("Series of meetings", "series of meetings"),
    "place": ("Places", "place"),
    "office": ("Offices", "office"),
    "person": ("People", "person"),
    "body": ("External bodies", "external body"),
}
# The organisation's readers know these by its own names for them.
_AS_CALLED = frozenset(("field-of-work", "structure"))
SECTIONS = (
    Section(
        code="event",
        plainly="Meetings",
        one_plainly="meeting",
        model=EventCopy,
        for_authors=True,
    ),
    Section(
        code="activity",
        plainly="Projects and handovers",
        one_plainly="project or handover",
        model=ActivityCopy,
        for_authors=True,
    ),
    Section(
        code="appointment",
        plainly="Who held which office",
        one_plainly="appointment",
        model=AppointmentCopy,
    ),
    Section(
        code="chairpersonship",
        plainly="Who chaired in which year",
        one_plainly="chair of a year",
        model=ChairCopy,
    ),
    *(
        Section(code=code, plainly=_NAMED[code][0], one_plainly=_NAMED[code][1], model=TermCopy)
        for code in VOCABULARIES
    ),
    Section(code="about", plainly="About pages", one_plainly="page", model=AboutCopy),
)
BY_CODE = {section.code: section for section in SECTIONS}
COPIES = tuple(dict.fromkeys(section.model for section in SECTIONS))


def records(section: Section, profile: Profile) -> Iterator[RegistryRecord]:
    """Yield what stands in a section, in the order of the registry."""
    return (one for one in profile.records() if kind_of(one) == section.code)


def section_of(record: RegistryRecord) -> Section | None:
    """Return the section a record stands in, None for what the desk does not edit."""
    return BY_CODE.get(kind_of(record))


def may_write_in(person: Person, section: Section) -> bool:
    """Tell whether somebody may begin or change a record of a section."""
    if may(person, Deed.KEEP_REGISTRY):
        return True
    return section.for_authors and may(person, Deed.WRITE)


def title_of(record: RegistryRecord, profile: Profile, on: date) -> str:
    """Return what the desk's lists call a record."""
    match record:
        case Term():
            return record.name(LANG, on)
        case Appointment():
            person, office = (
                _name(profile, vocabulary, code, on)
                for vocabulary, code in (("person", record.person), ("office", record.office))
            )
            return f"{person}, {office}"
        case Chairpersonship():
            return f"{record.year}: {_name(profile, 'country', record.country, on)}"
        case Event() | Activity():
            return record.name(LANG)
        case About():
            text = record.texts.get(LANG) or next(iter(record.texts.values()), None)
            return text.title if text else record.slug
        case _:
            return kind_of(record)


def days_of(record: RegistryRecord) -> str:
    """Return the days of a record as far as they are known, in short."""
    if isinstance(record, Event):
        last = f" – {record.last_day}" if record.last_day != record.first_day else ""
        return f"{record.first_day}{last}"
    days = getattr(record, "days", None)
    if not isinstance(days, Days) or (days.since is None and days.until is None):
        return ""
    return f"{days.since or '…'} – {days.until or '…'}"


def _name(profile: Profile, vocabulary: str, code: str, on: date) -> str:
    term = profile[vocabulary].get(code)
    return term.name(LANG, on) if term else code
