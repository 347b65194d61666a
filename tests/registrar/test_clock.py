"""A clock that steps: nothing goes out early for it, and nothing twice."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.config import Config
from communique.registrar.clock import HOLD_SECONDS, STEP_SECONDS, Belief
from tests.registrar.waiting import entries, faults, once_true, place, registrar, states
from tests.tools import missing

MINUTE = timedelta(minutes=1)
START = 1_772_443_800.0


def _library() -> Path:
    found = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    return found or missing("libfaketime.so.1", remedy="install Debian's libfaketime")


class FakeClock:
    """A wall clock that a test sets while the registrar runs; the steady clock stays."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.step(0)

    @property
    def environment(self) -> dict[str, str]:
        """Return what makes a process see this clock."""
        return {
            "LD_PRELOAD": str(_library()),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def step(self, seconds: int) -> None:
        """Set the clock so far ahead of, or behind, the right time."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{seconds:+d}s\n", encoding="ascii")
        os.replace(new, self._file)


@pytest.fixture
def clock(tmp_path: Path) -> FakeClock:
    return FakeClock(tmp_path)


def test_a_clock_set_forward_lets_no_embargo_out(desk_site: Config, clock: FakeClock) -> None:
    place(desk_site, "embargoed", not_before=datetime.now(UTC) + 30 * MINUTE)
    with registrar(desk_site, environment=clock.environment) as running:
        time.sleep(0.5)
        clock.step(3600)
        running.says("the clock was set forward by 3,600 s")
        place(desk_site, "at-once")
        once_true(lambda: "entered" in states(desk_site))
        time.sleep(2)
        clock.step(0)
        running.says("the clock was set right again")
        time.sleep(0.5)
        assert running.stop() == 0
    assert [entry.symbol for entry in entries(desk_site)] == ["at-once"]
    assert states(desk_site) == ["waiting", "entered"]
    # What went out meanwhile carries the time that was believed, not the wrong one.
    assert abs(datetime.fromisoformat(entries(desk_site)[0].at) - datetime.now(UTC)) < MINUTE


def test_a_clock_set_back_enters_nothing_twice_and_nothing_early(
    desk_site: Config, clock: FakeClock
) -> None:
    place(desk_site, "1")
    with registrar(desk_site, environment=clock.environment) as running:
        once_true(lambda: states(desk_site) == ["entered"])
        clock.step(-3600)
        running.says("the clock was set back by 3,600 s")
        place(desk_site, "2")
        time.sleep(1)
        assert states(desk_site) == ["entered", "waiting"]
        clock.step(0)
        # Set forward again by an hour: after the hold it would be believed; here it is not yet.
        running.says("the clock was set forward by 3,600 s")
        assert states(desk_site) == ["entered", "waiting"]
        running.stop()
    with registrar(desk_site) as running:
        once_true(lambda: states(desk_site) == ["entered", "entered"])
    assert [entry.symbol for entry in entries(desk_site)] == ["1", "2"]
    assert faults(desk_site) == []


def test_a_clock_behind_the_log_is_told_of_at_the_start(
    desk_site: Config, clock: FakeClock
) -> None:
    clock.step(-3600)
    with registrar(desk_site, environment=clock.environment) as running:
        running.says("behind the log's last entry")


def test_a_small_step_is_believed_at_once() -> None:
    began = Belief.begin(START, 100.0)
    later = began.look(START + 1 + STEP_SECONDS, 101.0)
    assert (later.at, later.alarm) == (START + 1 + STEP_SECONDS, "")


def test_a_large_step_is_believed_after_the_hold_and_time_goes_on_meanwhile() -> None:
    belief = Belief.begin(START, 100.0).look(START + 3601, 101.0)
    assert belief.at == START + 1
    assert "set forward by 3,600 s" in belief.alarm
    belief = belief.look(START + 3620, 120.0)
    assert (belief.at, belief.alarm) == (START + 20, "")
    belief = belief.look(START + 3601 + HOLD_SECONDS, 101 + HOLD_SECONDS)
    assert belief.at == START + 3601 + HOLD_SECONDS
    assert "is believed from now on" in belief.alarm
    assert belief.look(START + 3640, 140.0).alarm == ""


def test_a_machine_that_slept_has_no_wrong_clock() -> None:
    # The steady clock is the one that counts on through sleep.
    belief = Belief.begin(START, 100.0).look(START + 7200, 7300.0)
    assert (belief.at, belief.alarm) == (START + 7200, "")


@given(
    st.lists(
        st.tuples(st.floats(0.01, 60), st.floats(-4000, 4000) | st.just(0.0)),
        min_size=1,
        max_size=30,
    )
)
def test_the_time_that_decides_is_never_ahead_of_both_clocks(
    looks: list[tuple[float, float]],
) -> None:
    """Whatever the wall clock does, a forward step shows only when it has lasted the hold."""
    wall = steady = 0.0
    belief = Belief.begin(wall, steady)
    for passed, step in looks:
        steady += passed
        wall += passed + step
        before, belief = belief, belief.look(wall, steady)
        assert belief.at <= max(wall, before.at + passed + STEP_SECONDS) + 1e-6
        if belief.at > before.at + passed + STEP_SECONDS + 1e-6:
            assert before.held_since is not None
            assert steady - before.held_since >= HOLD_SECONDS - 1e-6
