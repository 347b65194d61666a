"""A disk that fills up while a file is uploaded: a small filesystem of its own, filled for real."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.uploads.models import Upload
from communique.newsroom.uploads.sweep import sweep
from tests.newsroom.desks import Desk
from tests.newsroom.uploads import files
from tests.newsroom.uploads.sending import draft, media
from tests.tools import missing, program, root

pytestmark = pytest.mark.any_database

SIZE_KIB = 24 * 1024
PICTURE = files.picture("PNG", width=1700, height=800)
BIG = files.pdf() + b" " * (3 * 1024 * 1024) + b"%%EOF"


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Give a filesystem of some mebibytes, on which the whole site of `desk` comes to lie."""
    root()
    folder = Path(mkdtemp())
    mount = program("mount", package="mount")
    command = [str(mount), "-t", "tmpfs", "-o", f"size={SIZE_KIB}k", "tmpfs", str(folder)]
    if subprocess.run(command, check=False).returncode != 0:
        missing("the right to mount", remedy="run in a container that may mount a tmpfs")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()


def fill(disk: Path, *, left_kib: int) -> Path:
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    filler.write_bytes(bytes(max(0, free - left_kib * 1024)))
    return filler


@pytest.mark.parametrize(
    ("name", "content", "left_kib"),
    [
        *(("a.pdf", BIG, left) for left in (0, 8, 1024, 3000, 3076, 3084, 3100, 4000)),
        *(("a.png", PICTURE, left) for left in (0, len(PICTURE) // 1024 + 8, 64, 80, 110, 200)),
    ],
)
def test_a_file_is_kept_whole_or_not_at_all_and_the_draft_is_unharmed(
    desk: Desk, tmp_path: Path, name: str, content: bytes, left_kib: int
) -> None:
    copy = draft(desk)
    browser = desk.browser("author")
    filler = fill(tmp_path, left_kib=left_kib)
    answer = browser.post(
        "/desk/uploads/", {"file": SimpleUploadedFile(name, content), "whole": "1"}
    )
    left = media(desk)
    filler.unlink()
    if answer.status_code == 507:
        assert answer.json()["code"] == "upload.no-room"
        assert answer.json()["message"].count(".") == 0
        assert (left, Upload.objects.count()) == ([], 0)
    else:
        assert answer.status_code == 201
        assert left == sorted(Upload.objects.get().digests())
    again = browser.post(
        "/desk/uploads/", {"file": SimpleUploadedFile(name, content), "whole": "1"}
    )
    assert again.status_code == 201
    assert sweep() == ()
    assert ReleaseCopy.objects.get().as_text() == copy.as_text()


def test_a_full_disk_is_told_in_a_sentence_that_calms(desk: Desk, tmp_path: Path) -> None:
    browser = desk.browser("author")
    fill(tmp_path, left_kib=1500)
    answer = browser.post(
        "/desk/uploads/", {"file": SimpleUploadedFile("a.pdf", BIG), "whole": "1"}
    )
    assert (answer.status_code, media(desk)) == (507, [])
    assert "disk is full" in answer.json()["message"]
    assert "Your text is safe" in answer.json()["hint"]
