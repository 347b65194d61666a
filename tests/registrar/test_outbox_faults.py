"""A newsroom's database that is locked or gone, a disk that is full: orders wait, and then go."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from communique.config import Config
from communique.core.media import Attachment
from communique.log.deposit import Deposit
from communique.registrar.desk import DATABASE
from communique.registrar.enter import UPLOADS
from tests.postgres import Cluster
from tests.registrar.test_disk_full import fill
from tests.registrar.test_disk_full import small_disk as small_disk
from tests.registrar.waiting import (
    entries,
    faults,
    lines,
    on_postgresql,
    once_true,
    open_newsroom,
    place,
    registrar,
    states,
)
from tests.sites import issue, release, small_site

LOCKED_SECONDS = 3.0
FILM = b"a film of the lakes" * 200_000


@contextmanager
def _locked(site: Config) -> Iterator[None]:
    """Hold the outbox as another writer does in a long transaction."""
    if site.database:
        with psycopg.connect(site.database) as other:
            other.execute("LOCK TABLE outbox_order IN EXCLUSIVE MODE")
            yield
        return
    with closing(sqlite3.connect(site.newsroom / DATABASE, timeout=30)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        yield


def test_a_database_that_is_locked_for_seconds_only_makes_orders_wait(either_site: Config) -> None:
    with registrar(either_site) as running:
        place(either_site, "1")
        once_true(lambda: states(either_site) == ["entered"])
        with _locked(either_site):
            time.sleep(LOCKED_SECONDS)
        place(either_site, "2")
        once_true(lambda: states(either_site) == ["entered"] * 2)
        running.stop()
    assert "Traceback" not in running.said()
    assert running.said().count("ERROR") <= 2
    assert [entry.symbol for entry in entries(either_site)] == ["1", "2"]


def test_a_database_locked_between_log_and_mark_is_told_later(either_site: Config) -> None:
    with registrar(either_site) as running:
        stop = threading.Event()
        locking = threading.Thread(target=_lock_now_and_then, args=(either_site, stop))
        locking.start()
        try:
            for number in range(12):
                place(either_site, str(number))
                time.sleep(0.1)
        finally:
            stop.set()
            locking.join()
        once_true(lambda: states(either_site) == ["entered"] * 12)
    assert "Traceback" not in running.said()
    assert [entry.symbol for entry in entries(either_site)] == [str(one) for one in range(12)]


def _lock_now_and_then(site: Config, stop: threading.Event) -> None:
    while not stop.wait(0.2):
        with _locked(site):
            time.sleep(0.4)


def test_a_newsroom_whose_database_goes_and_comes_back_loses_nothing(
    tmp_path: Path, postgres_cluster: Cluster
) -> None:
    url = postgres_cluster.new_database()
    site = on_postgresql(small_site(tmp_path / "site"), url)
    open_newsroom(site)
    name = url.rpartition("/")[2]
    with registrar(site) as running:
        with psycopg.connect(postgres_cluster.url("postgres"), autocommit=True) as admin:
            admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
            running.says("[registrar.newsroom-away]")
            time.sleep(1)
            admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())
        running.says("the way is clear again")
        place(site, "1")
        once_true(lambda: states(site) == ["entered"])
        running.stop()
    assert "Traceback" not in running.said()
    assert running.said().count("ERROR") == 1


def test_a_database_put_back_from_a_backup_is_seen(desk_site: Config) -> None:
    path = desk_site.newsroom / DATABASE
    with registrar(desk_site) as running:
        place(desk_site, "1")
        once_true(lambda: states(desk_site) == ["entered"])
        copy = path.with_suffix(".copy")
        with sqlite3.connect(path) as old, sqlite3.connect(copy) as new:
            old.backup(new)
        old.close()
        new.close()
        for rest in ("-wal", "-shm"):
            path.with_name(path.name + rest).unlink(missing_ok=True)
        os.replace(copy, path)
        place(desk_site, "2")
        once_true(lambda: states(desk_site) == ["entered"] * 2)
        running.stop()
    assert "Traceback" not in running.said()
    assert [entry.symbol for entry in entries(desk_site)] == ["1", "2"]


def test_a_disk_that_fills_up_while_a_file_is_copied_keeps_the_order_until_there_is_room(
    small_disk: Path, tmp_path: Path
) -> None:
    site = small_site(small_disk / "site")
    # The desk's database and uploads lie on another disk: it is the record's that is full.
    (tmp_path / "newsroom" / UPLOADS).mkdir(parents=True)
    site.newsroom.symlink_to(tmp_path / "newsroom")
    open_newsroom(site)
    digest = sha256(FILM).hexdigest()
    (site.newsroom / UPLOADS / digest).write_bytes(FILM)
    film = Attachment(digest=digest, media_type="video/mp4", name="lakes.mp4", size_bytes=len(FILM))
    filler = fill(small_disk, left_kib=2048)
    with registrar(site, log=tmp_path / "registrar.log") as running:
        place(site, issue(release("1", attachments=(film,))), "2")
        running.says("the disk is full")
        assert states(site) == ["taken", "taken"]
        assert not Deposit(site.deposit).has(digest)
        assert entries(site) == []
        filler.unlink()
        once_true(lambda: states(site) == ["entered", "entered"])
        assert running.stop() == 0
    assert "Traceback" not in running.said()
    assert running.said().count("the disk is full") == 1
    assert Deposit(site.deposit).get(digest) == FILM
    assert faults(site) == []


@pytest.mark.parametrize("left_kib", [0, 4, 8, 16, 32, 48, 64, 96, 128, 192, 256, 512])
def test_wherever_in_a_batch_the_disk_is_full_the_registrar_goes_on_when_there_is_room(
    small_disk: Path, tmp_path: Path, left_kib: int
) -> None:
    site = small_site(small_disk / "site")
    (tmp_path / "newsroom").mkdir()
    site.newsroom.symlink_to(tmp_path / "newsroom")
    open_newsroom(site)
    filler = fill(small_disk, left_kib=left_kib)
    with registrar(site, log=tmp_path / "registrar.log") as running:
        place(site, *(str(number) for number in range(40)))
        once_true(lambda: "ERROR" in running.said() or set(states(site)) == {"entered"})
        filler.unlink()
        once_true(lambda: set(states(site)) == {"entered"})
        assert running.stop() == 0
    assert "Traceback" not in running.said()
    assert len(entries(site)) == 40
    assert faults(site) == []


def test_a_registrar_told_to_stop_finishes_the_batch_in_hand(desk_site: Config) -> None:
    place(desk_site, *(str(number) for number in range(200)))
    with registrar(desk_site) as running:
        once_true(lambda: "waiting" not in states(desk_site))
        assert running.stop() == 0
    assert set(states(desk_site)) == {"entered"}
    assert len(lines(desk_site)) == len(entries(desk_site)) == 200
