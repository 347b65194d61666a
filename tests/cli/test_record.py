"""A page's way onto the record by the real commands, and every check of it afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import threading
from pathlib import Path

import pytest

from communique.cli.main import main
from communique.config import Config, load
from communique.store.dump import dump_digest
from tests.cli.test_bad_input import PAGE
from tests.sites import small_site
from tests.tools import ROOT

ADDRESS = "https://old.example/node/4711"


@pytest.fixture
def site(tmp_path: Path) -> Config:
    """Return a small site with one release, symbol 4711."""
    config = small_site(tmp_path / "site")
    _enter(config, _page(tmp_path, PAGE.format(number=1)))
    return config


def _page(folder: Path, text: str, name: str = "page.txt") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def _enter(config: Config, page: Path, *more: str) -> None:
    assert main(["import", str(config.site), str(page), "--address", ADDRESS, *more]) == 0


def _verdict(
    config: Config, text: Path | str, capsys: pytest.CaptureFixture[str]
) -> dict[str, object]:
    capsys.readouterr()
    status = main(["verify", str(config.site), str(text), "--json"])
    said: dict[str, object] = json.loads(capsys.readouterr().out)
    assert status == (0 if said["verdict"] == "genuine" else 3)
    return said


def _body(number: int) -> str:
    return "\n".join(PAGE.format(number=number).splitlines()[-2:])


def test_a_dry_run_shows_the_record_and_enters_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = small_site(tmp_path / "site")
    page = _page(tmp_path, PAGE.format(number=1))
    capsys.readouterr()
    assert main(["import", str(config.site), str(page), "--dry-run", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    read = json.loads(line)
    assert read["record"]["date"] == "1999-05-02"
    assert [place["code"] for place in read["record"]["places"]] == ["mere"]
    text = page.read_text(encoding="utf-8")
    for spans in read["evidence"].values():
        assert all(text[span["start"] : span["end"]] == span["quote"] for span in spans)
    assert main(["verify", str(config.site), str(page)]) == 3


def test_a_page_read_from_standard_input_is_entered(tmp_path: Path) -> None:
    config = small_site(tmp_path / "site")
    command = [sys.executable, "-m", "communique.cli.main", "import", str(config.site), "-"]
    found = subprocess.run(
        command, cwd=ROOT, input=PAGE.format(number=1), capture_output=True, text=True, check=True
    )
    assert "1 entered" in found.stdout


def test_the_same_page_twice_makes_one_entry(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dump_digest(site.store)
    _enter(site, tmp_path / "page.txt")
    assert "1 unchanged" in capsys.readouterr().out
    assert dump_digest(site.store) == before


def test_another_text_under_one_number_is_a_proposed_correction(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dump_digest(site.store)
    _enter(site, _page(tmp_path, PAGE.format(number=1).replace("lit", "dark")))
    said = capsys.readouterr().out
    assert "proposed-correction" in said
    assert "- lit" in said
    assert "+ dark" in said
    assert dump_digest(site.store) == before


def test_an_address_added_later_is_kept_for_the_same_release(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = small_site(tmp_path / "site")
    page = _page(tmp_path, PAGE.format(number=1))
    assert main(["import", str(config.site), str(page)]) == 0
    _enter(config, page)
    assert "1 further-address" in capsys.readouterr().out
    assert _verdict(config, ADDRESS, capsys)["verdict"] == "genuine"
    # Another text there is another version of that release, not a release of its own.
    _enter(config, _page(tmp_path, PAGE.format(number=1).replace("lit", "dark")))
    assert "1 proposed-correction" in capsys.readouterr().out


def test_the_page_and_its_text_and_its_address_are_genuine(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = _page(tmp_path, "Lights on the northern shore\n" + _body(1), "held.txt")
    for text in (tmp_path / "page.txt", held, ADDRESS, "/en/releases/4711/whatever"):
        said = _verdict(site, text, capsys)
        assert (said["verdict"], said["symbol"]) == ("genuine", "4711")
        assert isinstance(said["proof"], dict)


def test_one_changed_word_is_found(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = _page(tmp_path, _body(1).replace("ferrymen", "fishermen"), "held.txt")
    said = _verdict(site, held, capsys)
    assert said["verdict"] == "altered"
    changes = said["changes"]
    assert isinstance(changes, list)
    assert {"kind": "out", "text": "ferrymen"} in changes
    assert {"kind": "in", "text": "fishermen"} in changes


def test_a_cut_text_under_its_title_is_altered_and_a_paragraph_alone_an_excerpt(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paragraph = _body(1).splitlines()[1]
    cut = _page(tmp_path, "Lights on the northern shore\n" + paragraph, "cut.txt")
    alone = _page(tmp_path, paragraph, "alone.txt")
    assert _verdict(site, cut, capsys)["verdict"] == "altered"
    said = _verdict(site, alone, capsys)
    assert (said["verdict"], said["extent"]) == ("genuine", "excerpt")


def test_a_corrected_text_says_what_changed(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = _page(tmp_path, PAGE.format(number=1).replace("ferrymen", "pilots"))
    _enter(site, page, "--correct", "The pilots were told, not the ferrymen.")
    said = _verdict(site, _page(tmp_path, _body(1), "held.txt"), capsys)
    assert said["verdict"] == "corrected"
    assert said["note"] == "The pilots were told, not the ferrymen."
    assert {"kind": "in", "text": "pilots"} in said["changes"]  # type: ignore[operator]  # a list
    assert _verdict(site, page, capsys)["verdict"] == "genuine"
    assert main(["audit", str(site.site)]) == 0


def test_a_withdrawn_text_is_known_and_says_why(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = "It was issued by mistake."
    assert main(["withdraw", str(site.site), "4711", "--note", note]) == 0
    said = _verdict(site, _page(tmp_path, _body(1), "held.txt"), capsys)
    assert (said["verdict"], said["note"]) == ("withdrawn", note)
    assert main(["audit", str(site.site)]) == 0


def test_a_text_of_somebody_else_is_unknown(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = _page(tmp_path, "The quick brown fox jumps over the lazy dog, and is gone.", "held.txt")
    assert _verdict(site, held, capsys)["verdict"] == "unknown"


def test_an_erased_text_is_nowhere_on_the_disk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = small_site(tmp_path / "site")
    page = _page(tmp_path, PAGE.format(number=1).replace("ferrymen", "Quenzlingers"))
    _enter(config, page)
    assert main(["erase", str(config.site), "4711", "--yes"]) == 0
    held = [path for path in config.site.rglob("*") if path.is_file()]
    assert not [path for path in held if b"uenzlinger" in path.read_bytes().lower()]
    assert main(["audit", str(config.site)]) == 0
    assert main(["rebuild", str(config.site)]) == 0
    assert main(["audit", str(config.site)]) == 0


def test_a_rebuilt_store_is_the_same(site: Config) -> None:
    before = dump_digest(site.store)
    shutil.rmtree(site.store)
    site.store.mkdir()
    assert main(["rebuild", str(site.site)]) == 0
    assert dump_digest(site.store) == before


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    # Not a zero: most of those are room that a database keeps and nobody reads.
    place = next(at for at in range(len(content) // 2, len(content)) if content[at])
    content[place] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("part", ["log/tile", "deposit", "store", "log/checkpoint"])
def test_audit_names_the_file_in_which_a_byte_is_wrong(
    site: Config, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = site.site / part
    files = (
        [found] if found.is_file() else sorted(path for path in found.rglob("*") if path.is_file())
    )
    wrong = [path for path in files if not path.name.endswith((".lock", "-shm", "-wal"))]
    assert wrong
    for path in wrong:
        content = path.read_bytes()
        if not content:
            continue
        _flip(path)
        capsys.readouterr()
        assert main(["audit", str(site.site)]) == 1, path
        assert str(path) in capsys.readouterr().out, path
        path.write_bytes(content)


def test_a_missing_object_is_wrong_where_no_erase_names_it(
    site: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = next(path for path in site.deposit.rglob("*") if path.is_file())
    lost.unlink()
    assert main(["audit", str(site.site)]) == 1
    said = capsys.readouterr().out
    assert str(lost) in said
    assert "no erase names it" in said


def test_a_site_backed_up_while_pages_come_in_is_restored_and_passes_audit(
    site: Config, tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(2, 60):
        _page(pages, PAGE.format(number=number), f"{number}.txt")
    writing = threading.Thread(
        target=subprocess.run,
        args=([sys.executable, "-m", "communique.cli.main", "import", str(site.site), str(pages)],),
        kwargs={"cwd": ROOT, "check": True, "capture_output": True},
    )
    writing.start()
    backups = [tmp_path / f"backup-{number}.tar.gz" for number in range(4)]
    for backup in backups:
        assert main(["backup", str(site.site), str(backup)]) == 0
    writing.join()
    for number, backup in enumerate(backups):
        assert backup.stat().st_mode & 0o777 == 0o600
        restored = tmp_path / f"restored-{number}"
        assert main(["restore", str(backup), str(restored)]) == 0
        assert main(["audit", str(restored)]) == 0
        assert main(["verify", str(restored), str(tmp_path / "page.txt")]) == 0
        assert load(restored).key.stat().st_mode & 0o777 == 0o600


def test_a_cut_backup_is_refused_and_leaves_no_site(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "backup.tar.gz"
    assert main(["backup", str(site.site), str(backup)]) == 0
    backup.write_bytes(backup.read_bytes()[:-200])
    assert main(["restore", str(backup), str(tmp_path / "restored")]) == 1
    assert "backup.unusable" in capsys.readouterr().err
    assert not (tmp_path / "restored").exists()
    assert not list(tmp_path.glob(".restored*"))


@pytest.mark.parametrize("name", ["log/../../x", "../x", "/x", "newsroom/secret", "key/../../x"])
def test_a_backup_with_a_file_that_belongs_elsewhere_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "backup.tar.gz"
    with tarfile.open(backup, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo(name))
    assert main(["restore", str(backup), str(tmp_path / "inner" / "restored")]) == 1
    assert "which no backup has" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["backup.tar.gz", "inner"]


def test_a_text_corrected_back_and_forth_is_corrected_each_time(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [PAGE.format(number=1), PAGE.format(number=1).replace("ferrymen", "pilots")]
    for turn in (1, 0, 1, 0):
        _enter(site, _page(tmp_path, texts[turn]), "--correct", "We know better now.")
        assert "1 corrected" in capsys.readouterr().out
        held = _page(tmp_path, "\n".join(texts[turn].splitlines()[-2:]), "held.txt")
        assert _verdict(site, held, capsys)["verdict"] in ("genuine", "corrected")
    assert main(["audit", str(site.site)]) == 0
