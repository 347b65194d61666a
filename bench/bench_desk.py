"""Twenty editors who save at the same moment, on SQLite and on PostgreSQL.

    python -m bench.bench_desk [--editors 20] [--rounds 15]

The newsroom is served by the real command; each editor has a release of their own, of a page and
a half, and presses Save when all the others do. What is timed is the answer to that, a version
kept and flushed, and then the editor opened again, as a browser does it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from bench.machine import machine
from communique.cli.init import make_site
from communique.cli.profile_files import shipped_profile
from communique.config import Config
from tests.postgres import running_cluster

WAIT_SECONDS = 60
PASSWORD = "correct horse battery"
PARAGRAPH = "The Mission handed over equipment to the task force at a ceremony in Belgrade today. "
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
LOADED = re.compile(r'name="(loaded_revision\w+)"\s+value="([^"]*)"')
MEMBERS = """
import sys
from pathlib import Path
from communique.config import load
from communique.newsroom.prepare import begin, prepare
begin(load(Path(sys.argv[1])))
prepare()
from communique.newsroom.accounts.models import Member
for number in range(int(sys.argv[2])):
    Member.objects.create_user(
        f"editor{number}", "", sys.argv[3], roles=["author"], structures=["mission-to-serbia"]
    )
"""


class Editor:
    """Somebody at the desk: signed in, with a release of their own."""

    def __init__(self, address: str, name: str) -> None:
        self.address = address
        self.cookies = SimpleCookie()
        self._ask("/sign-in/", {"login": name, "password": PASSWORD}, self._token("/sign-in/"))
        fields = self._typed("Begun", ())
        self.page = self._ask("/desk/releases/add/", fields, self._token("/desk/releases/add/"))[0]
        self.fields: dict[str, str] = {}

    def open(self) -> float:
        """Open the editor; return how long that took, in seconds."""
        start = time.perf_counter()
        page = self._ask(self.page)[1]
        took = time.perf_counter() - start
        found = TOKEN.search(page)
        assert found is not None, page[:500]
        self.fields = {**dict(LOADED.findall(page)), "csrfmiddlewaretoken": found[1]}
        return took

    def save(self, number: int) -> float:
        """Save what was typed; return how long that took, in seconds."""
        sent = {**self.fields, **self._typed(f"Version {number}", ("secretariat",))}
        start = time.perf_counter()
        led, page = self._ask(self.page, sent)
        took = time.perf_counter() - start
        assert led == self.page, page[:2000]
        return took

    def _typed(self, title: str, more: tuple[str, ...]) -> dict[str, str | list[str]]:
        blocks = [
            {"key": f"k{place}", "type": "unstyled", "text": f"{title} {place}. {PARAGRAPH * 3}"}
            | {"depth": 0, "inlineStyleRanges": [], "entityRanges": []}
            for place in range(12)
        ]
        return {
            "title": title,
            "body": json.dumps({"blocks": blocks, "entityMap": {}}),
            "kind": "press-release",
            "lang": "en",
            "day": "2017-02-13",
            "sources": ["mission-to-serbia", *more],
            "countries": ["RS", "AL"],
            "fields_of_work": ["policing"],
            "contacts": "Press Office, +381 11 000 000",
        }

    def _token(self, path: str) -> str:
        found = TOKEN.search(self._ask(path)[1])
        assert found is not None
        return found[1]

    def _ask(
        self,
        path: str,
        sent: dict[str, str] | dict[str, str | list[str]] | None = None,
        token: str = "",
    ) -> tuple[str, str]:
        """Return where an answer leads, and its page."""
        kept = "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())
        headers = {"Cookie": kept, "Accept": "text/html"}
        # A connection for each: one left idle is closed by the server, as browsers know.
        connection = HTTPConnection(self.address, timeout=WAIT_SECONDS)
        if sent is None:
            connection.request("GET", path, headers=headers)
        else:
            whole = {**sent, **({"csrfmiddlewaretoken": token} if token else {})}
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", path, urlencode(whole, doseq=True), headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.load(value)
        return answer.getheader("Location") or "", page


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--editors", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    print(machine())
    for name in ("SQLite", "PostgreSQL"):
        with _newsroom(name, given.editors) as address:
            editors = [Editor(address, f"editor{number}") for number in range(given.editors)]
            saves, opens = _measured(editors, given.rounds)
            print(f"{name:10} a save {_in_words(saves)}; the editor opened {_in_words(opens)}")


def _measured(editors: list[Editor], rounds: int) -> tuple[list[float], list[float]]:
    """Return how long saves took, all at once, and openings of the editor after them."""
    saves: list[float] = []
    opens: list[float] = []
    start = threading.Barrier(len(editors), timeout=2 * WAIT_SECONDS)

    def work(editor: Editor) -> None:
        editor.open()
        for number in range(rounds):
            start.wait()
            saves.append(editor.save(number))
            start.wait()
            opens.append(editor.open())

    threads = [threading.Thread(target=work, args=(editor,)) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(saves) == len(editors) * rounds
    return saves, opens


@contextmanager
def _newsroom(name: str, editors: int) -> Iterator[str]:
    """Give the address of a newsroom with its editors, on a database of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-desk-") as folder:
        site = Path(folder) / "site"
        config = Config(
            site=site, origin="bench.example/desk", url="http://localhost", profile="osce"
        )
        make_site(config, shipped_profile("osce"))
        if name == "SQLite":
            with _served(site, editors, "") as address:
                yield address
            return
        with (
            running_cluster(is_durable=True) as cluster,
            _served(site, editors, cluster.new_database()) as address,
        ):
            yield address


@contextmanager
def _served(site: Path, editors: int, database: str) -> Iterator[str]:
    around = {**os.environ, "COMMUNIQUE_DATABASE": database}
    if not database:
        around.pop("COMMUNIQUE_DATABASE")
    made = [sys.executable, "-c", MEMBERS, str(site), str(editors), PASSWORD]
    subprocess.run(made, env=around, check=True)
    command = [sys.executable, "-m", "communique.cli.main", "newsroom", str(site), "--port", "0"]
    with subprocess.Popen(command, env=around, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            for line in process.stdout:
                if found := re.search(r"newsroom at http://([^/]+)/", line):
                    yield found[1]
                    break
        finally:
            process.terminate()


def _in_words(seconds: list[float]) -> str:
    ranked = sorted(seconds)
    p95 = ranked[int(len(ranked) * 0.95)]
    return f"p50 {statistics.median(ranked):.2f} s, p95 {p95:.2f} s, at most {ranked[-1]:.2f} s"


if __name__ == "__main__":
    main()
