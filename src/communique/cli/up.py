"""`communique up`: newsroom, registrar and portal of a site together, each in its own process."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from communique.cli.sites import config_of, site_argument

DONE, REFUSED = 0, 1
LOOK_SECONDS = 0.2
STOP_SECONDS = 15.0
# One that falls this often in this time has a reason that another start does not mend.
FALLS, FALLS_SECONDS = 3, 60.0


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("up", help="run newsroom, registrar and portal together")
    site_argument(command)
    add_addresses_to(command)
    command.set_defaults(run=run)


def add_addresses_to(command: argparse.ArgumentParser) -> None:
    """Add where to listen."""
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    command.add_argument("--port", type=int, default=8000, help="the portal's port")
    command.add_argument(
        "--newsroom-port",
        type=int,
        help="the newsroom's port; the one after the portal's unless said",
    )


def run(given: argparse.Namespace) -> int:
    """Run the three until told to stop, or until one of them cannot be kept up."""
    site, host = str(config_of(given).site), given.host
    newsroom_port = given.newsroom_port
    if newsroom_port is None:
        # Any free one beside any free one.
        newsroom_port = given.port and given.port + 1
    return keep_up(
        [
            ("newsroom", ["newsroom", site, "--host", host, "--port", str(newsroom_port)]),
            ("registrar", ["registrar", site]),
            ("serve", ["serve", site, "--host", host, "--port", str(given.port)]),
        ]
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """A command that is kept running, the process it runs in, and when it fell before."""

    name: str
    words: Sequence[str]
    running: subprocess.Popen[bytes]
    falls: tuple[float, ...] = ()


def keep_up(commands: Sequence[tuple[str, Sequence[str]]]) -> int:
    """Run commands of ours side by side, start again what falls, and stop all together.

    Returns 0 once told to stop by SIGTERM or SIGINT; 1 where one fell again and again.
    """
    with _told_to_stop() as is_told:
        kept = [_Kept(name, words, _start(words)) for name, words in commands]
        try:
            while not is_told():
                time.sleep(LOOK_SECONDS)
                for place, one in enumerate(kept):
                    if one.running.poll() is None or is_told():
                        continue
                    fallen = _fell(one)
                    if fallen is None:
                        return REFUSED
                    kept[place] = fallen
            return DONE
        finally:
            _stop([one.running for one in kept])


def _fell(one: _Kept) -> _Kept | None:
    """Return a command started again, or None where that has been tried enough."""
    now = time.monotonic()
    falls = (*(at for at in one.falls if now - at < FALLS_SECONDS), now)
    again = len(falls) < FALLS and one.running.returncode != REFUSED
    ending = "it is started again" if again else "all are stopped"
    print(
        f"communique: {one.name} ended with status {one.running.returncode}; {ending}",
        file=sys.stderr,
        flush=True,
    )
    return _Kept(one.name, one.words, _start(one.words), falls) if again else None


def _start(words: Sequence[str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches us only, and we stop them in order.
    command = [sys.executable, "-m", "communique.cli.main", *words]
    return subprocess.Popen(command, start_new_session=True)


def _stop(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for one in running:
        one.terminate()
    until = time.monotonic() + STOP_SECONDS
    for one in running:
        try:
            one.wait(max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            one.kill()
            one.wait()


@contextmanager
def _told_to_stop() -> Iterator[Callable[[], bool]]:
    told: list[int] = []

    def remember(number: int, frame: FrameType | None) -> None:
        told.append(number)

    before = {one: signal.signal(one, remember) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda: bool(told)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
