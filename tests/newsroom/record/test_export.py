"""Lists of the desk as files."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from itertools import repeat

import openpyxl
import pytest
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase

from communique.newsroom.record.export import FORMATS, XLSX_ROWS, Row, TooLong, exported

HEADINGS = ("symbol", "title", "sources", "number")
ROWS: tuple[Row, ...] = (
    ("pr-2026-0001", "Закрытие моста", ("mission", "secretariat"), 7),
    ("=1+1", '@SUM(A1)\n"quoted", with a comma', ("-x",), -3),
)


def _bytes(answer: HttpResponseBase) -> bytes:
    assert isinstance(answer, StreamingHttpResponse)
    said = b"".join(answer)
    answer.close()
    return said


def test_a_csv_has_a_line_for_each_row_and_no_formula() -> None:
    text = _bytes(exported("csv", "list", HEADINGS, ROWS)).decode("utf-8-sig")
    assert list(csv.reader(StringIO(text))) == [
        list(HEADINGS),
        ["pr-2026-0001", "Закрытие моста", "mission secretariat", "7"],
        ["'=1+1", '\'@SUM(A1)\n"quoted", with a comma', "'-x", "-3"],
    ]


def test_json_lines_keep_every_value_as_it_is() -> None:
    text = _bytes(exported("jsonl", "list", HEADINGS, ROWS)).decode()
    assert [json.loads(line) for line in text.splitlines()] == [
        dict(zip(HEADINGS, json.loads(json.dumps(row)), strict=True)) for row in ROWS
    ]


def test_an_xlsx_holds_text_where_a_formula_is_spelt() -> None:
    row: Row = ("=1+1", "bell \x07 and all", "x" * 40_000, 7)
    content = _bytes(exported("xlsx", "list", HEADINGS, [row]))
    (sheet,) = openpyxl.load_workbook(BytesIO(content)).worksheets
    first, second = sheet.iter_rows()
    assert [cell.value for cell in first] == list(HEADINGS)
    assert [cell.value for cell in second][:2] == ["=1+1", "bell  and all"]
    assert [cell.data_type for cell in second] == ["s", "s", "s", "n"]


def test_a_list_too_long_for_a_workbook_is_refused() -> None:
    with pytest.raises(TooLong, match="20,000"):
        exported("xlsx", "list", HEADINGS, repeat(ROWS[0], XLSX_ROWS + 1))


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_named_and_kept(form: str) -> None:
    answer = exported(form, "record", HEADINGS, ROWS)
    _bytes(answer)
    assert answer["Content-Disposition"] == f'attachment; filename="record.{form}"'


def test_another_form_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="pdf"):
        exported("pdf", "record", HEADINGS, ROWS)
