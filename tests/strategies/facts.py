"""Facts of every kind, and the records they are confirmed as."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from communique.core.activity import Goods
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
)
from tests.strategies.releases import refs
from tests.strategies.words import COUNTRIES, LANGS, any_text, partial_dates, symbols

Kind = TypeVar("Kind")


def facts() -> SearchStrategy[Fact]:
    """Return what a release may report, sound or not."""
    day, said = st.none() | partial_dates(), any_text(max_size=12)
    one = st.none() | refs()
    participant = st.builds(
        Participant,
        role=said,
        country=st.none() | st.sampled_from(COUNTRIES),
        body=one,
        person=one,
    )
    goods = st.builds(Goods, what=said, quantity=st.none() | st.integers(-3, 99))
    member = st.builds(Member, role=said, body=one)
    return st.one_of(
        st.builds(Visit, who=refs(), where=refs(), when=day),
        st.builds(Meeting, who=refs(), participants=_some(participant), purpose=said),
        st.builds(
            Handover,
            items=_some(goods),
            donor=one,
            funders=_some(refs()),
            recipient=one,
            handed_over_by=one,
        ),
        st.builds(Composition, body=refs(), members=_some(member), established=day),
        st.builds(AppointmentFact, person=refs(), office=refs(), since=day, until=day),
    )


def fact_records(
    *, release: str | None = None, number: int | None = None
) -> SearchStrategy[FactRecord[Fact]]:
    """Return facts as the record keeps them, of the release and number given where they are."""
    place = st.integers(0, 9)
    return st.builds(
        FactRecord,
        release=st.just(release) if release else symbols(),
        number=st.just(number) if number else st.integers(1, 20),
        lang=st.sampled_from(LANGS),
        fact=facts(),
        evidence=st.builds(Passage, paragraph=place, start=place, end=place, words=any_text()),
        rule=any_text(),
        confidence=st.sampled_from((0.0, 0.35, 0.9, 1.0)),
        sample=st.booleans(),
        note=any_text(),
    )


def _some(of: SearchStrategy[Kind]) -> SearchStrategy[tuple[Kind, ...]]:
    return st.lists(of, max_size=2).map(tuple)
