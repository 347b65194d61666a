"""A disk that fills up while a page is entered: a small filesystem of its own, filled for real."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.cli.main import main
from communique.config import Config
from communique.log.reader import LogReader
from communique.registrar.keys import verifier_of
from tests.cli.test_bad_input import PAGE
from tests.sites import small_site
from tests.tools import missing, program, root

SIZE_KIB = 12 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a filesystem of twelve mebibytes."""
    root()
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = program("mount", package="mount")
    command = [str(mount), "-t", "tmpfs", "-o", f"size={SIZE_KIB}k", "tmpfs", str(folder)]
    if subprocess.run(command, check=False).returncode != 0:
        missing("the right to mount", remedy="run in a container that may mount a tmpfs")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _size(site: Config) -> int:
    return LogReader(site.log, verifier_of(site)).checkpoint().size


def fill(disk: Path, *, left_kib: int) -> Path:
    """Fill a disk up to so much, and return the file that does."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    filler.write_bytes(bytes(max(0, free - left_kib * 1024)))
    return filler


@pytest.mark.parametrize("left_kib", [0, 4, 8, 16, 24, 32, 40, 48, 64, 96, 128, 192, 256, 512])
def test_a_full_disk_refuses_clearly_and_harms_nothing(
    small_disk: Path, tmp_path: Path, left_kib: int, capsys: pytest.CaptureFixture[str]
) -> None:
    site = small_site(small_disk / "site")
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(40):
        (pages / f"{number}.txt").write_text(PAGE.format(number=number), encoding="utf-8")
    before = _size(site)
    filler = fill(small_disk, left_kib=left_kib)
    capsys.readouterr()
    status = main(["import", str(site.site), str(pages)])
    said = capsys.readouterr()
    filler.unlink()
    assert "Traceback" not in said.err
    if status == 1:
        assert "disk is full" in said.err
    # One batch: the log has all of it or nothing, whatever the store had room for.
    assert _size(site) in (before, before + 40)
    assert main(["import", str(site.site), str(pages)]) == 0
    assert _size(site) == before + 40
    assert main(["audit", str(site.site)]) == 0


def test_a_full_disk_leaves_no_half_of_a_new_site(
    small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(small_disk, left_kib=64)
    assert main(["init", str(small_disk / "site"), "--profile", "osce"]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert [path.name for path in small_disk.iterdir()] == ["filler"]
