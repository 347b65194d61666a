"""The page of the audit trail: asked by who, deed, subject and days; the same as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from communique.newsroom.accounts.lines import TrailLine, TrailLines
from communique.newsroom.roles import Deed, may

PAGE_LINES = 100
_HEADINGS = ("at", "who", "deed", "subject", "copy", "words")
# A spreadsheet takes what begins like this for a formula, and computes it.
_FORMULAE = ("=", "+", "-", "@", "\t", "\r")


class Question(forms.Form):
    """What may be asked of the trail."""

    who = forms.CharField(required=False, max_length=150)
    deed = forms.CharField(required=False, max_length=40)
    subject = forms.CharField(required=False, max_length=250, label="Symbol or copy")
    since = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))

    def lines(self) -> TrailLines:
        """Return the lines asked for, the newest first; `until` is the last day shown."""
        asked = self.cleaned_data if self.is_valid() else {}
        found = TrailLine.objects.all()
        if asked.get("who"):
            found = found.filter(who__iexact=asked["who"])
        if asked.get("deed"):
            found = found.filter(deed=asked["deed"])
        if asked.get("subject"):
            found = found.filter(Q(subject=asked["subject"]) | Q(copy=asked["subject"]))
        if asked.get("since"):
            found = found.filter(at__gte=datetime.combine(asked["since"], time.min, UTC))
        if asked.get("until"):
            day_after = asked["until"] + timedelta(days=1)
            found = found.filter(at__lt=datetime.combine(day_after, time.min, UTC))
        return found


def trail(request: HttpRequest) -> HttpResponseBase:
    """Return the page, or with `format=csv` a table of all lines asked for."""
    if not may(request.user, Deed.SEE_TRAIL):  # type: ignore[arg-type]  # the wall lets members in only
        raise PermissionDenied
    question = Question(request.GET)
    if request.GET.get("format") == "csv":
        return _as_csv(question.lines())
    return _as_page(request, question)


def _as_page(request: HttpRequest, question: Question) -> HttpResponse:
    asked = request.GET.copy()
    asked.pop("page", None)
    page = Paginator(question.lines(), PAGE_LINES).get_page(request.GET.get("page"))
    deeds = TrailLine.objects.order_by("deed").values_list("deed", flat=True).distinct()
    context = {"question": question, "page": page, "deeds": deeds, "asked": asked.urlencode()}
    return render(request, "accounts/trail.html", context)


def _as_csv(lines: TrailLines) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(_rows(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="trail.csv"'
    return answer


class _Echo:
    """Gives back what is written to it, so that a row is sent as soon as it is made."""

    def write(self, row: str) -> str:
        return row


def _rows(lines: TrailLines) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(_HEADINGS)
    for line in lines.iterator(chunk_size=1000):
        words = json.dumps(line.words, ensure_ascii=False) if line.words else ""
        cells = (line.at.isoformat(), line.who, line.deed, line.subject, line.copy, words)
        yield writer.writerow([_safe(cell) for cell in cells])


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULAE) else cell
