"""The site's lock: one holder, named to the others, gone with its process."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from communique.log.errors import LockHeld
from communique.log.lock import hold
from tests.log.child import KILLED, in_child

HOLDER = """
import sys
from pathlib import Path
from communique.log.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_held_lock_is_refused_with_the_number_of_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLDER, str(path)]
    source = Path(__file__).parents[2] / "src"
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(source)},
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockHeld, match=f"^process {holder.pid} holds "), hold(path):
            pass
        holder.kill()
    with hold(path):
        assert path.read_text() == f"{os.getpid()}\n"


def test_a_second_hold_in_one_process_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with hold(path), pytest.raises(LockHeld, match=r"\(this one\) holds"), hold(path):
        pass
    with hold(path):
        pass


def test_a_lock_let_go_in_time_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    held, let_go = threading.Event(), threading.Event()

    def keep() -> None:
        with hold(path):
            held.set()
            let_go.wait()

    keeper = threading.Thread(target=keep)
    keeper.start()
    held.wait()
    threading.Timer(0.2, let_go.set).start()
    with hold(path, wait_seconds=60):
        assert let_go.is_set()
    keeper.join()


def test_waiting_ends_with_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with hold(path):
        start = time.monotonic()
        with pytest.raises(LockHeld), hold(path, wait_seconds=0.2):
            pass
        assert time.monotonic() - start >= 0.2


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lock"

    def hold_and_die() -> None:
        with hold(path):
            os.kill(os.getpid(), signal.SIGKILL)

    assert in_child(hold_and_die) == KILLED
    with hold(path):
        pass
