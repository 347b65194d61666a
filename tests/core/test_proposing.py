"""From what a reader proposes to facts that may go on the record, tied to the issued words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from communique.core.activity import Goods
from communique.core.evidence import Capture, Found, Span
from communique.core.fact import Fact, Handover, Visit
from communique.core.fact_rules import check_evidence
from communique.core.profile import Profile
from communique.core.proposing import known, passage_in, proposed, with_bodies
from communique.core.record import Draft, Organisation, Ref, Release
from communique.core.text import Text
from communique.core.vocab import Name, Term
from tests.strategies import facts

GUILD = Term(vocabulary="body", code="ferry-guild", names=(Name(text="Ferry Guild", lang="en"),))
PROFILE = Profile.of([Organisation(code="x", names=(), languages=("en",)), GUILD])
TEXT = Text(
    title="Ada in Mere", body=("MERE – Ada came.", "So Ada gave two lamps to the Ferry Guild.")
)
RELEASE = Release(symbol="7", kind="statement", texts={"en": TEXT})
GIFT = Handover(
    items=(Goods(what="lamps", quantity=2),),
    donor=Ref(name="Ada"),
    recipient=Ref(name="Ferry Guild"),
)


def _draft(fact: Fact, quote: str, start: int = 40) -> Draft:
    body = tuple(
        Found(value=one, span=Span(start=at, end=at + len(one), quote=one))
        for one, at in zip(TEXT.body, (20, 40), strict=True)
    )
    span = Span(start=start, end=start + len(quote), quote=quote, confidence=0.874, rule="gave")
    return Draft(
        capture=Capture(text="", digest="", path=""),
        lang="en",
        body=body,
        facts=(Found(value=fact, span=span),),
    )


def test_a_fact_is_tied_to_the_words_of_the_issued_text() -> None:
    (record,) = proposed(_draft(GIFT, "gave two\nlamps"), RELEASE, PROFILE, first=3)
    assert (record.symbol, record.rule, record.confidence) == ("fact.7.3", "gave", 0.87)
    assert (record.evidence.paragraph, record.evidence.words) == (2, "gave two lamps")
    assert check_evidence(record, RELEASE) == ()


def test_an_external_body_that_the_registry_has_gets_its_code() -> None:
    (record,) = proposed(_draft(GIFT, "gave two lamps"), RELEASE, PROFILE)
    assert isinstance(record.fact, Handover)
    assert record.fact.recipient == Ref(name="Ferry Guild", code="ferry-guild")


@pytest.mark.parametrize(
    ("fact", "quote"),
    [
        (GIFT, "words of another text"),
        (replace(GIFT, items=(Goods(what="lamps", quantity=0),)), "gave two lamps"),
        (Visit(who=Ref(name="Ada", code="nobody"), where=Ref(name="Mere")), "Ada came"),
    ],
)
def test_what_could_not_go_on_the_record_is_not_proposed(fact: Fact, quote: str) -> None:
    assert proposed(_draft(fact, quote), RELEASE, PROFILE) == ()


def test_words_are_looked_for_where_they_were_read_first() -> None:
    near = passage_in(TEXT, "Ada", 2)
    assert near is not None
    assert (near.paragraph, near.start) == (2, 3)
    assert passage_in(TEXT, "Ada", 9) is None
    title = passage_in(TEXT, "in  Mere", 1)
    assert title is not None
    assert title.paragraph == 0
    assert passage_in(TEXT, " ", 1) is None


def test_the_same_fact_of_the_same_words_is_known() -> None:
    (record,) = proposed(_draft(GIFT, "gave two lamps"), RELEASE, PROFILE)
    assert known(replace(record, number=9), [record])
    assert not known(replace(record, lang="fr"), [record])


@given(facts())
def test_a_fact_that_names_no_known_body_stays_as_it_is(fact: Fact) -> None:
    assert with_bodies(fact, Profile.of([Organisation(code="x", names=(), languages=())])) == fact
