"""Drawings: everything inside the box, nothing twice, doubts drawn as doubts."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from communique.core.dates import Days, PartialDate
from communique.render.registry import chart, histogram, timeline
from communique.render.registry.drawing import ELLIPSIS, Drawing, width_of, wrapped
from tests.strategies import days

LANES = st.lists(st.builds(timeline.Lane, name=st.text(max_size=90), days=days()), max_size=12)
YEARS = st.dictionaries(st.integers(1, 9999), st.integers(0, 10**6), max_size=30)
BODIES = st.recursive(
    st.builds(chart.Body, name=st.text(max_size=120)),
    lambda below: st.builds(
        chart.Body, name=st.text(max_size=60), below=st.lists(below, max_size=4).map(tuple)
    ),
    max_leaves=25,
)


def lies_inside(drawing: Drawing) -> bool:
    return all(
        one.x >= 0
        and one.y >= 0
        and one.x + one.width <= drawing.width + 0.1
        and one.y + one.height <= drawing.height + 0.1
        for one in drawing.rects
    ) and all(
        0 <= one.x <= drawing.width and 0 <= one.y <= drawing.height for one in drawing.labels
    )


@given(LANES, st.dates())
def test_a_timeline_lies_inside_its_box_and_leaves_out_what_had_not_begun(
    lanes: list[timeline.Lane], on: date
) -> None:
    drawing = timeline.drawn(lanes, on, title="t", description="d")
    begun = [one for one in lanes if not one.days.begin_after(on)]
    assert lies_inside(drawing)
    assert sum(one.look == "name" for one in drawing.labels) == len(begun)
    assert len(drawing.rects) >= len(begun)


def test_an_end_known_to_the_year_is_drawn_pale() -> None:
    known = Days(PartialDate("1994"), PartialDate("2006"))
    drawing = timeline.drawn(
        [timeline.Lane(name="x", days=known)], date(2020, 1, 1), title="t", description="d"
    )
    looks = [one.look for one in drawing.rects]
    assert looks == ["ended unsure", "ended", "ended unsure"]
    left, middle, right = drawing.rects
    assert left.x + left.width <= middle.x + 0.2
    assert middle.x + middle.width <= right.x + 0.2


def test_a_bar_seen_from_a_day_before_its_end_is_open() -> None:
    lane = timeline.Lane(name="x", days=Days(PartialDate("1994-05-01"), PartialDate("2006-01-01")))
    for on, look in ((date(2005, 12, 31), "open"), (date(2006, 1, 1), "ended")):
        drawing = timeline.drawn([lane], on, title="t", description="d")
        assert [one.look for one in drawing.rects] == [look]


def test_what_lasted_twice_as_long_is_twice_as_wide() -> None:
    def lane(until: str) -> timeline.Lane:
        return timeline.Lane(name=until, days=Days(PartialDate("2001-01-01"), PartialDate(until)))

    drawing = timeline.drawn(
        [lane("2003-01-01"), lane("2005-01-01")], date(2009, 1, 1), title="t", description="d"
    )
    short, long = sorted(one.width for one in drawing.rects)
    assert abs(long / short - 2) < 0.01


@given(st.lists(BODIES, max_size=7))
def test_a_chart_has_one_box_for_each_body_and_none_overlap(roots: list[chart.Body]) -> None:
    drawing = chart.drawn(roots, title="t", description="d")
    assert len(drawing.rects) == sum(_count(one) for one in roots)
    assert len(drawing.strokes) == len(drawing.rects) - len(roots)
    assert all(one.y + one.height <= drawing.height for one in drawing.rects)
    by_column: dict[int, list[tuple[float, float]]] = {}
    for one in drawing.rects:
        column = int((one.x + one.width) // (chart.COLUMN + chart.GAP))
        by_column.setdefault(column, []).append((one.y, one.y + one.height))
    for boxes in by_column.values():
        boxes.sort()
        assert all(above[1] <= below[0] for above, below in pairwise(boxes))


@given(YEARS)
def test_a_histogram_lies_inside_its_box_and_its_heights_follow_the_counts(
    counts: dict[int, int],
) -> None:
    years = sorted(counts.items())
    drawing = histogram.drawn(years, title="t", description="d")
    assert lies_inside(drawing)
    shown = [
        (count, rect.height)
        for (_, count), rect in zip([one for one in years if one[1]], drawing.rects, strict=True)
    ]
    for count, height in shown:
        assert all(height <= other for more, other in shown if more >= count)


@given(st.text(max_size=200), st.integers(1, 5))
def test_wrapped_lines_fit_their_width_and_number(text: str, lines: int) -> None:
    made = wrapped(text, width=120, size=12, lines=lines)
    assert len(made) <= lines
    assert all(width_of(one, 12) <= 121 for one in made)
    if not any(ELLIPSIS in one for one in made):
        assert " ".join(made).split() == text.split()


def _count(body: chart.Body) -> int:
    return 1 + sum(_count(one) for one in body.below)
