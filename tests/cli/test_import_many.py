"""Many pages: read by several processes, entered once, whatever is killed on the way."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.cli.main import main
from communique.cli.readers import FEW_PAGES, ReaderDied, Readers
from communique.config import Config
from communique.ingest.capture import take_bytes
from communique.ingest.reading import PageRead, Readable
from communique.registrar.audit import audit
from communique.store.db import open_store
from communique.store.query import total
from tests.cli import deadly
from tests.cli.test_bad_input import PAGE
from tests.sites import small_site
from tests.tools import ROOT


def _captures(*texts: str) -> list[tuple[int, Readable | None]]:
    return [
        (number, take_bytes(text.encode(), f"{number}.txt") if text else None)
        for number, text in enumerate(texts)
    ]


def _pages(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(PAGE.format(number=number), encoding="utf-8")
    return folder


def _in_store(config: Config) -> int:
    with open_store(config.store) as store:
        return total(store)


def test_pages_come_back_in_order_from_several_processes() -> None:
    given = _captures(*(f"page {number}" if number % 7 else "" for number in range(100)))
    found = list(Readers(deadly.read, workers=2, few=3).in_order(given))
    assert [number for number, _ in found] == list(range(100))
    for (_, capture), (_, read) in zip(given, found, strict=True):
        assert (read.reading.capture if isinstance(read, PageRead) else None) == capture


def test_a_page_that_kills_its_reader_is_named_and_the_rest_is_read() -> None:
    given = _captures(*(["page"] * 40), "deadly", *(["page"] * 40))
    found = list(Readers(deadly.read, workers=2, few=0).in_order(given))
    died = [(number, read) for number, read in found if not isinstance(read, PageRead)]
    assert [number for number, _ in died] == [40]
    assert isinstance(died[0][1], ReaderDied)
    assert "40.txt" in str(died[0][1])


def test_an_import_killed_among_many_pages_goes_on_and_enters_none_twice(tmp_path: Path) -> None:
    config = small_site(tmp_path / "site")
    count = FEW_PAGES * 2 + 50
    pages = _pages(tmp_path / "pages", count)
    command = [sys.executable, "-m", "communique.cli.main", "import", str(config.site), str(pages)]
    begun = subprocess.Popen([*command, "--workers", "2"], cwd=ROOT)
    while _in_store(config) == 0:
        time.sleep(0.01)
    begun.send_signal(signal.SIGKILL)
    begun.wait()
    assert 0 < _in_store(config) < count
    assert main([*command[3:], "--workers", "2"]) == 0
    assert _in_store(config) == count
    assert list(audit(config)) == []


def test_the_report_counts_all_pages_and_names_those_to_look_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = small_site(tmp_path / "site")
    pages, report = _pages(tmp_path / "pages", 3), tmp_path / "report.json"
    (pages / "9.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    report.write_text("of another day", encoding="utf-8")
    assert main(["import", str(config.site), str(pages), "--report", str(report)]) == 1
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["outcomes"] == {"entered": 3, "refused": 1}
    assert told["total"] == 4
    assert [(Path(one["path"]).name, one["outcome"]) for one in told["pages"]] == [
        ("9.txt", "refused")
    ]
    assert "3 entered" in capsys.readouterr().out


def test_a_report_that_cannot_be_written_is_said_before_a_page_is_entered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = small_site(tmp_path / "site")
    pages, report = _pages(tmp_path / "pages", 1), tmp_path / "nowhere" / "report.json"
    assert main(["import", str(config.site), str(pages), "--report", str(report)]) == 1
    assert "output.cannot-write" in capsys.readouterr().err
    assert _in_store(config) == 0


def test_a_number_of_workers_that_is_none_is_misuse(tmp_path: Path) -> None:
    for number in ("0", "-1", "many", "100000"):
        with pytest.raises(SystemExit) as stopped:
            main(["import", str(tmp_path), "page.txt", "--workers", number])
        assert stopped.value.code == 2
