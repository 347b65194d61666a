"""The Go project's note and tlog packages accept a log, and refuse one that was changed."""

import subprocess
from base64 import b64encode
from pathlib import Path

import pytest

from communique.log.reader import LogReader
from communique.log.tile import encode_bundle
from tests import tools
from tests.log.samples import OTHER, SIGNER, leaves, make_log, spoil

KEY = SIGNER.verifier.text()


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the program that knows nothing of ours."""
    environment = tools.go_environment()
    built = tmp_path_factory.mktemp("go") / "check"
    source = Path(__file__).with_name("check.go")
    cache = {} if "HOME" in environment else {"GOCACHE": str(built.parent / "cache")}
    subprocess.run(["go", "build", "-o", built, source], env=environment | cache, check=True)
    return built


def verdict(checker: Path, folder: Path, key: str = KEY) -> tuple[int, str]:
    """Return how the program ended, and what it said."""
    run = subprocess.run([checker, folder, key], capture_output=True, text=True, check=False)
    return run.returncode, (run.stdout or run.stderr).strip()


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 512, 1_300, 70_000])
def test_go_accepts_a_log(checker: Path, tmp_path: Path, size: int) -> None:
    make_log(tmp_path / "log", size, batch=min(size, 600))
    root = LogReader(tmp_path / "log", SIGNER.verifier).checkpoint().root
    expected = f"ok {size} {b64encode(root).decode()}"
    assert verdict(checker, tmp_path / "log") == (0, expected)


@pytest.mark.parametrize(
    "path",
    [
        *("checkpoint", "tile/entries/000", "tile/entries/002.p/88"),
        *("tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2"),
    ],
)
def test_go_refuses_a_log_with_a_wrong_byte(checker: Path, tmp_path: Path, path: str) -> None:
    make_log(tmp_path / "log", 600)
    spoil(tmp_path / "log" / path)
    assert verdict(checker, tmp_path / "log")[0] == 1


def test_go_refuses_a_changed_leaf_whatever_its_length(checker: Path, tmp_path: Path) -> None:
    make_log(tmp_path / "log", 600)
    changed = encode_bundle([b"another leaf", *leaves(1, 256)])
    (tmp_path / "log/tile/entries/000").write_bytes(changed)
    status, said = verdict(checker, tmp_path / "log")
    assert (status, said[:29]) == (1, "the entries have the root has")


def test_go_refuses_a_log_of_another_key(checker: Path, tmp_path: Path) -> None:
    make_log(tmp_path / "log", 3)
    status, said = verdict(checker, tmp_path / "log", OTHER.verifier.text())
    assert status == 1
    assert "no verifiable signatures" in said
