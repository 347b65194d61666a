"""A site of three users: what goes from one to the next, and what none of them can do."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import psycopg
import pytest

from tests.journeys.machine import (
    NEWSROOM,
    PORTAL,
    REGISTRAR,
    Machine,
    found_in,
    grant,
    machine,
)
from tests.journeys.signing import NAME, WORDS
from tests.postgres import Cluster

WAIT_SECONDS = 20.0
SEARCH_LOCK = ".tantivy-meta.lock"


@dataclass(frozen=True, slots=True)
class House:
    """A machine with all three running, and what was issued on it."""

    machine: Machine
    portal: str
    symbol: str
    digest: str

    @property
    def has_postgresql(self) -> bool:
        """Tell whether the newsroom's database is PostgreSQL."""
        return bool(self.machine.databases)


def _signed_off(made: Machine) -> dict[str, str]:
    words = (made.python, "-B", "-m", "tests.journeys.signing", str(made.config.site))
    ended = made.run(NEWSROOM, *words)
    assert ended.returncode == 0, ended.stderr
    said: dict[str, str] = json.loads(ended.stdout)
    return said


def _put_away(made: Machine) -> None:
    """Have the newsroom's user be the last to close SQLite's file, which removes what is beside."""
    script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('VACUUM'); c.close()"
    path = made.config.newsroom / "desk.sqlite3"
    assert made.run(NEWSROOM, made.python, "-c", script, str(path)).returncode == 0
    assert not path.with_name("desk.sqlite3-wal").exists()


def _check_beside(made: Machine) -> None:
    """See that the registrar has made the file beside the database, and the newsroom may write it.

    Were it of the registrar's own group, the newsroom could not open its database any more.
    """
    beside = made.config.newsroom / "desk.sqlite3-wal"
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until and not beside.exists():
        time.sleep(0.1)
    found = beside.stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o777) == (REGISTRAR, NEWSROOM, 0o660)


def _shown(portal: str, symbol: str) -> bool:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        if httpx.get(f"{portal}/en/releases/{symbol}", follow_redirects=True).status_code == 200:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    """Give a machine on which one release went from the desk to the readers."""
    cluster: Cluster | None = None
    if request.param == "postgresql":
        cluster = request.getfixturevalue("postgres_cluster")
    with machine(cluster) as made, ExitStack() as stack:
        with made.running("newsroom", "--port", "0") as newsroom:
            found_in(newsroom, r"newsroom at (\S+)/")
        if cluster:
            grant(cluster, made)
        else:
            _put_away(made)
        # Started while nobody else has the database open: the harder order of the two.
        registrar = stack.enter_context(made.running("registrar"))
        found_in(registrar, "(is ready)")
        if not cluster:
            _check_beside(made)
        serving = stack.enter_context(made.running("serve", "--port", "0"))
        portal = found_in(serving, r"portal at (\S+)/")
        issued = _signed_off(made)
        yield House(made, portal, issued["symbol"], issued["digest"])


def test_a_release_goes_from_the_newsrooms_user_through_the_registrars_to_the_portals(
    house: House,
) -> None:
    registrar = (house.machine.said / "registrar.log").read_text()
    assert _shown(house.portal, house.symbol), registrar
    file = httpx.get(f"{house.portal}/media/{house.digest}/{NAME}")
    assert (file.status_code, file.content) == (200, WORDS)
    found = httpx.get(f"{house.portal}/en/search.json?q=lights").json()
    assert found["total"] == 1


def test_each_runs_as_its_own_user(house: House) -> None:
    config = house.machine.config
    owners = {path.stat().st_uid for path in config.site.rglob("*")}
    assert owners == {REGISTRAR, NEWSROOM}
    for path in (config.log, config.deposit, config.store, config.key, config.site):
        assert path.stat().st_uid == REGISTRAR
    assert config.newsroom.stat().st_uid == NEWSROOM


def test_only_the_registrar_reads_the_key(house: House) -> None:
    read = 'cat "$SITE/key"'
    assert house.machine.shell(REGISTRAR, read).returncode == 0
    for user in (NEWSROOM, PORTAL):
        assert house.machine.shell(user, read).returncode != 0


@pytest.mark.parametrize("user", [NEWSROOM, PORTAL])
def test_nobody_else_writes_the_record(house: House, user: int) -> None:
    writable = house.machine.writable(user)
    # The search library locks this empty file when it opens an index, whoever reads.
    assert [one for one in writable if not one.endswith(SEARCH_LOCK)] == []
    for deed in ('rm "$SITE/log/checkpoint"', 'mv "$SITE/log" "$SITE/x"', 'touch "$SITE/lock"'):
        assert house.machine.shell(user, deed).returncode != 0, deed


def test_the_portals_user_sees_nothing_of_the_newsroom(house: House) -> None:
    for deed in ('ls "$SITE/newsroom"', 'touch "$SITE/newsroom/x"', 'cat "$SITE/newsroom/secret"'):
        assert house.machine.shell(PORTAL, deed).returncode != 0, deed


def test_the_registrars_user_reads_the_files_that_go_out_and_no_secret_of_the_desk(
    house: House,
) -> None:
    file = house.machine.shell(REGISTRAR, f'cat "$SITE/newsroom/media/{house.digest}"')
    assert file.stdout.encode() == WORDS
    for deed in (
        'cat "$SITE/newsroom/secret"',
        'touch "$SITE/newsroom/media/x"',
        f'rm "$SITE/newsroom/media/{house.digest}"',
    ):
        assert house.machine.shell(REGISTRAR, deed).returncode != 0, deed


def test_the_registrars_role_of_postgresql_reaches_the_outbox_and_nothing_else(
    house: House,
) -> None:
    if not house.has_postgresql:
        pytest.skip("SQLite knows no roles: who may write the file may write all of it")
    with psycopg.connect(house.machine.databases[REGISTRAR], autocommit=True) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND has_table_privilege(oid, 'SELECT')"
        ).fetchall()
        assert sorted(str(one) for (one,) in tables) == [
            "outbox_beat",
            "outbox_order",
            "review_page",
        ]
        for statement in (
            "SELECT password FROM accounts_member",
            "INSERT INTO outbox_order (order_id) VALUES ('x')",
            "DELETE FROM outbox_order",
            "UPDATE outbox_order SET placed_by = 'x'",
            "CREATE TABLE mine (x int)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())


def test_the_outbox_knows_what_was_entered(house: House) -> None:
    assert _shown(house.portal, house.symbol)
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until and _states(house) != {"entered"}:
        time.sleep(0.1)
    assert _states(house) == {"entered"}


def _states(house: House) -> set[str]:
    question = "SELECT state FROM outbox_order"
    if house.has_postgresql:
        with psycopg.connect(house.machine.databases[NEWSROOM]) as connection:
            return {str(one) for (one,) in connection.execute(question.encode())}
    # As the newsroom's user: root would leave files beside the database that are not theirs.
    path = str(house.machine.config.newsroom / "desk.sqlite3")
    script = (
        "import sqlite3, sys; path, question = sys.argv[1:];"
        "print(*(row[0] for row in sqlite3.connect(path).execute(question)))"
    )
    said = house.machine.run(NEWSROOM, house.machine.python, "-c", script, path, question)
    return set(said.stdout.split())
