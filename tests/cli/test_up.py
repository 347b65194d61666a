"""Newsroom, registrar and portal kept up together."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.prepared import Prepared
from tests.sites import small_site
from tests.tools import ROOT


@pytest.fixture
def running(prepared: Prepared, tmp_path: Path) -> subprocess.Popen[str]:
    """Start `communique up` on a site, on a free port and the next one."""
    config = prepared.bare(tmp_path / "site")
    command = [sys.executable, "-m", "communique.cli.main", "up", str(config.site)]
    return subprocess.Popen(
        [*command, "--port", str(_two_free_ports())],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _two_free_ports() -> int:
    """Return a port that is free, as is the next one."""
    while True:
        with socket.socket() as one, socket.socket() as other, suppress(OSError):
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
            other.bind(("127.0.0.1", port + 1))
            return port


def _read_until(running: subprocess.Popen[str], *wanted: str) -> str:
    said, missing = "", set(wanted)
    assert running.stdout is not None
    for line in running.stdout:
        said += line
        missing -= {word for word in missing if word in line}
        if not missing:
            return said
    raise AssertionError(said)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def _command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").replace("\0", " ")


def test_the_three_start_together_and_stop_together(running: subprocess.Popen[str]) -> None:
    said = _read_until(running, "newsroom at http", "portal at http")
    ports = dict(re.findall(r"(newsroom|portal) at http://127.0.0.1:(\d+)/", said))
    assert int(ports["newsroom"]) == int(ports["portal"]) + 1
    children = _children(running.pid)
    assert len(children) == 3
    running.terminate()
    rest, _ = running.communicate(timeout=60)
    assert running.returncode == 0, rest
    assert "Traceback" not in rest
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]


def test_one_that_is_killed_is_started_again(running: subprocess.Popen[str]) -> None:
    _read_until(running, "newsroom at http", "portal at http")
    before = next(pid for pid in _children(running.pid) if " registrar " in _command_of(pid))
    os.kill(before, signal.SIGKILL)
    said = _read_until(running, "registrar ended")
    assert "it is started again" in said
    running.terminate()
    running.communicate(timeout=60)
    assert running.returncode == 0


def test_one_that_cannot_start_stops_all_and_says_why(tmp_path: Path) -> None:
    config = small_site(tmp_path / "site")
    config.verifier.unlink()
    command = [sys.executable, "-m", "communique.cli.main", "up", str(config.site)]
    ended = subprocess.run(
        [*command, "--port", "0", "--newsroom-port", "0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "all are stopped" in ended.stderr
