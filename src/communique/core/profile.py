"""An organisation: its vocabularies, offices, meetings and menu, and how its pages read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from communique.core.activity import Activity
from communique.core.errors import InvalidProfile, UnknownTerm
from communique.core.fact import FACT, FactRecord
from communique.core.reading import Reading
from communique.core.record import (
    About,
    Appointment,
    Chairpersonship,
    Event,
    Menu,
    Organisation,
    Record,
    RegistryRecord,
    Release,
    VocabularyHeading,
    Withdrawal,
)
from communique.core.vocab import Term, Vocabulary

VOCABULARIES = (
    "kind",
    "field-of-work",
    "country",
    "structure",
    "meeting-series",
    "place",
    "office",
    "person",
    "body",
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_CHAIR_SUFFIX = re.compile(r"\s[–—-]\s\D*\d{4}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything that readers, rules and pages know of an organisation."""

    organisation: Organisation
    vocabularies: Mapping[str, Vocabulary]
    appointments: tuple[Appointment, ...] = ()
    chairpersonships: tuple[Chairpersonship, ...] = ()
    events: tuple[Event, ...] = ()
    activities: tuple[Activity, ...] = ()
    menu: Menu = field(default_factory=Menu)
    abouts: tuple[About, ...] = ()
    reading: Reading = field(default_factory=Reading)

    @classmethod
    def of(cls, records: Iterable[RegistryRecord]) -> Profile:
        """Return the profile that registry records make up; their order is kept.

        Raises InvalidProfile where no record names the organisation.
        """
        held = tuple(records)
        organisations = [one for one in held if isinstance(one, Organisation)]
        if not organisations:
            raise InvalidProfile(("no record names the organisation",))
        headings = [one for one in held if isinstance(one, VocabularyHeading)]
        terms: dict[str, list[Term]] = {code: [] for code in VOCABULARIES}
        for one in held:
            if isinstance(one, Term):
                terms.setdefault(one.vocabulary, []).append(one)
        named = {heading.code: heading.names for heading in headings}
        return cls(
            organisation=organisations[-1],
            vocabularies={
                code: Vocabulary(code, named.get(code, ()), tuple(of_code))
                for code, of_code in terms.items()
            },
            appointments=tuple(one for one in held if isinstance(one, Appointment)),
            chairpersonships=tuple(one for one in held if isinstance(one, Chairpersonship)),
            events=tuple(one for one in held if isinstance(one, Event)),
            activities=tuple(one for one in held if isinstance(one, Activity)),
            menu=next((one for one in held if isinstance(one, Menu)), Menu()),
            abouts=tuple(one for one in held if isinstance(one, About)),
            reading=next((one for one in held if isinstance(one, Reading)), Reading()),
        )

    def records(self) -> Iterator[RegistryRecord]:
        """Yield the registry records it is made of, in an order that names before it refers."""
        yield self.organisation
        for vocabulary in self.vocabularies.values():
            yield VocabularyHeading(code=vocabulary.code, names=vocabulary.names)
            yield from vocabulary
        yield from self.appointments
        yield from self.chairpersonships
        yield from self.events
        yield from self.activities
        yield self.menu
        yield from self.abouts
        yield self.reading

    def with_record(self, record: RegistryRecord) -> Profile:
        """Return the profile with one record put in, in the place of the one of its symbol."""
        symbol = symbol_of(record)
        held = [record if symbol_of(one) == symbol else one for one in self.records()]
        return Profile.of(held if record in held else [*held, record])

    def __getitem__(self, vocabulary: str) -> Vocabulary:
        """Return a vocabulary, or raise UnknownTerm."""
        try:
            return self.vocabularies[vocabulary]
        except KeyError:
            raise UnknownTerm(vocabulary, "vocabularies") from None

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the organisation's official languages."""
        return self.organisation.languages

    def find(self, vocabulary: str, name: str, on: date | None = None) -> Term | None:
        """Return the term a text means by a name, or None.

        Every name the term ever bore is understood, in any language; so are the name with or
        without the organisation's abbreviation before it, a mark in brackets behind it
        (`OSCE Office in Minsk (closed)`), and the suffix of a State in the chair.
        """
        terms = self[vocabulary]
        for reading in self.readings(name):
            found = terms.find(reading, on)
            if found is not None:
                return found
        return None

    def readings(self, name: str) -> Iterator[str]:
        """Yield the ways a name can be meant: as written, without suffixes, without the prefix."""
        plain = [name, _IN_BRACKETS.sub("", name), _CHAIR_SUFFIX.sub("", name)]
        abbreviations = dict.fromkeys(
            one.text for one in self.organisation.names if one.kind == "abbreviation"
        )
        for text in dict.fromkeys(plain):
            yield text
            for abbreviation in abbreviations:
                if text.casefold().startswith(abbreviation.casefold() + " "):
                    yield text[len(abbreviation) + 1 :]
                yield f"{abbreviation} {text}"

    def chair_on(self, on: date) -> Chairpersonship | None:
        """Return the chairpersonship of a day, or None where none is known."""
        return next((one for one in self.chairpersonships if one.days.cover(on)), None)

    def holders(self, office: str, on: date) -> tuple[Appointment, ...]:
        """Return who may hold an office on a day, the latest to take it first.

        An appointment of which no day is known answers for no day.
        """
        held = [
            one
            for one in self.appointments
            if one.office == office and (one.since or one.until) and one.days.cover(on)
        ]
        return tuple(sorted(held, key=lambda one: str(one.since or ""), reverse=True))


def symbol_of(record: Record) -> str:
    """Return the symbol a record is entered under; a registry record's is `KIND.code`."""
    match record:
        case Release() | Withdrawal() | FactRecord():
            return record.symbol
        case Term():
            return f"{record.vocabulary}.{record.code.lower()}"
        case VocabularyHeading():
            return f"vocabulary.{record.code}"
        case Chairpersonship():
            return f"chairpersonship.{record.year}"
        case Menu() | Reading():
            return f"{kind_of(record)}.site"
        case _:
            return f"{kind_of(record)}.{record.code}"


def kind_of(record: Record) -> str:
    """Return the kind a record is entered as: a release's own, `fact`, or the registry's word."""
    if isinstance(record, Release | Withdrawal):
        return record.kind
    if isinstance(record, FactRecord):
        return FACT
    if isinstance(record, Term):
        return record.vocabulary
    if isinstance(record, VocabularyHeading):
        return "vocabulary"
    return type(record).__name__.lower()
