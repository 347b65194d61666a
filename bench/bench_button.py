"""From the button that publishes to the page that readers see, through the whole house.

    python -m bench.bench_button [--releases 40]

An author, a clearance officer and a press secretary work over HTTP at a newsroom that the real
command serves; registrar and portal run beside it. What is timed begins when the press secretary
presses "Sign off and publish now" and ends when the portal answers for the release's address.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

from bench.at_the_desk import Fields, Seat, body_of
from bench.machine import machine
from tests.journeys.house import House, house
from tests.journeys.members import PASSWORD
from tests.newsroom.running import descendants
from tests.postgres import INSTALLED, running_cluster
from tests.prepared import made_in

WAIT_SECONDS = 30
LOOK_SECONDS = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One press of the button: how long until the answer, and until it is public; work by process.

    All in seconds.
    """

    answered: float
    visible: float
    worked: dict[str, float]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=40)
    given = parser.parse_args()
    print(machine())
    with (
        tempfile.TemporaryDirectory(prefix="bench-button-") as name,
        house(Path(name), made_in(Path(name) / "prepared")) as made,
    ):
        _print("SQLite", _measured(made, given.releases))
    if not any(INSTALLED.glob("*/bin/initdb")):
        print("PostgreSQL is not installed")
        return
    with (
        tempfile.TemporaryDirectory(prefix="bench-button-") as name,
        running_cluster(is_durable=True) as cluster,
        house(
            Path(name), made_in(Path(name) / "prepared"), database=cluster.new_database()
        ) as made,
    ):
        _print("PostgreSQL", _measured(made, given.releases))


def seats(made: House) -> tuple[Seat, Seat, Seat]:
    """Return an author, a clearance officer and a press secretary, signed in."""
    author, officer = (Seat(made.desk, name, PASSWORD) for name in ("author", "clearance-officer"))
    name = "press-secretary"
    return author, officer, Seat(made.desk, name, PASSWORD, made.code(name))


def key_of(page: str) -> str:
    """Return by what the desk knows the release that an editor's page is of."""
    return f"releasecopy/{page.rstrip('/').rpartition('/')[2]}"


def cleared(author: Seat, officer: Seat, page: str) -> str:
    """Return the symbol of a release that is submitted and cleared; page: its editor's."""
    key = key_of(page)
    author.send(f"/desk/steps/{key}/submit/", {})
    shown = officer.open(page)
    officer.send(f"/desk/steps/{key}/clear/", {"seen": shown.seen()[:1]})
    return shown.symbol()


def written(title: str) -> Fields:
    """Return a release of the invented organisation, as its editor sends it."""
    today = datetime.now(UTC).date()
    paragraph = "The harbour master has told the ferrymen of it, and the boats may pass by night. "
    first = f"MERE, {today:%-d %B %Y} – {title}, says the Secretariat."
    return {
        "title": title,
        "body": body_of(first, *(f"{place}. {paragraph * 4}" for place in range(8))),
        "kind": "press-release",
        "lang": "en",
        "day": today.isoformat(),
        "sources": ["secretariat"],
        "countries": ["XA"],
        "fields_of_work": ["navigation"],
        "contacts": "Press office, press@lakes.example",
    }


def _measured(made: House, releases: int) -> list[Press]:
    author, officer, secretary = seats(made)
    presses = []
    for number in range(releases):
        editor = author.add(written(f"Lamps of pier {number} are lit"))
        symbol, key = cleared(author, officer, editor), key_of(editor)
        page = secretary.open(f"/desk/steps/sign-off/?copy={key}&when=now")
        sent: Fields = {"copy": key, "seen": page.seen(), "at": "", "zone": "UTC"}
        # At another moment of the registrar's ten looks a second each time.
        time.sleep(0.2 + 0.1 * number / releases)
        presses.append(_pressed(made, secretary, sent, symbol))
    return presses


def _pressed(made: House, secretary: Seat, sent: Fields, symbol: str) -> Press:
    before = _worked(made)
    seen: list[float] = []
    reader = threading.Thread(target=_look, args=(made.portal, symbol, seen))
    reader.start()
    start = time.perf_counter()
    answered = secretary.send("/desk/steps/sign-off/", sent).seconds
    reader.join()
    after = _worked(made)
    assert seen, f"{symbol} was not seen in {WAIT_SECONDS} seconds"
    return Press(
        answered=answered,
        visible=seen[0] - start,
        worked={name: after[name] - before[name] for name in after},
    )


def _look(portal: str, symbol: str, seen: list[float]) -> None:
    connection = HTTPConnection(portal.removeprefix("http://"))
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        connection.request("GET", f"/en/releases/{symbol}")
        answer = connection.getresponse()
        answer.read()
        # Its address without the words of its title leads on to the one with them.
        if answer.status in (200, 301):
            seen.append(time.perf_counter())
            return
        time.sleep(LOOK_SECONDS)


def _worked(made: House) -> dict[str, float]:
    """Return the processor's time that each command has had so far, in seconds."""
    return {
        command: sum(map(_seconds_of, (pid, *descendants(pid))))
        for command, pid in made.pids.items()
    }


def _seconds_of(pid: int) -> float:
    told = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(one.read_text().split()[0]) for one in told) / 1e9


def _print(name: str, presses: list[Press]) -> None:
    for what, seconds in (
        ("the button answers", [one.answered for one in presses]),
        ("readers see it", [one.visible for one in presses]),
    ):
        ordered = sorted(seconds)
        p95 = ordered[int(0.95 * len(ordered))]
        print(f"{name}: {what}: p50 {statistics.median(ordered):.3f} s, p95 {p95:.3f} s")
    for command in ("newsroom", "registrar"):
        worked = statistics.median(one.worked[command] for one in presses) * 1000
        print(f"{name}: the {command} works {worked:.0f} ms of one core for it")


if __name__ == "__main__":
    main()
