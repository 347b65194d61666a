"""Several at the outbox at once: one order placed, and never both revoked and taken."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.core.errors import CommuniqueError
from communique.outbox import orders as outbox
from communique.outbox.errors import OrderTaken
from communique.outbox.orders import State, create_tables
from tests.outbox.boxes import NOON, PostgresBox, SqliteBox, frozen
from tests.outbox.placer import SYMBOLS
from tests.postgres import Cluster
from tests.tools import ROOT

PLACERS = 3


@pytest.fixture(params=["sqlite", "postgresql"])
def shared_box(request: pytest.FixtureRequest, tmp_path: Path) -> SqliteBox | PostgresBox:
    """Return an outbox that several processes can reach, and where it is."""
    if request.param == "sqlite":
        made: SqliteBox | PostgresBox = SqliteBox(tmp_path / "desk.sqlite3")
    else:
        cluster: Cluster = request.getfixturevalue("postgres_cluster")
        made = PostgresBox(cluster.new_database())
    with made.transaction() as connection:
        create_tables(connection)
    return made


def _where(box: SqliteBox | PostgresBox) -> str:
    return str(box.path) if isinstance(box, SqliteBox) else box.url


def test_people_who_publish_the_same_at_once_place_one_order(
    shared_box: SqliteBox | PostgresBox,
) -> None:
    placers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.outbox.placer", _where(shared_box), f"secretary-{one}"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for one in range(PLACERS)
    ]
    for placer in placers:
        assert placer.stdout is not None
        assert placer.stdout.readline() == "ready\n"
    said = Counter[str]()
    for placer in placers:
        assert placer.stdin is not None
        placer.stdin.write("\n")
        placer.stdin.flush()
    for placer in placers:
        said.update(placer.communicate()[0].split())
    assert said == {"placed": SYMBOLS, "outbox.waiting": (PLACERS - 1) * SYMBOLS}
    with shared_box.transaction() as connection:
        queued = outbox.queue(connection, 1000)
    assert [line.symbol for line in queued] == [str(number) for number in range(SYMBOLS)]


class _Race:
    """Who does what at the same moment, each on a connection of their own."""

    def __init__(self, box: SqliteBox | PostgresBox, bundle: str) -> None:
        self.box, self.bundle = box, bundle
        self.said: dict[str, object] = {}
        self._start = threading.Barrier(3)

    def revoke(self, name: str) -> None:
        self._start.wait()
        try:
            with self.box.transaction() as connection:
                outbox.revoke(connection, self.bundle, at=NOON, by=name)
            self.said[name] = "revoked"
        except OrderTaken:
            self.said[name] = "taken"

    def take(self) -> None:
        self._start.wait()
        with self.box.transaction() as connection:
            taken = outbox.take(connection, NOON)
            mine = [one.order.id for one in taken if one.bundle == self.bundle]
            outbox.mark_entered(connection, dict.fromkeys(mine, 7), NOON)
        self.said["registrar"] = len(mine)

    def run(self) -> None:
        people = [threading.Thread(target=self.revoke, args=(name,)) for name in ("anna", "boris")]
        people.append(threading.Thread(target=self.take))
        for one in people:
            one.start()
        for one in people:
            one.join(30)
            assert not one.is_alive()


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(count=st.integers(1, 4), number=st.integers(0, 10**12))
def test_an_order_is_never_both_revoked_and_entered(
    shared_box: SqliteBox | PostgresBox, count: int, number: int
) -> None:
    bundle = f"{number:064x}"
    symbols = [f"{number}-{count}-{one}" for one in range(count)]
    orders = [frozen(symbol, bundle=bundle) for symbol in symbols]
    try:
        with shared_box.transaction() as connection:
            outbox.place(connection, orders)
    except CommuniqueError:
        return  # an example that came twice
    race = _Race(shared_box, bundle)
    race.run()
    with shared_box.transaction() as connection:
        states = [outbox.of_symbol(connection, symbol)[-1].state for symbol in symbols]
    people = {race.said["anna"], race.said["boris"]}
    if race.said["registrar"]:
        assert race.said["registrar"] == count
        assert (states, people) == ([State.ENTERED] * count, {"taken"})
    else:
        assert (states, people) == ([State.REVOKED] * count, {"revoked"})
