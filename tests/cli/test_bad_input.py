"""Whatever is wrong with what a command is given: one sentence, exit 1, nothing half-written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from communique.cli.main import main
from communique.config import Config
from tests.sites import SMALL_PROFILE, small_site
from tests.tools import ROOT, program

PAGE = """Press release
Lights on the northern shore
- Date:
- Place:
- MERE
- Source:
- CTL Secretariat
- Fields of work:
- Navigation
MERE, 2 May 1999 – The harbour lights were lit again today, says notice {number}.
Boats may pass by night from now on, and the ferrymen have been told of it.
"""


@pytest.fixture
def site(tmp_path: Path) -> Config:
    """Return a small site."""
    return small_site(tmp_path / "site")


def _contents(folder: Path) -> dict[str, bytes]:
    kept = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    # SQLite's shared memory and an empty write-ahead log are no content: readers make them.
    contents = {str(path): path.read_bytes() for path in kept if not path.name.endswith("-shm")}
    return {path: content for path, content in contents.items() if content}


LOOP = """
[[term]]
code = "loop"
successors = ["loop"]
names = [{ text = "Office of Loops", lang = "en" }]
"""


def _refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command that is refused; return what it said, one refusal and its hint."""
    assert main([str(one) for one in arguments]) == 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out
    return said.err + said.out


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("empty.txt", b"", "is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "PNG picture"),
        ("zeros.txt", b"abc\x00def", "NUL byte at offset 3"),
        ("broken.txt", "Ende gut, alles g\xfct".encode("latin-1"), "offset 17"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_name_and_nothing_is_written(
    site: Config,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes,
    expected: str,
) -> None:
    page = tmp_path / name
    page.write_bytes(content)
    before = _contents(site.site)
    said = _refused(capsys, "import", site.site, page)
    assert expected in said
    assert name in said
    assert _contents(site.site) == before


def test_a_missing_path_is_refused(site: Config, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nowhere.txt does not exist" in _refused(capsys, "import", site.site, "nowhere.txt")


def test_a_page_of_200_megabytes_is_refused_unread(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "huge.txt"
    with page.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    before = _contents(site.site)
    assert "larger than 16 MiB" in _refused(capsys, "import", site.site, page)
    assert _contents(site.site) == before


def test_utf_16_with_its_mark_is_read(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "wide.txt"
    page.write_bytes(PAGE.format(number=1).encode("utf-16"))
    assert main(["import", str(site.site), str(page)]) == 0
    assert "1 entered" in capsys.readouterr().out


def test_of_a_thousand_pages_one_bad_one_is_named_and_the_rest_goes_in(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(999):
        (folder / f"{number:04}.txt").write_text(PAGE.format(number=number), encoding="utf-8")
    (folder / "0500-bad.txt").write_bytes(b"\xff\xfe\x00")
    said = _refused(capsys, "import", site.site, folder)
    assert "0500-bad.txt: refused" in said
    assert "999 entered" in said
    assert main(["audit", str(site.site)]) == 0


def test_a_profile_with_errors_is_refused_with_every_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "profile"
    shutil.copytree(SMALL_PROFILE, profile)
    place = profile / "vocab/place.toml"
    place.write_text(
        place.read_text(encoding="utf-8")
        + """
[[term]]
code = "ford"
colour = "blue"
names = [{ text = "Ford", lang = "en" }]
[[term]]
code = "weir"
since = "2001"
until = "1999"
names = [{ text = "Weir", lang = "en" }]
"""
    )
    first = _refused(capsys, "profile", "check", profile)
    assert "vocab/place.toml, term ford: unknown key 'colour'" in first
    place.write_text(place.read_text(encoding="utf-8").replace('colour = "blue"', ""))
    structure = profile / "vocab/structure.toml"
    structure.write_text(
        structure.read_text(encoding="utf-8")
        + """
[[term]]
code = "bureau"
successors = ["agency"]
names = [{ text = "Secretariat", lang = "en" }]
"""
    )
    said = _refused(capsys, "profile", "check", profile)
    assert "term weir: it ends (1999) before it begins (2001)" in said
    assert "term bureau: successor 'agency' does not exist" in said
    assert "secretariat and bureau both bear the name 'Secretariat' on one day" in said


@pytest.mark.parametrize("command", ["check", "apply"])
def test_a_registry_that_contradicts_itself_is_neither_passed_nor_applied(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    profile = tmp_path / "profile"
    shutil.copytree(SMALL_PROFILE, profile)
    (profile / "activities.toml").write_text(
        """
[[activity]]
code = "boats"
kind = "handover"
since = "2002"
until = "2001"
budget = "-5 000"
currency = "EUR"
goods = [{ what = "boats", quantity = -2 }]
names = [{ text = "Boats", lang = "en" }]
""",
        encoding="utf-8",
    )
    structure = profile / "vocab/structure.toml"
    text = structure.read_text(encoding="utf-8")
    structure.write_text(text + LOOP, encoding="utf-8")
    before = _contents(site.site)
    where = (site.site, profile) if command == "apply" else (profile,)
    said = _refused(capsys, "profile", command, *where)
    assert "activity boats: it ends (2001) before it begins (2002)" in said
    assert "budget '-5 000' is less than nothing" in said
    assert "the quantity -2 is less than nothing" in said
    assert "term loop: it succeeds itself" in said
    assert _contents(site.site) == before


def test_a_site_of_a_newer_version_is_refused(
    site: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = site.site / "communique.toml"
    settings.write_text(settings.read_text().replace("format = 1", "format = 2"))
    said = _refused(capsys, "audit", site.site)
    assert "format 2; this program knows formats up to 1" in said


def test_a_key_of_another_site_is_refused(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = small_site(tmp_path / "other")
    shutil.copy(other.key, site.key)
    before = _contents(site.site)
    page = tmp_path / "page.txt"
    page.write_text(PAGE.format(number=1), encoding="utf-8")
    assert "is not the key of this log" in _refused(capsys, "import", site.site, page)
    assert _contents(site.site) == before


def test_a_key_that_others_may_read_is_refused(
    site: Config, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    site.key.chmod(0o644)
    page = tmp_path / "page.txt"
    page.write_text(PAGE.format(number=1), encoding="utf-8")
    assert "key.refused" in _refused(capsys, "import", site.site, page)


def test_a_key_that_this_user_cannot_read_is_refused(site: Config, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can act as another user")
    page = tmp_path / "page.txt"
    page.write_text(PAGE.format(number=1), encoding="utf-8")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == "root" and str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    setpriv = program("setpriv", package="util-linux")
    command = [str(setpriv), "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable]
    found = subprocess.run(
        [*command, "-B", "-m", "communique.cli.main", "import", str(site.site), str(page)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (found.returncode, "Traceback" in found.stderr) == (1, False), found.stderr
    assert "key.refused" in found.stderr or "lock" in found.stderr


def test_a_folder_that_is_no_site_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "is no site" in _refused(capsys, "serve", tmp_path)


def test_init_never_writes_into_a_folder_that_holds_something(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    said = _refused(capsys, "init", tmp_path, "--profile", SMALL_PROFILE)
    assert "is there already and not empty" in said
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
