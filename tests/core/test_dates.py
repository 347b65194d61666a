"""Days known in part, and what can be said of the days between two of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.dates import ALWAYS, Days, PartialDate
from tests.strategies import days, partial_dates


@given(partial_dates())
def test_a_date_means_a_day_between_its_first_and_its_last(known: PartialDate) -> None:
    first, last = known.first_day, known.last_day
    assert first <= last
    assert first.isoformat().startswith(known)
    assert last.isoformat().startswith(known)
    if last < date.max:
        assert not (last + timedelta(days=1)).isoformat().startswith(known)


@given(st.dates())
def test_a_whole_day_means_itself(day: date) -> None:
    known = PartialDate(day.isoformat())
    assert (known.first_day, known.last_day, known.precision) == (day, day, "day")


@pytest.mark.parametrize(
    ("text", "precision"), [("1992", "year"), ("1992-02", "month"), ("1992-02-29", "day")]
)
def test_the_precision_is_what_is_written(text: str, precision: str) -> None:
    assert PartialDate(text).precision == precision


@pytest.mark.parametrize(
    "text",
    ["", "92", "1992-2", "1992-02-30", "1993-02-29", "1992-13", "1992-00", "0000", "1992-02-29 ",
     "1992-02-29T00:00", "１９９２", "1992/02", "-1992"],
)  # fmt: skip
def test_what_is_no_day_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        PartialDate(text)


@given(days(), st.dates())
def test_a_day_lies_before_within_or_after_the_days_unless_they_end_before_they_begin(
    span: Days, on: date
) -> None:
    places = [span.begin_after(on), span.cover(on), span.ended_by(on)]
    if span.ends_before_it_begins:
        assert not span.cover(on)
    else:
        assert places.count(True) == 1 or not span.cover(on)
    assert span.cover(on) == (not places[0] and not places[2])


@given(st.dates())
def test_days_without_ends_cover_every_day(on: date) -> None:
    assert ALWAYS.cover(on)


@given(partial_dates(), st.dates())
def test_every_day_that_a_beginning_or_an_end_may_mean_is_possibly_covered(
    end: PartialDate, on: date
) -> None:
    within = end.first_day <= on <= end.last_day
    if within:
        assert Days(since=end).cover(on)
    if within and end.precision != "day":
        assert Days(until=end).cover(on)


@given(st.dates(min_value=date(2, 1, 1)))
def test_a_precise_end_is_the_first_day_no_longer_covered(end: date) -> None:
    span = Days(until=PartialDate(end.isoformat()))
    assert not span.cover(end)
    assert span.cover(end - timedelta(days=1))


@given(days(), days())
def test_overlapping_is_mutual(one: Days, other: Days) -> None:
    assert one.surely_overlap(other) == other.surely_overlap(one)


@given(days(), days(), st.dates())
def test_days_that_surely_overlap_share_the_day_on_which_the_later_surely_began(
    one: Days, other: Days, on: date
) -> None:
    if one.surely_overlap(other):
        begun = max((span.since.last_day for span in (one, other) if span.since), default=date.min)
        assert one.cover(begun)
        assert other.cover(begun)
