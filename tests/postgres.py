"""A PostgreSQL server of the tests' own: started once a session, a new database for each test.

A conftest that wants it says `from tests.postgres import postgres_cluster, postgres_url`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from tests.tools import missing

INSTALLED = Path("/usr/lib/postgresql")
START_SECONDS = 30.0
STOP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server, reached by a socket in a folder of its own."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://tests@{quote(str(self.folder), safe='')}/{database}"

    def new_database(self, *, like: str = "") -> str:
        """Return the address of a new database: empty, or as the one at another address."""
        name = f"desk{next(self.numbers)}"
        self._say(f"CREATE DATABASE {name}" + (f" TEMPLATE {_name(like)}" if like else ""))
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database, and end what is still connected to it."""
        self._say(f"DROP DATABASE {_name(url)} WITH (FORCE)")

    def _say(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """Give a PostgreSQL server, as a user that is not root, for the length of the session."""
    with running_cluster() as cluster:
        yield cluster


@contextmanager
def running_cluster(*, is_durable: bool = False) -> Iterator[Cluster]:
    """Run a server; is_durable: with its flushes, as a real one, for who measures."""
    with tempfile.TemporaryDirectory(prefix="communique-pg-") as name:
        folder = Path(name)
        user = _user(folder)
        made = (_program("initdb"), "-D", folder / "db")
        _run(user, *made, "-U", "tests", "-A", "trust", "-E", "UTF8")
        server = _start(user, folder, is_durable=is_durable)
        try:
            cluster = Cluster(folder)
            _wait(cluster, server)
            yield cluster
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(STOP_SECONDS)


@pytest.fixture
def postgres_url(postgres_cluster: Cluster) -> str:
    """Give the address of a new database, `postgresql://…`."""
    return postgres_cluster.new_database()


def _name(url: str) -> str:
    return url.rpartition("/")[2]


def _program(name: str) -> Path:
    found = sorted(INSTALLED.glob(f"*/bin/{name}"))
    if not found:
        missing(name, remedy="install Debian's postgresql")
    return found[-1]


def _user(folder: Path) -> str | None:
    """Return whom the server runs as, None for ourselves: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    name = next(one for one in ("postgres", "nobody") if _is_user(one))
    shutil.chown(folder, name)
    folder.chmod(0o755)
    return name


def _is_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _run(user: str | None, *command: str | Path) -> None:
    subprocess.run(command, user=user, cwd="/", check=True, capture_output=True)


def _start(user: str | None, folder: Path, *, is_durable: bool) -> subprocess.Popen[bytes]:
    command = [str(_program("postgres")), "-D", str(folder / "db"), "-k", str(folder)]
    # No network, so that no port can be taken; and no test has to outlive a power cut.
    flushes = f"fsync={'on' if is_durable else 'off'}"
    for setting in ("listen_addresses=", flushes, "timezone=Asia/Kathmandu"):
        command += ["-c", setting]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(command, user=user, cwd="/", stdout=log, stderr=log)


def _wait(cluster: Cluster, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(cluster.url("postgres")).close()
        except psycopg.OperationalError:
            said = (cluster.folder / "server.log").read_text(errors="replace")
            assert server.poll() is None, said
            assert time.monotonic() < until, said
            time.sleep(0.05)
        else:
            return
