"""Many pages: read by several processes, entered once, whatever is killed on the way."""

from __future__ import annotations

import json
import signal
from functools import partial
from pathlib import Path

import pytest

from communique.cli.main import main
from communique.cli.processes import Processes
from communique.cli.readers import FEW_PAGES, ReaderDied, Readers
from communique.ingest.reading import PageRead
from communique.registrar.audit import audit
from tests.cli import deadly
from tests.cli.many import begun, captures, in_store, pages
from tests.sites import small_site

TWO = partial(Processes, workers=2)


def test_pages_come_back_in_order_from_several_processes() -> None:
    given = captures(*(f"page {number}" if number % 7 else "" for number in range(100)))
    found = list(Readers(deadly.read, TWO, few=3).in_order(given))
    assert [number for number, _ in found] == list(range(100))
    for (_, capture), (_, read) in zip(given, found, strict=True):
        assert (read.reading.capture if isinstance(read, PageRead) else None) == capture


def test_a_page_that_kills_its_reader_is_named_and_the_rest_is_read() -> None:
    given = captures(*(["page"] * 40), "deadly", *(["page"] * 40))
    found = list(Readers(deadly.read, TWO, few=0).in_order(given))
    died = [(number, read) for number, read in found if not isinstance(read, PageRead)]
    assert [number for number, _ in died] == [40]
    assert isinstance(died[0][1], ReaderDied)
    assert "40.txt" in str(died[0][1])


@pytest.mark.parametrize(("by", "status"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_an_import_stopped_among_many_pages_goes_on_and_enters_none_twice(
    tmp_path: Path, by: signal.Signals, status: int
) -> None:
    config = small_site(tmp_path / "site")
    count = FEW_PAGES * 2 + 50
    folder = pages(tmp_path / "pages", count)
    importing = begun(config, folder, "--workers", "2")
    importing.send_signal(by)
    assert importing.wait() == status
    assert 0 < in_store(config) < count
    assert main(["import", str(config.site), str(folder), "--workers", "2"]) == 0
    assert in_store(config) == count
    assert list(audit(config)) == []


def test_the_report_counts_all_pages_and_names_those_to_look_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = small_site(tmp_path / "site")
    folder, report = pages(tmp_path / "pages", 3), tmp_path / "report.json"
    (folder / "9.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    report.write_text("of another day", encoding="utf-8")
    assert main(["import", str(config.site), str(folder), "--report", str(report)]) == 1
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
    folder, report = pages(tmp_path / "pages", 1), tmp_path / "nowhere" / "report.json"
    assert main(["import", str(config.site), str(folder), "--report", str(report)]) == 1
    assert "output.cannot-write" in capsys.readouterr().err
    assert in_store(config) == 0


def test_a_number_of_workers_that_is_none_is_misuse(tmp_path: Path) -> None:
    for number in ("0", "-1", "many", "100000"):
        with pytest.raises(SystemExit) as stopped:
            main(["import", str(tmp_path), "page.txt", "--workers", number])
        assert stopped.value.code == 2
