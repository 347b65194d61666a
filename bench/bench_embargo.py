"""Many releases of one embargo second, while readers ask every public address without end.

    python -m bench.bench_embargo [--releases 200] [--readers 8] [--ahead 120]

Newsroom, registrar and portal are served by the real commands. Half of the releases go out as one
bundle, the others by a sign-off each, all at one instant; every tenth has a picture and an
attachment. Before the sign-off each public address is asked once: the readers then ask until
after the instant, and any answer that is not the same to the byte, its telling headers too, counts
from when it had come in. What came in before the instant is early. A release is visible from
when nobody asks for it in vain any more; its page, made for the first time then, comes in later.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from bench.at_the_desk import Fields, Seat
from bench.bench_button import cleared, key_of, seats, written
from bench.machine import machine
from bench.reading_on import Read, Reader, Sighting, read_on, readers, sightings
from tests.journeys.house import House, house
from tests.journeys.leaks import Secret
from tests.newsroom.uploads.files import pdf, picture
from tests.prepared import made_in

EVERY = 10
AFTER_SECONDS = 15
WORD = "Quicklime"
_OWN = re.compile(r"/releases/pr-[\d-]+($|[.]|/x/)|^/pr-|^/media/(?!pr-)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A release that is cleared.  files: addresses that its files will have."""

    key: str
    symbol: str
    files: tuple[str, ...]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=200)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--ahead", type=int, default=120, help="seconds in which all is signed off")
    given = parser.parse_args()
    print(machine())
    with (
        tempfile.TemporaryDirectory(prefix="bench-embargo-") as name,
        house(Path(name), made_in(Path(name) / "prepared")) as made,
    ):
        _measure(made, given)


def _measure(home: House, given: argparse.Namespace) -> None:
    author, officer, secretary = seats(home)
    releases = [_made(author, officer, number) for number in range(given.releases)]
    bundle = _bundle(secretary, releases[::2])
    before = _asked_once(home.portal, _addresses(releases))
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=given.ahead)
    until = at.timestamp() + AFTER_SECONDS
    with readers(given.readers + 2) as pool:
        # They ask from before the first sign-off, so also while the orders are frozen.
        firsts = [number * len(before) // given.readers for number in range(given.readers)]
        reading = [pool.submit(read_on, home.portal, before, first, until) for first in firsts]
        pages = [f"/en/releases/{one.symbol}" for one in releases]
        seeing = pool.submit(sightings, home.portal, pages, at.timestamp() - 1, until)
        for one in releases[1::2]:
            _sign_off(secretary, {"copy": one.key}, at)
        _sign_off(secretary, {"bundle": bundle}, at)
        deposited = _asked_once(home.portal, _deposited(home, given.releases))
        reading.append(pool.submit(read_on, home.portal, deposited, 0, until))
        spare = (at - datetime.now(UTC)).total_seconds()
        if spare < 1:
            raise SystemExit(f"signed off {-spare:.0f} s too late: give a larger --ahead")
        print(f"all signed off {spare:.0f} s before the instant")
        read = [one.result() for one in reading]
        found = seeing.result()
    _print(read, at.timestamp(), len(before) + len(deposited))
    _print_found(found, at.timestamp())
    print(f"of them entered by the registrar: {home.output('registrar').count('entered issue')}")


def _made(author: Seat, officer: Seat, number: int) -> Made:
    page = author.add(written(f"{WORD} lamp {number} burns at Mere"))
    files = _given_files(author, page, number) if number % EVERY == 0 else ()
    symbol = cleared(author, officer, page)
    return Made(key=key_of(page), symbol=symbol, files=files)


def _given_files(author: Seat, page: str, number: int) -> tuple[str, ...]:
    shown = author.upload(f"lamp-{number}.jpg", picture(width=600 + number))
    told = author.upload(f"lamp-{number}.pdf", pdf(author=f"lamp {number}"))
    author.attach(
        key_of(page).rpartition("/")[2],
        pictures=[{**shown, "alt": {"en": f"{WORD} lamp {number}."}}],
        attachments=[{**told, "title": {"en": f"{WORD} lamp {number} in figures"}, "lang": "en"}],
    )
    sizes = [shown, *cast("list[dict[str, object]]", shown["renditions"]), told]
    return tuple(f"/media/{one['digest']}/{one.get('name', shown['name'])}" for one in sizes)


def _bundle(secretary: Seat, releases: Sequence[Made]) -> str:
    page = secretary.send("/desk/bundles/", {"name": "Lamps"}).leads
    for one in releases:
        secretary.send(page, {"deed": "put-in", "copy": one.key})
    return page.rstrip("/").rpartition("/")[2]


def _sign_off(secretary: Seat, what: dict[str, str], at: datetime) -> None:
    asked = {**what, "when": "later", "zone": "UTC"}
    day = {"day": f"{at:%Y-%m-%d}", "clock": f"{at:%H:%M:%S}"}
    page = secretary.open(f"/desk/steps/sign-off/?{urlencode({**asked, **day})}")
    sent: Fields = {**what, "seen": page.seen(), "at": at.isoformat(), "zone": "UTC"}
    secretary.send("/desk/steps/sign-off/", sent)


def _addresses(releases: Sequence[Made]) -> list[str]:
    secrets = (
        Secret(symbol=one.symbol, said=(), words=f"{WORD} lamp", files=one.files)
        for one in releases
    )
    first, *others = (secret.addresses("") for secret in secrets)
    # Of the others only what is theirs: a list of everything is not asked for oftener for them.
    own = [path for paths in others for path in paths if _OWN.search(path)]
    return [*dict.fromkeys((*first, *own))]


def _deposited(home: House, releases: int) -> list[str]:
    """Return where the record of every order that waits will stand in the deposit."""
    path = home.config.newsroom / "desk.sqlite3"
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as outbox:
        found = [f"/deposit/{row[0]}" for row in outbox.execute("SELECT digest FROM outbox_order")]
    assert len(found) == releases, f"{len(found)} orders wait, not {releases}"
    return found


def _asked_once(portal: str, addresses: Sequence[str]) -> dict[str, str]:
    """Return the mark of each answer as it was before."""
    reader, marks = Reader(portal), dict[str, str]()
    for address in addresses:
        _, marks[address], body = reader.ask(address)
        # A page may repeat the words it was asked for.
        assert WORD.encode() not in body or WORD in address, f"{address} gives it away"
    return marks


def _print(read: Sequence[Read], at: float, addresses: int) -> None:
    changes = [change for one in read for change in one.changes]
    early = [one for one in changes if one.at < at]
    print(
        f"{len(read)} readers, {addresses:,} addresses, {sum(one.asked for one in read):,} answers"
    )
    print(f"early answers: {len(early)}; early bytes: {sum(one.size_bytes for one in early)}")
    for one in early[:10]:
        print(f"  {one.address} {at - one.at:.3f} s early")
    changed = {one.address for one in changes} - {one.address for one in early}
    first = min((one.at for one in changes), default=at) - at
    print(f"changed since: {len(changed):,} addresses, the first {first:.3f} s after the instant")


def _print_found(found: Sequence[Sighting], at: float) -> None:
    missed = max(one.missed_at for one in found) - at
    answered = sorted(one.answered_at - at for one in found)
    print(
        f"{len(found)} visible: asked for later than {missed:.3f} s after the instant, "
        f"each of them is found; one reader, who asks for one after another, has the first "
        f"after {answered[0]:.3f} s and the last after {answered[-1]:.3f} s"
    )


if __name__ == "__main__":
    main()
