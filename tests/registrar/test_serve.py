"""The registrar as a process: what is due goes out when it is due, once, in order."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from communique.config import Config
from communique.core.canonical import digest_of, to_bytes
from communique.log.lock import hold
from communique.log.reader import LogReader
from communique.outbox import orders as outbox
from communique.registrar.enter import opened
from communique.registrar.keys import verifier_of
from communique.store.db import open_store
from communique.store.query import edition
from tests.outbox.boxes import salted
from tests.registrar.waiting import (
    entries,
    faults,
    lines,
    once_true,
    open_newsroom,
    place,
    registrar,
    states,
    transaction,
)
from tests.sites import issue, release, small_site, withdraw
from tests.tools import ROOT


def _soon(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def _all_entered(site: Config) -> bool:
    return set(states(site)) == {"entered"}


def test_what_is_placed_is_entered_and_seen_and_marked(either_site: Config) -> None:
    order = salted(issue(release("1")))
    with registrar(either_site) as running:
        place(either_site, order)
        once_true(lambda: _all_entered(either_site))
        assert running.stop() == 0
    (entry,) = entries(either_site)
    assert order.record is not None
    assert (entry.order, entry.digest) == (
        order.id,
        digest_of(to_bytes(order.record, order.salt)),
    )
    (line,) = lines(either_site)
    assert (
        line.entry_index
        == LogReader(either_site.log, verifier_of(either_site)).checkpoint().size - 1
    )
    with open_store(either_site.store) as store:
        assert edition(store, "1") is not None
    assert faults(either_site) == []
    assert f"entered issue 1 as {line.entry_index}" in running.said()
    assert "late" not in running.said()


def test_nothing_goes_out_before_its_instant_and_nothing_long_after(either_site: Config) -> None:
    with registrar(either_site):
        instant = _soon(2)
        place(either_site, "1", not_before=instant)
        while datetime.now(UTC) < instant:
            assert entries(either_site) == [] or datetime.now(UTC) >= instant
            time.sleep(0.005)
        once_true(lambda: _all_entered(either_site))
        (line,) = lines(either_site)
    assert line.entered_at is not None
    assert timedelta(0) <= line.entered_at - instant < timedelta(seconds=2)
    assert entries(either_site)[0].at >= instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_what_is_due_together_is_one_batch_under_one_checkpoint(either_site: Config) -> None:
    symbols = [str(number) for number in range(1, 201)]
    place(either_site, *symbols)
    with registrar(either_site) as running:
        once_true(lambda: _all_entered(either_site))
        running.stop()
    assert [entry.symbol for entry in entries(either_site)] == symbols
    assert len({entry.at for entry in entries(either_site)}) == 1
    assert faults(either_site) == []


def test_a_bundle_that_contradicts_the_record_is_refused_and_the_rest_goes(
    either_site: Config,
) -> None:
    place(either_site, "1")
    place(either_site, issue(release("2")), withdraw("9"), bundle="b")
    place(either_site, "3")
    with registrar(either_site) as running:
        running.says("entered issue 3")
        once_true(lambda: "taken" not in states(either_site))
    assert states(either_site) == ["entered", "refused", "refused", "entered"]
    assert [entry.symbol for entry in entries(either_site)] == ["1", "3"]
    assert "9 is not on the record" in lines(either_site)[1].reason
    assert "refused withdraw 9: 9 is not on the record" in running.said()


def test_a_revoked_order_never_goes_out(either_site: Config) -> None:
    with registrar(either_site):
        place(either_site, "1", bundle="b", not_before=_soon(0.7))
        place(either_site, "2", not_before=_soon(0.8))
        with transaction(either_site) as connection:
            outbox.revoke(connection, "b", at=_soon(0), by="secretary")
        once_true(lambda: "entered" in states(either_site))
    assert states(either_site) == ["revoked", "entered"]
    assert [entry.symbol for entry in entries(either_site)] == ["2"]


def test_the_registrar_gives_a_sign_of_life_every_two_seconds(either_site: Config) -> None:
    def last() -> datetime | None:
        with transaction(either_site) as connection:
            return outbox.last_beat(connection, "registrar")

    with registrar(either_site):
        first = once_true(last)
        assert first is not None
        second = once_true(lambda: (found := last()) != first and found)
    assert isinstance(second, datetime)
    assert 1.9 < (second - first).total_seconds() < 4


def test_an_import_runs_beside_a_registrar_that_has_nothing_to_do(desk_site: Config) -> None:
    with registrar(desk_site), opened(desk_site, wait_seconds=0) as importing:
        importing.enter([issue(release("1"))])


def test_while_another_holds_the_lock_orders_wait_and_then_go(desk_site: Config) -> None:
    with registrar(desk_site) as running:
        with hold(desk_site.lock):
            place(desk_site, "1")
            running.says("[lock.held]")
            assert states(desk_site) == ["taken"]
        once_true(lambda: _all_entered(desk_site))
        running.says("the way is clear again")
    assert running.said().count("[lock.held]; trying again") == 1


def test_a_second_registrar_is_refused(desk_site: Config) -> None:
    with registrar(desk_site) as first, registrar(desk_site) as second:
        assert second.child.wait(10) == 1
        assert first.child.poll() is None
        assert "refused [lock.held]" in second.said()
        assert "registrar.lock" in second.said()


def test_a_registrar_waits_for_a_newsroom_that_was_never_opened(desk_site: Config) -> None:
    bare = small_site(desk_site.site.parent / "bare")
    with registrar(bare) as running:
        running.says("[registrar.no-newsroom]")
        time.sleep(1)
        open_newsroom(bare)
        place(bare, "1")
        once_true(lambda: _all_entered(bare))
        assert running.stop() == 0
    assert running.said().count("[registrar.no-newsroom]; trying again") == 1
    assert "Traceback" not in running.said()


def test_once_enters_what_is_due_and_ends(either_site: Config) -> None:
    place(either_site, "1")
    place(either_site, "2", not_before=_soon(3600))
    done = _once(either_site)
    assert (done.returncode, done.stdout) == (0, "1 entered, 0 refused\n")
    place(either_site, withdraw("9"))
    done = _once(either_site)
    assert (done.returncode, done.stdout) == (1, "0 entered, 1 refused\n")
    assert states(either_site) == ["entered", "waiting", "refused"]


def test_a_key_that_others_may_read_is_refused_at_once(desk_site: Config) -> None:
    desk_site.key.chmod(0o644)
    with registrar(desk_site) as running:
        assert running.child.wait(10) == 1
    assert "refused [key.refused]" in running.said()


@pytest.mark.parametrize("seconds", [1.5, 12])
def test_what_goes_out_late_is_said_to_be(desk_site: Config, seconds: float) -> None:
    place(desk_site, "1", not_before=_soon(-seconds), placed_at=_soon(-60))
    with registrar(desk_site) as running:
        running.says("entered issue 1")
    if seconds < 10:
        assert "INFO entered issue 1" in running.said()
        assert "s after its time" in running.said()
    else:
        assert "WARNING entered issue 1 as" in running.said()
        assert "late by 1" in running.said()


def _once(site: Config) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "communique.cli.main", "registrar", str(site.site), "--once"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
