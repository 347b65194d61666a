"""Answers are kept within a bound and for one state of the record only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.public.answer import Wire
from communique.public.cache import Kept


def answer(size: int) -> Wire:
    """Return an answer whose body has so many bytes."""
    return Wire(200, (), b"x" * size)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 300)), max_size=60))
def test_what_is_kept_never_weighs_more_than_the_bound(asked: list[tuple[int, int]]) -> None:
    kept = Kept(limit_bytes=1_000)
    kept.get("nothing", (1,))
    last: dict[int, Wire] = {}
    for number, size in asked:
        kept.put(number, answer(size))
        last[number] = answer(size)
        held = [found for one in last if (found := kept.get(one, (1,))) is not None]
        assert kept.weight_bytes == sum(one.weight_bytes for one in held) <= 1_000
        assert len(held) == len(kept)


@given(st.lists(st.integers(0, 9), max_size=40))
def test_the_answer_asked_for_last_is_given_up_last(asked: list[int]) -> None:
    kept = Kept(limit_bytes=800)
    kept.get("nothing", (1,))
    for number in asked:
        if kept.get(number, (1,)) is None:
            kept.put(number, answer(100))
    recent = list(dict.fromkeys(reversed(asked)))[:8]
    assert all(kept.get(number, (1,)) is not None for number in recent)


def test_another_state_of_the_record_keeps_nothing() -> None:
    kept = Kept()
    kept.get("page", (1,))
    kept.put("page", answer(10))
    assert kept.get("page", (1,)) is not None
    assert kept.get("page", (2,)) is None
    assert (len(kept), kept.weight_bytes) == (0, 0)


def test_an_answer_out_of_proportion_is_not_kept() -> None:
    kept = Kept(limit_bytes=800)
    kept.put("large", answer(101))
    assert len(kept) == 0
