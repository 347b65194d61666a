"""Pages read by the workers of a real Dask cluster: each entered once, whoever is killed."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from communique.cli.cluster import Cluster, OtherReader
from communique.cli.main import main
from communique.cli.readers import ReaderDied, Readers
from communique.ingest.reading import PageRead
from communique.registrar.audit import audit
from tests.cli import deadly
from tests.cli.clusters import Clustered, cluster
from tests.cli.many import begun, captures, in_store, pages
from tests.sites import small_site

PAGES = 400


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clustered]:
    """Give a cluster; each test says how many workers it needs."""
    with cluster(tmp_path_factory.mktemp("cluster"), workers=3) as made:
        yield made


def _readers(made: Clustered) -> Readers:
    return Readers(deadly.read, partial(Cluster, scheduler=made.address), few=0)


def test_pages_come_back_in_order_from_a_cluster(running: Clustered) -> None:
    running.have(3)
    given = captures(*(f"page {number}" if number % 7 else "" for number in range(100)))
    found = list(_readers(running).in_order(given))
    assert [number for number, _ in found] == list(range(100))
    for (_, capture), (_, read) in zip(given, found, strict=True):
        assert (read.reading.capture if isinstance(read, PageRead) else None) == capture


def test_a_page_that_ends_its_worker_is_named_and_the_rest_is_read(running: Clustered) -> None:
    # One ends with the page and its neighbours, two with the page alone, and one must be left.
    running.have(4)
    given = captures(*(["page"] * 20), "deadly", *(["page"] * 20))
    found = list(_readers(running).in_order(given))
    died = [(number, read) for number, read in found if not isinstance(read, PageRead)]
    assert [(number, type(read)) for number, read in died] == [(20, ReaderDied)]


def test_a_worker_killed_in_the_middle_loses_no_page_and_doubles_none(
    running: Clustered, tmp_path: Path
) -> None:
    running.have(3)
    config, folder = small_site(tmp_path / "site"), pages(tmp_path / "pages", PAGES)
    importing = begun(config, folder, "--scheduler", running.address)
    running.workers[-1].kill()
    assert importing.wait() == 0
    assert in_store(config) == PAGES
    assert list(audit(config)) == []


@pytest.mark.parametrize(("by", "status"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_an_import_that_is_stopped_goes_on_and_enters_none_twice(
    running: Clustered, tmp_path: Path, by: signal.Signals, status: int
) -> None:
    running.have(2)
    config, folder = small_site(tmp_path / "site"), pages(tmp_path / "pages", PAGES)
    importing = begun(config, folder, "--scheduler", running.address)
    importing.send_signal(by)
    assert importing.wait() == status
    assert 0 < in_store(config) < PAGES
    again = ["import", str(config.site), str(folder), "--scheduler", running.address]
    assert main(again) == 0
    assert in_store(config) == PAGES
    assert list(audit(config)) == []


def test_a_cluster_lost_in_the_middle_is_named_and_this_machine_reads_on(
    tmp_path: Path,
) -> None:
    config, folder = small_site(tmp_path / "site"), pages(tmp_path / "pages", PAGES)
    with cluster(tmp_path / "cluster", workers=1) as made:
        importing = begun(config, folder, "--scheduler", made.address, stderr=subprocess.PIPE)
        made.scheduler.kill()
        _, said = importing.communicate()
    assert importing.returncode == 1
    assert "read.no-cluster" in said
    assert len(said.splitlines()) == 3, said
    assert 0 < in_store(config) < PAGES
    assert main(["import", str(config.site), str(folder)]) == 0
    assert in_store(config) == PAGES


def test_a_worker_of_another_version_reads_nothing(tmp_path: Path) -> None:
    older = tmp_path / "older.py"
    older.write_text("import communique.cli.cluster as c\nc.__version__ = '0'\n", encoding="utf-8")
    with (
        cluster(tmp_path / "cluster", workers=1, preload=older) as made,
        pytest.raises(OtherReader, match="a worker has Communiqué 0,"),
    ):
        list(_readers(made).in_order(captures("page")))


def test_where_no_scheduler_answers_that_is_said_and_nothing_is_entered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config, folder = small_site(tmp_path / "site"), pages(tmp_path / "pages", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and listens to nobody
        nowhere = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        assert main(["import", str(config.site), str(folder), "--scheduler", nowhere]) == 1
    assert "read.no-cluster" in capsys.readouterr().err
    assert in_store(config) == 0


def test_without_its_library_a_cluster_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    config, folder = small_site(tmp_path / "site"), pages(tmp_path / "pages", 1)
    given = ["import", str(config.site), str(folder), "--scheduler", "tcp://127.0.0.1:8786"]
    assert main(given) == 1
    assert "pip install communique[dask]" in capsys.readouterr().err
    assert in_store(config) == 0


@pytest.mark.parametrize("address", ["http://host:1", "tcp://host", "host:8786", "tcp://h:1 x"])
def test_an_address_that_is_no_schedulers_is_misuse(tmp_path: Path, address: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["import", str(tmp_path), "page.txt", "--scheduler", address])
    assert stopped.value.code == 2
