"""The list of the record: filtered, put in order, in pages; and the whole of it as a file."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from wagtail.admin.auth import require_admin_access

from communique.newsroom import shelf
from communique.newsroom.record.asking import asker
from communique.newsroom.record.export import FORMATS, TooLong, exported
from communique.newsroom.record.lines import HEADINGS, row
from communique.newsroom.record.lines import exported as exported_line
from communique.newsroom.record.question import LANG, Question, today
from communique.store.desk_list import Found, all_of, find

PAGE_LINES = 50
_ALWAYS_SHOWN = frozenset({"q", "state"})


@require_admin_access
def listing(request: HttpRequest) -> HttpResponseBase:
    """Return a page of the record, or with `format=` all that was asked for as a file."""
    person = asker(request)
    question = Question(request.GET)
    if not question.is_valid():
        return _page(request, question, Found(lines=(), total=0), number=1)
    if form := request.GET.get("format", ""):
        return _file(request, question, form)
    number = _page_number(request)
    found = find(shelf.store(), question.sought(), lang=LANG, page=number, size=PAGE_LINES)
    profile, on = shelf.profile(), today()
    rows = [row(line, profile, person, on=on) for line in found.lines]
    return _page(request, question, found, number=number, rows=rows)


def _page(
    request: HttpRequest, question: Question, found: Found, *, number: int, rows: object = ()
) -> HttpResponse:
    asked = request.GET.copy()
    asked.pop("page", None)
    # What was left empty is no part of the question, and makes its address hard to read.
    for name, values in list(asked.lists()):
        if kept := [value for value in values if value]:
            asked.setlist(name, kept)
        else:
            del asked[name]
    pages = max(1, -(-found.total // PAGE_LINES))
    context = {
        "question": question,
        "rows": rows,
        "total": found.total,
        "asked": asked.urlencode(),
        "is_asked": bool(asked),
        "is_filtered": bool(question.errors) or not _ALWAYS_SHOWN.issuperset(asked),
        "formats": FORMATS,
        "number": number,
        "pages": pages,
        "newer": number - 1 if number > 1 else 0,
        "older": number + 1 if number < pages else 0,
    }
    return render(request, "record/list.html", context)


def _file(request: HttpRequest, question: Question, form: str) -> HttpResponseBase:
    if form not in FORMATS:
        raise BadRequest(f"a list can be had as {', '.join(FORMATS)}")
    lines = all_of(shelf.store, question.sought(), lang=LANG)
    try:
        return exported(form, "record", HEADINGS, (exported_line(line) for line in lines))
    except TooLong as error:
        question.add_error(None, f"{error}. {error.hint}")
        return _page(request, question, Found(lines=(), total=0), number=1)


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1
