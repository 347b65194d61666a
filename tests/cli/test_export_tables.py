"""The record as CSV and Parquet: a row a text, in columns that stay."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest
from pyarrow import parquet

from communique.cli.main import main
from communique.config import Config
from communique.core.text import Text
from communique.render.table import COLUMNS, FORMULAE
from tests.public.asking import enter, lakes
from tests.sites import issue, release

TITLE = '=HYPERLINK("https://evil.example";"Click")'
BODY = ('-1 degree, “quoted”, "quoted", with commas', "A second paragraph.")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Return a site with a title that a spreadsheet would compute."""
    config = lakes(tmp_path_factory.mktemp("tables") / "site")
    enter(config, issue(release("201", texts={"en": Text(title=TITLE, body=BODY)})))
    return config


def _csv(site: Config, folder: Path) -> list[dict[str, str]]:
    path = folder / "record.csv"
    assert main(["export", str(site.site), "--format", "csv", "--output", str(path)]) == 0
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_a_table_has_a_row_for_each_text_that_readers_see(site: Config, tmp_path: Path) -> None:
    rows = _csv(site, tmp_path)
    assert [(row["symbol"], row["lang"]) for row in rows] == [
        ("101", "en"),
        ("102", "en"),
        ("102", "fr"),
        ("106", "fr"),
        ("103", "en"),
        ("201", "en"),
    ]
    corrected = [row["symbol"] for row in rows if row["corrected"] == "true"]
    assert corrected == ["103"]
    first = rows[0]
    assert (first["date"], first["place_codes"], first["countries"]) == ("1999-05-02", "mere", "XA")
    assert first["sources"] == "office-in-tarn|secretariat"
    assert first["address"].startswith("http://lakes.example/en/releases/101/lights-on")


def test_the_columns_are_the_ones_that_were_promised(site: Config, tmp_path: Path) -> None:
    assert tuple(_csv(site, tmp_path)[0]) == COLUMNS
    page = (Path(__file__).parents[2] / "docs/reference/export-format.md").read_text("utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in page] == []


def test_no_cell_is_computed_by_a_spreadsheet_and_lines_end_as_the_standard_says(
    site: Config, tmp_path: Path
) -> None:
    rows = _csv(site, tmp_path)
    assert [value for row in rows for value in row.values() if value.startswith(FORMULAE)] == []
    assert rows[-1]["title"] == f"'{TITLE}"
    content = (tmp_path / "record.csv").read_bytes()
    assert content.startswith(b"symbol,lang,")
    assert content.splitlines(keepends=True)[0].endswith(b"\r\n")


def test_parquet_has_the_same_rows_with_lists_and_switches(site: Config, tmp_path: Path) -> None:
    path = tmp_path / "record.parquet"
    assert main(["export", str(site.site), "--format", "parquet", "--output", str(path)]) == 0
    rows = parquet.read_table(path).to_pylist()
    assert tuple(rows[0]) == COLUMNS
    assert [row["symbol"] for row in rows] == [row["symbol"] for row in _csv(site, tmp_path)]
    assert (rows[-1]["title"], tuple(rows[-1]["body"])) == (TITLE, BODY)
    assert rows[0]["sources"] == ["office-in-tarn", "secretariat"]
    assert [row["symbol"] for row in rows if row["corrected"]] == ["103"]


def test_without_its_library_parquet_is_refused_in_a_sentence_and_no_file_is_left(
    site: Config,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = tmp_path / "record.parquet"
    assert main(["export", str(site.site), "--format", "parquet", "--output", str(path)]) == 1
    assert "pip install communique[parquet]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_only_lines_are_taken_whole(site: Config, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(site.site), "--format", "csv", "--whole"]) == 1
    assert "export.unfit" in capsys.readouterr().err
