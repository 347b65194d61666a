"""The command that serves the newsroom."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import httpx
import pytest

from communique.config import Config, load
from communique.newsroom.serve import know_address
from communique.newsroom.watcher import Watcher
from tests.newsroom.desks import Desk
from tests.newsroom.running import Running, command, descendants, running, surroundings
from tests.postgres import Cluster
from tests.prepared import Prepared
from tests.sites import small_site

STOP_SECONDS = 15


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster | None) -> Config:
    """Make a site whose newsroom was never opened."""
    config = small_site(tmp_path_factory.mktemp("served") / "site")
    return replace(config, database=cluster.new_database()) if cluster else config


@pytest.fixture(scope="module")
def newsroom(config: Config) -> Iterator[Running]:
    """Give its newsroom, opened for the first time."""
    with running(config.site, COMMUNIQUE_DATABASE=config.database) as opened:
        yield opened


def _modes(folder: Path, *names: str) -> list[str]:
    return [oct(stat.S_IMODE((folder / name).stat().st_mode)) for name in names]


def test_the_first_start_says_a_password_once_that_lets_the_administrator_in(
    newsroom: Running, config: Config
) -> None:
    with httpx.Client(base_url=newsroom.url) as browser:
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', browser.get("/sign-in/").text)
        assert token
        form = {"login": "administrator", "password": newsroom.password}
        answer = browser.post("/sign-in/", data=form | {"csrfmiddlewaretoken": token[1]})
        assert (answer.status_code, answer.headers["location"]) == (302, "/desk/")
        assert browser.get("/desk/").headers["location"] == "/account/password/"
    with running(config.site, COMMUNIQUE_DATABASE=config.database) as again:
        assert again.password == ""


def test_its_folder_and_secrets_are_its_own(newsroom: Running, config: Config) -> None:
    assert _modes(config.newsroom, "", "secret") == ["0o700", "0o600"]
    if not config.database:
        assert _modes(config.newsroom, "desk.sqlite3") == ["0o600"]


def test_files_for_browsers_are_named_by_their_content_and_kept_for_a_year(
    newsroom: Running,
) -> None:
    page = httpx.get(f"{newsroom.url}/sign-in/").text
    found = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(found) > 3
    for address in found:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", address)
        answer = httpx.get(newsroom.url + address)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "max-age=31536000")


def test_a_file_outside_is_not_given_out(newsroom: Running) -> None:
    for address in ("/static/../secret", "/static/%2e%2e/secret", "/static/..%2fsecret"):
        with socket.create_connection(("127.0.0.1", int(newsroom.url.rpartition(":")[2]))) as line:
            line.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert b" 200 " not in line.recv(100)


def test_a_port_that_is_taken_is_said_in_one_sentence(newsroom: Running, config: Config) -> None:
    port = newsroom.url.rpartition(":")[2]
    ended = subprocess.run(
        command(config.site, "--port", port),
        env=surroundings(COMMUNIQUE_DATABASE=config.database),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("communique: refused [newsroom.cannot-listen]")
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("database", "code"),
    [
        ("postgresql://nobody@127.0.0.1:1/nothing", "newsroom.unavailable"),
        ("mysql://elsewhere/desk", "site.unusable"),
    ],
)
def test_a_database_that_cannot_be_had_is_said_in_one_sentence(
    tmp_path: Path, database: str, code: str
) -> None:
    site = small_site(tmp_path / "site").site
    ended = subprocess.run(
        command(site, "--port", "0"),
        env=surroundings(COMMUNIQUE_DATABASE=database),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, code in ended.stderr) == (1, True), ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_folder_that_is_no_site_has_no_newsroom(tmp_path: Path) -> None:
    ended = subprocess.run(
        command(tmp_path), env=surroundings(), capture_output=True, text=True, check=False
    )
    assert (ended.returncode, "[site.missing]" in ended.stderr) == (1, True)


def test_of_two_that_start_at_once_one_makes_the_tables_and_both_serve(
    tmp_path: Path, cluster: Cluster | None
) -> None:
    site = small_site(tmp_path / "site").site
    more = {"COMMUNIQUE_DATABASE": cluster.new_database()} if cluster else {}
    with running(site, **more) as one, running(site, **more) as other:
        assert sorted(map(bool, (one.password, other.password))) == [False, True]
        for each in (one, other):
            assert httpx.get(f"{each.url}/sign-in/").status_code == 200


def test_it_stops_at_once_and_in_order_when_told_to(prepared: Prepared, tmp_path: Path) -> None:
    site = prepared.bare(tmp_path / "site").site
    with running(site, COMMUNIQUE_DATABASE="") as opened:
        opened.process.send_signal(signal.SIGTERM)
        assert opened.process.wait(STOP_SECONDS) == 0
        _, said = opened.process.communicate()
        assert said == ""


def test_nothing_stays_behind_when_it_is_killed(prepared: Prepared, tmp_path: Path) -> None:
    site = prepared.bare(tmp_path / "site").site
    with running(site, COMMUNIQUE_DATABASE="") as opened:
        below = descendants(opened.process.pid)
        assert len(below) >= 3  # one that answers, the keeper, the watch
        opened.process.kill()
        _wait_for(lambda: not any(map(_is_alive, below)))


def test_a_group_that_may_write_in_the_folder_may_write_the_database(tmp_path: Path) -> None:
    config = small_site(tmp_path / "site")
    config.newsroom.mkdir()
    config.newsroom.chmod(0o2770)
    with running(config.site, COMMUNIQUE_DATABASE="") as opened:
        assert httpx.get(f"{opened.url}/sign-in/").status_code == 200
        assert _modes(config.newsroom, "") == ["0o2770"]
        assert _modes(config.newsroom, "desk.sqlite3", "desk.sqlite3-wal") == ["0o660"] * 2
        assert _modes(config.newsroom, "secret") == ["0o600"]


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8761"),
        ("0.0.0.0", "http://127.0.0.1:8761"),  # nothing listens
        ("::", "http://[::1]:8761"),
    ],
)
def test_what_it_writes_to_members_leads_to_where_it_answers(
    config: Config, host: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_NEWSROOM_URL", "")
    know_address(config, host, 8761)
    assert load(config.site).newsroom_url == address
    know_address(replace(config, newsroom_url="https://desk.example"), host, 1)
    assert load(config.site).newsroom_url == address


def test_a_watch_that_falls_is_said_and_started_again(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def fall(stop: threading.Event) -> None:
        with (tmp_path / "starts").open("a") as file:
            file.write("x")
        os._exit(3)

    with Watcher(fall, partial(print, flush=True)):
        _wait_for(lambda: len(_read(tmp_path / "starts")) > 1)
    said = capfd.readouterr().out
    assert said.startswith("communique: the watch over late orders ended with status 3; it is")


def test_a_watch_is_told_to_stop_and_not_killed(tmp_path: Path) -> None:
    def stay(stop: threading.Event) -> None:
        (tmp_path / "started").write_text("x")
        stop.wait()
        (tmp_path / "stopped").touch()

    with Watcher(stay, pytest.fail):
        _wait_for(lambda: _read(tmp_path / "started") == "x")
    assert (tmp_path / "stopped").exists()


def test_a_watch_that_does_not_listen_is_ended_all_the_same(tmp_path: Path) -> None:
    def be_deaf(stop: threading.Event) -> None:
        (tmp_path / "started").write_text(str(os.getpid()))
        while True:
            time.sleep(1)

    with Watcher(be_deaf, pytest.fail):
        _wait_for(lambda: _read(tmp_path / "started") != "")
    assert not _is_alive(int(_read(tmp_path / "started")))


def test_the_desks_own_watch_can_be_started(desk: Desk) -> None:
    """The one that the command runs, which is found only once it runs."""
    from communique.newsroom.steps.watch import watch

    stop = threading.Event()
    stop.set()
    watch(stop)


def _wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
