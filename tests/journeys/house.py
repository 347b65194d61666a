"""A whole house for a journey: newsroom, registrar and portal of one site, as real processes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from communique.config import Config
from tests.prepared import Prepared
from tests.tools import ROOT

START_SECONDS = 60.0
STOP_SECONDS = 20.0
_STEP_SECONDS = 30
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A running site.

    desk, portal: addresses without a slash at the end.  pids: of the processes, by command.
    secrets: of the members' authenticator apps, by user name.  said: where each process writes.
    """

    config: Config
    desk: str
    portal: str
    pids: Mapping[str, int]
    secrets: Mapping[str, str]
    said: Path

    def code(self, name: str) -> str:
        """Return what a member's authenticator app shows now.

        Source: RFC 6238 with SHA-1, 30 seconds and six digits.
        """
        secret = self.secrets[name]
        key = base64.b32decode(secret + "=" * (-len(secret) % 8))
        step = int(time.time()) // _STEP_SECONDS
        mac = hmac.new(key, step.to_bytes(8, "big"), hashlib.sha1).digest()
        start = mac[-1] & 15
        number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
        return str(number)[-_DIGITS:].zfill(_DIGITS)

    def output(self, command: str) -> str:
        """Return everything a process has said so far."""
        return (self.said / f"{command}.log").read_text(encoding="utf-8", errors="replace")


@contextmanager
def house(folder: Path, prepared: Prepared, *, database: str = "") -> Iterator[House]:
    """Give a new site with its three processes running, and one member of each role.

    database: PostgreSQL's address of an empty one; SQLite without it.
    """
    environment = {**os.environ}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if database:
        environment["COMMUNIQUE_DATABASE"] = database
        config = prepared.bare(folder / "site")
        secrets = _manned(config, environment)
    else:
        config, secrets = prepared.manned(folder / "site")
    said = folder / "said"
    said.mkdir()
    with ExitStack() as stack:
        running = {
            command: stack.enter_context(_running(command, config, said, environment, arguments))
            for command, arguments in (
                ("newsroom", ("--port", "0")),
                ("registrar", ()),
                ("serve", ("--port", "0")),
            )
        }
        yield House(
            config=config,
            desk=_address(said / "newsroom.log", running["newsroom"]),
            portal=_address(said / "serve.log", running["serve"]),
            pids={command: process.pid for command, process in running.items()},
            secrets=secrets,
            said=said,
        )


def _manned(config: Config, environment: Mapping[str, str]) -> dict[str, str]:
    """Make the members in a database that nothing was prepared in; return their secrets."""
    words = [sys.executable, "-m", "tests.journeys.members", str(config.site)]
    made = subprocess.run(
        words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    secrets: dict[str, str] = json.loads(made.stdout)
    return secrets


@contextmanager
def _running(
    command: str,
    config: Config,
    said: Path,
    environment: Mapping[str, str],
    arguments: tuple[str, ...],
) -> Iterator[subprocess.Popen[bytes]]:
    words = [sys.executable, "-m", "communique.cli.main", command, str(config.site), *arguments]
    with (said / f"{command}.log").open("wb") as log:
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    """Return where a process listens, once it says so."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(r"http://[\w.]+:\d+", log.read_text(encoding="utf-8")):
            return found[0]
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8"))
