"""A registry that contradicts itself is refused, with the rule and whom it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from communique.core.activity import Activity, Goods
from communique.core.dates import PartialDate
from communique.core.event import AgendaPoint, Document, Event
from communique.core.fact import Participant
from communique.core.profile import Profile
from communique.core.profile_rules import problems_of
from communique.core.record import Appointment, Organisation, RegistryRecord
from communique.core.ref import Ref
from communique.core.vocab import Membership, Name, Term

NAMES = (Name(text="Name", lang="en"),)
WHOLE: tuple[RegistryRecord, ...] = (
    Organisation(code="lakes", names=NAMES, languages=("en",)),
    Term(vocabulary="structure", code="office", names=NAMES),
    Term(vocabulary="office", code="head", names=NAMES, structure="office"),
    Term(vocabulary="person", code="ada", names=NAMES),
    Term(vocabulary="person", code="bo", names=NAMES),
    Term(vocabulary="meeting-series", code="lakes", names=NAMES),
    Term(vocabulary="country", code="XA", names=NAMES),
)
EVENT = Event(
    code="lakes-1",
    series="lakes",
    names=NAMES,
    first_day=PartialDate("2000-05-02"),
    last_day=PartialDate("2000-05-03"),
)
GIFT = Activity(code="boats", kind="handover", names=NAMES)


def problems(records: Iterable[RegistryRecord]) -> list[str]:
    """Return what is wrong once records are put to a registry in which nothing is."""
    profile = Profile.of(WHOLE)
    for one in records:
        profile = profile.with_record(one)
    return list(problems_of(profile))


def test_nothing_is_wrong_with_the_registry_to_begin_with() -> None:
    assert problems([EVENT, GIFT]) == []


def test_two_heads_of_one_office_on_one_day_are_refused() -> None:
    ada, bo = (
        Appointment(code=who, person=who, office="head", since=PartialDate("2001-01-01"))
        for who in ("ada", "bo")
    )
    (said,) = problems([ada, bo])
    assert "ada and bo hold the office head on one day" in said


def test_heads_whose_days_are_known_to_the_year_only_may_share_it() -> None:
    ada = Appointment(code="ada", person="ada", office="head", until=PartialDate("2001"))
    bo = Appointment(code="bo", person="bo", office="head", since=PartialDate("2001"))
    assert problems([ada, bo]) == []


def test_a_structure_that_succeeds_itself_is_refused() -> None:
    (said,) = problems(
        [Term(vocabulary="structure", code="office", names=NAMES, successors=("office",))]
    )
    assert "term office: it succeeds itself" in said


def test_structures_that_succeed_each_other_in_a_ring_are_refused() -> None:
    ring = (
        Term(vocabulary="structure", code="office", names=NAMES, successors=("bureau",)),
        Term(
            vocabulary="structure",
            code="bureau",
            names=(Name(text="Bureau", lang="en"),),
            successors=("office",),
        ),
    )
    assert any("it succeeds itself" in said for said in problems(ring))


def test_a_state_that_left_is_right_as_it_stands() -> None:
    left = Membership(
        group="participating-state", since=PartialDate("1973"), until=PartialDate("1992")
    )
    gone = Term(vocabulary="country", code="XAXA", names=(Name(text="Old", lang="en"),))
    assert problems([replace(gone, memberships=(left,), successors=("XA",))]) == []


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (
            replace(EVENT, last_day=PartialDate("2000-05-01")),
            "it ends (2000-05-01) before it begins (2000-05-02)",
        ),
        (replace(EVENT, status="maybe"), "status 'maybe' is none of announced"),
        (replace(EVENT, hosts=(Ref(name="N", code="XZ"),)), "host 'XZ' is no structure"),
        (
            replace(EVENT, participants=(Participant(country="XZ"),)),
            "country 'XZ' does not exist",
        ),
        (
            replace(EVENT, agenda=(AgendaPoint(text="Tea", day=PartialDate("2000-05-04")),)),
            "agenda 'Tea': its day 2000-05-04 is none of the meeting's",
        ),
        (replace(EVENT, agenda=(AgendaPoint(text="Tea", time="25:00"),)), "time '25:00' is none"),
        (replace(EVENT, documents=(Document(title="Map"),)), "one of the two"),
        (
            replace(EVENT, documents=(Document(title="Map", address="javascript:alert(1)"),)),
            "begins with neither https:// nor /",
        ),
        (
            replace(EVENT, documents=(Document(title="Map", address="//elsewhere.example"),)),
            "begins with neither https:// nor /",
        ),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(event: Event, said: str) -> None:
    found = problems([event])
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    ("activity", "said"),
    [
        (replace(GIFT, budget="-5 000"), "budget '-5 000' is less than nothing"),
        (replace(GIFT, budget="−5 000"), "budget '−5 000' is less than nothing"),
        (replace(GIFT, goods=(Goods(what="boats", quantity=-2),)), "the quantity -2 is less"),
        (replace(GIFT, kind="gift"), "kind 'gift' is none of project, handover"),
        (replace(GIFT, currency="Euro"), "no code of three letters"),
        (replace(GIFT, donors=(Ref(name="N", code="XZ"),)), "party 'XZ' is no structure"),
        (replace(GIFT, fields_of_work=("eels",)), "field of work 'eels' does not exist"),
        (
            replace(GIFT, since=PartialDate("2002"), until=PartialDate("2001")),
            "it ends (2001) before it begins (2002)",
        ),
    ],
)
def test_an_activity_that_cannot_be_is_refused(activity: Activity, said: str) -> None:
    found = problems([activity])
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize("point", ["95 10", "48.2", "10 181", "48.2,16.4", "north"])
def test_a_place_off_the_globe_is_refused(point: str) -> None:
    mere = Term(vocabulary="place", code="mere", names=NAMES, point=point)
    assert any("is no latitude and longitude" in said for said in problems([mere]))
