"""Lists of the desk as files: CSV, JSON lines and XLSX, whole, whatever page is shown."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from communique.core.errors import CommuniqueError
from communique.render.table import guarded

CSV, JSONL, XLSX = "csv", "jsonl", "xlsx"
FORMATS = (CSV, JSONL, XLSX)
# A workbook is made whole before its first byte is sent, while nobody else is answered.
XLSX_ROWS = 20_000
_NOT_IN_XLSX = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XLSX_CHARACTERS = 32_767

Value = str | int | Sequence[str]
Row = Sequence[Value]


class TooLong(CommuniqueError):
    """A list that is too long for the kind of file asked for."""

    code = "export.too-long"
    hint = "Ask for CSV, which every spreadsheet opens, or for fewer lines."


def exported(
    form: str, name: str, headings: Sequence[str], rows: Iterable[Row]
) -> HttpResponseBase:
    """Return a list as a file to keep; `form` is one of FORMATS, `name` the file's without it.

    headings: one for each value of a row.  rows: taken one by one as they are sent, so that a
    list of any length needs no memory; of an XLSX there may be XLSX_ROWS.
    Raises TooLong, and ValueError for another form.
    """
    answer: HttpResponseBase
    if form == CSV:
        answer = StreamingHttpResponse(_csv(headings, rows), content_type="text/csv; charset=utf-8")
    elif form == JSONL:
        lines = _jsonl(headings, rows)
        answer = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    elif form == XLSX:
        return FileResponse(_xlsx(headings, rows), as_attachment=True, filename=f"{name}.{form}")
    else:
        raise ValueError(f"{form!r} is no form of a list")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


class _Echo:
    """Gives back what is written to it, so that a row is sent as soon as it is made."""

    def write(self, row: str) -> str:
        return row


def _csv(headings: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # Without it Excel takes the letters of four of our six languages for those of another.
    yield "\ufeff"
    yield writer.writerow(headings)
    for row in rows:
        yield writer.writerow([_safe(value) for value in row])


def _jsonl(headings: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(dict(zip(headings, row, strict=True)), ensure_ascii=False) + "\n"


def _xlsx(headings: Sequence[str], rows: Iterable[Row]) -> BytesIO:
    # Counted first: a workbook that was begun and not finished leaves its files behind.
    held = list(islice(rows, XLSX_ROWS + 1))
    if len(held) > XLSX_ROWS:
        raise TooLong(f"the list has more than {XLSX_ROWS:,} lines")
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (headings, *held):
        sheet.append([_cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet: object, value: Value) -> object:
    if isinstance(value, int):
        return value
    cell = WriteOnlyCell(sheet, _NOT_IN_XLSX.sub("", _said(value))[:_XLSX_CHARACTERS])
    # Text, whatever it begins with: `=` would make a formula of it.
    cell.data_type = "s"
    return cell


def _said(value: Value) -> str:
    return str(value) if isinstance(value, str | int) else " ".join(value)


def _safe(value: Value) -> str:
    return str(value) if isinstance(value, int) else guarded(_said(value))
