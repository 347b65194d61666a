"""What a release reports: who visited, met, handed over, sits in what, took which office.

A fact is proposed by the reader of a text, with the exact words that bear it out; it says
nothing that the text does not. What the text leaves open is None or empty. Confirmed by an
editor, it is a record of its own that points to the release.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.core.activity import Goods
from communique.core.dates import PartialDate
from communique.core.ref import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody was somewhere.

    where: a place, or a State, whose code is then of the vocabulary `country`.
    when: the first day of the visit, or the month or year that the text gives.
    """

    who: Ref
    where: Ref
    when: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody at a meeting: a named person, or people of a State or of a body.

    role: what they are, as said (`police officers`); empty where a body itself is named.
    country: a code of the vocabulary `country`.
    """

    role: str = ""
    country: str | None = None
    body: Ref | None = None
    person: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Somebody met others, or attended their meeting.

    purpose: what it was for, in the words of the text; empty where the text says nothing.
    """

    who: Ref
    participants: tuple[Participant, ...]
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Goods given to somebody: whose gift, whose money, by whose hand.

    items: the things, in the order of the text.
    """

    items: tuple[Goods, ...]
    donor: Ref | None = None
    funders: tuple[Ref, ...] = ()
    recipient: Ref | None = None
    handed_over_by: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """People of one sort in a body, and the body that sends them."""

    role: str
    body: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Who a body is made up of, and since when it exists."""

    body: Ref
    members: tuple[Member, ...]
    established: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentFact:
    """A person took an office, or left it.

    since, until: as the text says; None where it says nothing of the kind.
    """

    person: Ref
    office: Ref
    since: PartialDate | None = None
    until: PartialDate | None = None


Fact = Visit | Meeting | Handover | Composition | AppointmentFact
KINDS: dict[type[Fact], str] = {
    Visit: "visit",
    Meeting: "meeting",
    Handover: "handover",
    Composition: "composition",
    AppointmentFact: "appointment",
}


def kind_of_fact(fact: Fact) -> str:
    """Return what a fact is called: `visit`, `meeting`, `handover`, `composition`, `appointment`.

    >>> kind_of_fact(Visit(who=Ref(name="Anna Muster"), where=Ref(name="Bern")))
    'visit'
    """
    return KINDS[type(fact)]


Fact_co = TypeVar("Fact_co", bound=Fact, covariant=True)
FACT = "fact"
# The rule of a fact that an editor changed or wrote.
EDITOR = "editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Where in an issued text the words behind a fact stand, and the words.

    paragraph: its number, counted from 1; 0 is the title.
    start, end: characters of the paragraph, [start, end).
    """

    paragraph: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRecord(Generic[Fact_co]):
    """A fact that was confirmed, as the record keeps it.

    release: the symbol of the release that reports it.  lang: of the text that bears it out.
    number: of the fact in its release, from 1, in the order confirmed, for life.
    rule, confidence: of the reader that proposed it, 0 to 1; `editor` and 1 where an editor
    changed it.  note: the public note of a correction.
    """

    release: str
    number: int
    lang: str
    fact: Fact_co
    evidence: Passage
    rule: str
    confidence: float
    sample: bool = False
    note: str = ""

    @property
    def symbol(self) -> str:
        """Return the symbol it is entered under."""
        return fact_symbol(self.release, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody or something that a fact names, and as what.

    vocabularies: in which its code may be, the likeliest first.
    """

    role: str
    ref: Ref
    vocabularies: tuple[str, ...]


_ACTORS = ("person", "office", "structure", "body", "country")
_BODIES = ("body", "structure", "country", "person")


def fact_symbol(release: str, number: int) -> str:
    """Return the symbol of a release's fact.

    A number, and nothing made of the words: a symbol stays in the log when they are erased.

    >>> fact_symbol("299321", 2)
    'fact.299321.2'
    """
    return f"{FACT}.{release}.{number}"


def release_of_fact(symbol: str) -> str:
    """Return the symbol of the release that a fact's symbol names, empty where it is none.

    >>> release_of_fact("fact.pr-2026-0042.1"), release_of_fact("299321")
    ('pr-2026-0042', '')
    """
    prefix, _, rest = symbol.partition(".")
    release, _, number = rest.rpartition(".")
    return release if prefix == FACT and number.isdecimal() else ""


def number_of_fact(symbol: str) -> int:
    """Return the number of a fact in its release, as its symbol says it."""
    return int(symbol.rpartition(".")[2])


def parties(fact: Fact) -> Iterator[Party]:
    """Yield everybody and everything that a fact names, in its order."""
    match fact:
        case Visit():
            yield Party(role="who", ref=fact.who, vocabularies=_ACTORS)
            yield Party(role="where", ref=fact.where, vocabularies=("place", "country"))
        case Meeting():
            yield Party(role="who", ref=fact.who, vocabularies=_ACTORS)
            yield from _at_a_meeting(fact)
        case Handover():
            yield from _of_a_handover(fact)
        case Composition():
            yield Party(role="body", ref=fact.body, vocabularies=_BODIES)
            for member in fact.members:
                if member.body:
                    yield Party(role="member", ref=member.body, vocabularies=_BODIES)
        case AppointmentFact():
            yield Party(role="person", ref=fact.person, vocabularies=("person",))
            yield Party(role="office", ref=fact.office, vocabularies=("office",))


def _at_a_meeting(fact: Meeting) -> Iterator[Party]:
    for one in fact.participants:
        if one.person:
            yield Party(role="participant", ref=one.person, vocabularies=("person",))
        if one.body:
            yield Party(role="participant", ref=one.body, vocabularies=_BODIES)
        if one.country:
            ref = Ref(name=one.country, code=one.country)
            yield Party(role="participant", ref=ref, vocabularies=("country",))


def _of_a_handover(fact: Handover) -> Iterator[Party]:
    sides = (
        ("handed-over-by", (fact.handed_over_by,)),
        ("donor", (fact.donor,)),
        ("funder", fact.funders),
        ("recipient", (fact.recipient,)),
    )
    for role, refs in sides:
        for ref in refs:
            if ref:
                yield Party(role=role, ref=ref, vocabularies=(*_BODIES, "place"))
