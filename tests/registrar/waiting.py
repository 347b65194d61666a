"""A newsroom's outbox as the registrar finds it, and the registrar as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from communique.config import FILE, Config
from communique.core.entry import Entry, Order
from communique.log.reader import LogReader
from communique.outbox import orders as outbox
from communique.outbox import review
from communique.outbox.orders import FrozenOrder, Line
from communique.outbox.statements import Connection
from communique.registrar.audit import audit
from communique.registrar.desk import DATABASE, Desk, NewsroomAway, open_desk
from communique.registrar.keys import verifier_of
from tests.outbox.boxes import frozen
from tests.tools import ROOT

PATIENCE_SECONDS = 30.0
Answer = TypeVar("Answer")


def open_newsroom(site: Config) -> None:
    """Make the newsroom's database of a site, with nothing but outbox and review list in it."""
    if not site.database:
        site.newsroom.mkdir(exist_ok=True)
        (site.newsroom / DATABASE).touch()
    with _desk(site) as desk:
        if not site.database:
            with desk.reading() as connection:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
        with desk.transaction() as connection:
            outbox.create_tables(connection)
            review.create_tables(connection)


def on_postgresql(site: Config, url: str) -> Config:
    """Return the site, whose newsroom has its database at this address from now on."""
    with (site.site / FILE).open("a", encoding="utf-8") as settings:
        settings.write(f'database = "{url}"\n')
    return replace(site, database=url)


def place(site: Config, *orders: Order | str, **changed: object) -> None:
    """Place orders as the desk does, each alone unless `bundle` is given; due at once."""
    now = datetime.now(UTC)
    made = [frozen(one, **{"not_before": now, "placed_at": now, **changed}) for one in orders]
    once_true(lambda: _is_placed(site, made))


def _is_placed(site: Config, made: list[FrozenOrder]) -> bool:
    try:
        with transaction(site) as connection:
            outbox.place(connection, made)
    except NewsroomAway:
        return False  # locked; the desk is more patient, and so are we
    return True


@contextmanager
def transaction(site: Config) -> Iterator[Connection]:
    """Give a connection to the newsroom's database in a transaction."""
    with _desk(site) as desk, desk.transaction() as connection:
        yield connection


def lines(site: Config) -> list[Line]:
    """Return every order of the outbox, in the order placed."""
    with transaction(site) as connection:
        return outbox.lines(connection, list(outbox.State), 10_000)[::-1]


def states(site: Config) -> list[str]:
    """Return how far every order is, in the order placed."""
    return [line.state.value for line in lines(site)]


def entries(site: Config) -> list[Entry]:
    """Return the entries of the log that are no registry's, in order."""
    reader = LogReader(site.log, verifier_of(site))
    found = (Entry.from_leaf(leaf) for _, leaf in reader.entries())
    return [entry for entry in found if entry.langs]


def faults(site: Config) -> list[str]:
    """Return what an audit finds."""
    return [f"{fault.path}: {fault.problem}" for fault in audit(site)]


def once_true(ask: Callable[[], Answer], *, seconds: float = PATIENCE_SECONDS) -> Answer:
    """Return the first answer that is true; the test fails where there is none in time."""
    until = time.monotonic() + seconds
    while not (answer := ask()):
        assert time.monotonic() < until, "it does not come true"
        time.sleep(0.02)
    return answer


@dataclass(frozen=True, slots=True)
class Running:
    """A registrar that runs as a process of its own."""

    child: subprocess.Popen[bytes]
    log: Path

    def said(self) -> str:
        """Return what it wrote until now."""
        return self.log.read_text(encoding="utf-8")

    def says(self, words: str) -> bool:
        """Wait until it has written some words."""
        return once_true(lambda: words in self.said())

    def stop(self) -> int:
        """Tell it to stop, and return its exit status."""
        self.child.send_signal(signal.SIGTERM)
        return self.child.wait(PATIENCE_SECONDS)


@contextmanager
def registrar(
    site: Config, *, environment: Mapping[str, str] | None = None, log: Path | None = None
) -> Iterator[Running]:
    """Run `communique registrar SITE`; it is killed at the end where it still runs.

    log: where it writes; beside the site unless said.
    """
    log = log or site.site.parent / "registrar.log"
    command = [sys.executable, "-m", "communique.cli.main", "registrar", str(site.site)]
    with log.open("wb") as file:
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=file,
            stderr=file,
            env={**os.environ, **(environment or {})},
        )
    running = Running(child, log)
    try:
        once_true(lambda: "is ready" in running.said() or child.poll() is not None)
        yield running
    finally:
        child.kill()
        child.wait()


@contextmanager
def _desk(site: Config) -> Iterator[Desk]:
    desk = open_desk(site)
    try:
        yield desk
    finally:
        desk.close()
