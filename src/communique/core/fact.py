"""What a release reports: who visited, met, handed over, sits in what, took which office.

A fact is proposed by the reader of a text, with the exact words that bear it out; it says
nothing that the text does not. What the text leaves open is None or empty.
"""

from __future__ import annotations

from dataclasses import dataclass

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
