"""Twenty editors who save at the same moment, on SQLite and on PostgreSQL.

    python -m bench.bench_desk [--editors 20] [--rounds 15]

The newsroom is served by the real command; each editor has a release of their own, of a page and
a half, and presses Save when all the others do. What is timed is the answer to that, a version
kept and flushed, and then the editor opened again, as a browser does it.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.at_the_desk import WAIT_SECONDS, Seat, body_of
from bench.machine import machine
from communique.cli.init import make_site
from communique.cli.profile_files import shipped_profile
from communique.config import Config
from tests.postgres import running_cluster

PASSWORD = "correct horse battery"
PARAGRAPH = "The Mission handed over equipment to the task force at a ceremony in Belgrade today. "
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
        self._seat = Seat(address, name, PASSWORD)
        self._page = self._seat.add(_typed("Begun", ()))
        self._loaded: dict[str, str] = {}

    def open(self) -> float:
        """Open the editor; return how long that took, in seconds."""
        answer = self._seat.open(self._page)
        self._loaded = dict(LOADED.findall(answer.page))
        return answer.seconds

    def save(self, number: int) -> float:
        """Save what was typed; return how long that took, in seconds."""
        sent = {**self._loaded, **_typed(f"Version {number}", ("secretariat",))}
        answer = self._seat.send(self._page, sent)
        assert answer.leads == self._page, answer.page[:2000]
        return answer.seconds


def _typed(title: str, more: tuple[str, ...]) -> dict[str, str | list[str]]:
    return {
        "title": title,
        "body": body_of(*(f"{title} {place}. {PARAGRAPH * 3}" for place in range(12))),
        "kind": "press-release",
        "lang": "en",
        "day": "2017-02-13",
        "sources": ["mission-to-serbia", *more],
        "countries": ["RS", "AL"],
        "fields_of_work": ["policing"],
        "contacts": "Press Office, +381 11 000 000",
    }


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
                if found := re.search(r"http://[\w.]+:\d+", line):
                    yield found[0]
                    break
        finally:
            process.terminate()


def _in_words(seconds: list[float]) -> str:
    ranked = sorted(seconds)
    p95 = ranked[int(len(ranked) * 0.95)]
    return f"p50 {statistics.median(ranked):.2f} s, p95 {p95:.2f} s, at most {ranked[-1]:.2f} s"


if __name__ == "__main__":
    main()
