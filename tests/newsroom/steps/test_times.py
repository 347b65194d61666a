"""Days and times in a place's zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.ref import Ref
from communique.newsroom.steps.errors import NoSuchTime
from communique.newsroom.steps.times import all_zones, check_ahead, instant_at, said_in, zones_for


def test_a_time_that_clocks_jump_over_is_refused_with_the_reason() -> None:
    with pytest.raises(NoSuchTime, match="02:30 on 2026-03-29 does not come in Europe/Vienna"):
        instant_at("2026-03-29", "02:30", "Europe/Vienna")
    assert instant_at("2026-03-29", "03:00", "Europe/Vienna").hour == 1


def test_a_time_that_comes_twice_is_refused_with_the_reason() -> None:
    with pytest.raises(NoSuchTime, match="02:30 on 2026-10-25 comes twice in Europe/Vienna"):
        instant_at("2026-10-25", "02:30", "Europe/Vienna")
    assert instant_at("2026-10-25", "03:00", "Europe/Vienna").hour == 2


@pytest.mark.parametrize(
    ("day", "clock", "zone"),
    [
        ("2026-02-30", "10:00", "UTC"),
        ("2026-02-03", "25:00", "UTC"),
        ("", "", "UTC"),
        ("2026-02-03", "10:00+02:00", "UTC"),
        ("2026-02-03", "10:00", "Europe/Atlantis"),
        ("2026-02-03", "10:00", "../../etc/passwd"),
        ("2026-02-03", "10:00", ""),
    ],
)
def test_what_is_no_time_is_refused(day: str, clock: str, zone: str) -> None:
    with pytest.raises(NoSuchTime):
        instant_at(day, clock, zone)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)).map(lambda at: at.replace(second=0)),  # noqa: DTZ001  # a day and a time without a zone is what is typed
    st.sampled_from(all_zones()),
)
def test_an_instant_is_the_time_that_was_said_or_there_is_none(at: datetime, zone: str) -> None:
    day, clock = f"{at:%Y-%m-%d}", f"{at:%H:%M}"
    try:
        found = instant_at(day, clock, zone)
    except NoSuchTime:
        return
    assert f"{at:%B %Y, %H:%M}:00 ({zone})" in said_in(found, zone)


def test_the_zones_of_a_releases_places_come_first() -> None:
    places = (Ref(name="Vienna", code="vienna", country="AT"),)
    assert zones_for(places, ("RS",)) == ("Europe/Vienna", "Europe/Belgrade", "UTC")
    assert zones_for((), ()) == ("UTC",)


def test_a_year_typed_wrong_is_told() -> None:
    now = datetime.now(UTC)
    check_ahead(now + timedelta(days=400), now)
    with pytest.raises(NoSuchTime):
        check_ahead(now + timedelta(days=36500), now)
