"""What a fact must be, whom it names, and where its words stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from communique.core.activity import Goods
from communique.core.dates import PartialDate
from communique.core.fact import (
    AppointmentFact,
    Composition,
    Fact,
    FactRecord,
    Handover,
    Meeting,
    Member,
    Participant,
    Passage,
    Visit,
    fact_symbol,
    number_of_fact,
    parties,
    release_of_fact,
)
from communique.core.fact_rules import check_evidence, check_fact, check_parties, passage_today
from communique.core.profile import Profile
from communique.core.record import Organisation, Ref, Release
from communique.core.text import Text
from communique.core.vocab import Name, Term
from tests.strategies import fact_records, facts, symbols

ADA, GUILD = Ref(name="Ada Example", code="ada-example"), Ref(name="Ferry Guild")
VISIT = Visit(who=ADA, where=Ref(name="Mere", code="mere", country="XA"))
RECORD: FactRecord[Fact] = FactRecord(
    release="1",
    number=1,
    lang="en",
    fact=VISIT,
    evidence=Passage(paragraph=1, start=0, end=3, words="Ada"),
    rule="visit.verb",
    confidence=0.9,
)


def _release(*body: str, title: str = "Notice") -> Release:
    return Release(symbol="1", kind="statement", texts={"en": Text(title=title, body=body)})


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (Visit(who=Ref(name=""), where=GUILD), "fact.incomplete"),
        (Meeting(who=ADA, participants=()), "fact.incomplete"),
        (Meeting(who=ADA, participants=(Participant(),)), "fact.incomplete"),
        (Handover(items=(Goods(what="lamps"),)), "fact.incomplete"),
        (Handover(items=(Goods(what=""),), donor=GUILD), "fact.incomplete"),
        (Handover(items=(Goods(what="lamps", quantity=0),), donor=GUILD), "fact.amount"),
        (Composition(body=GUILD, members=()), "fact.incomplete"),
        (Composition(body=GUILD, members=(Member(role=" "),)), "fact.incomplete"),
        (
            AppointmentFact(
                person=ADA, office=GUILD, since=PartialDate("2001"), until=PartialDate("1999-05")
            ),
            "fact.days",
        ),
    ],
)
def test_a_fact_that_says_too_little_or_nonsense_is_found(broken: Fact, code: str) -> None:
    assert [one.code for one in check_fact(replace(RECORD, fact=broken))] == [code]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": 0}, "fact.number"),
        ({"rule": ""}, "fact.rule"),
        ({"confidence": 1.5}, "fact.rule"),
    ],
)
def test_a_record_of_a_fact_says_what_made_it(change: dict[str, object], code: str) -> None:
    broken = replace(RECORD, **change)  # type: ignore[arg-type]  # real fields
    assert [one.code for one in check_fact(broken)] == [code]


def test_the_words_of_a_fact_stand_where_it_says() -> None:
    assert check_evidence(RECORD, _release("Ada came.")) == ()
    for other in (_release("So Ada came."), _release(), _release("Bo came.")):
        assert [one.code for one in check_evidence(RECORD, other)] == ["fact.evidence"]


def test_a_code_that_no_vocabulary_has_is_found() -> None:
    place = Term(vocabulary="place", code="mere", names=(Name(text="Mere", lang="en"),))
    profile = Profile.of([Organisation(code="x", names=(), languages=("en",)), place])
    assert [one.message for one in check_parties(RECORD, profile)] == [
        "'ada-example' is no term of 'person' or 'office' or 'structure' or 'body' or 'country'"
    ]


@pytest.mark.parametrize(
    ("release", "paragraph"),
    [
        (_release("Ada came."), 1),
        (_release("At night.", "So Ada came."), 2),
        (_release("At night.", title="Visit of Ada"), 0),
        (_release("So Ada came.", "And Ada went."), None),
        (_release("Nobody came."), None),
        (replace(_release("Ada."), texts={}), None),
    ],
)
def test_the_words_are_found_again_where_they_stand_once(
    release: Release, paragraph: int | None
) -> None:
    found = passage_today(RECORD, release)
    assert (found.paragraph if found else None) == paragraph


@given(fact_records())
def test_no_fact_breaks_the_rules_themselves(record: FactRecord[Fact]) -> None:
    release = _release("Ada came.")
    found = [*check_fact(record), *check_evidence(record, release)]
    assert all(one.level == "error" and one.hint for one in found)
    passage_today(record, release)


@given(facts())
def test_whom_a_fact_names_is_of_some_vocabulary(fact: Fact) -> None:
    assert all(one.role and one.vocabularies for one in parties(fact))


@given(symbols())
def test_a_symbol_of_a_fact_names_its_release_and_number(symbol: str) -> None:
    assert release_of_fact(fact_symbol(symbol, 12)) == symbol
    assert number_of_fact(fact_symbol(symbol, 12)) == 12


def test_a_symbol_of_something_else_names_no_release() -> None:
    assert [release_of_fact(one) for one in ("299321", "place.mere", "fact.", "fact.1.x")] == [
        ""
    ] * 4
