"""What is done on the pages of the review list, each answered with the next thing to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from communique.core.record import Release
from communique.core.waiting import Waits
from communique.newsroom import shelf
from communique.newsroom.review.amending import LANG
from communique.newsroom.review.beside import beside_of, following
from communique.newsroom.review.judging import accept, recall, refuse, settle_family
from communique.newsroom.roles import Deed
from communique.newsroom.steps.answers import check_asker, take
from communique.outbox import review
from communique.outbox.review import Family, Stage

SHOWN_OF_A_FAMILY = 3
_EXTRACT_CHARACTERS = 240
_STEPS = {"accept": Stage.ACCEPTED, "refuse": Stage.REFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One of a family, as the question shows it that is asked before all of it is settled."""

    number: int
    title: str
    lang: str
    kind: str
    day: str
    extract: str


@require_POST
def judge(request: HttpRequest, number: int) -> HttpResponse:
    """Accept, refuse or recall one record, and go on to the next of its family."""
    member = check_asker(request, Deed.REVIEW_PAGES)
    found = review.one(connection, number)
    if found is None:
        raise Http404
    beside = beside_of(found[0])

    def judged() -> str:
        match request.POST.get("step", ""):
            case "refuse":
                refuse(number, member, request.POST.get("reason", ""))
                return "Refused. An import of the page does not ask again."
            case "recall":
                recall(number, member)
                return "It waits again."
            case "accept":
                accept(number, member)
                return "Accepted; it is on the record in a moment."
        raise Http404

    if not take(request, judged) or request.POST.get("step") == "recall":
        return redirect("review:page", number)
    return following(beside)


@require_http_methods(["GET", "POST"])
def whole_family(request: HttpRequest, family: str, step: str) -> HttpResponse:
    """Ask whether all of a family shall go in, or stay out; and have it so."""
    member = check_asker(request, Deed.REVIEW_PAGES)
    found = review.family_of(connection, family)
    if step not in _STEPS:
        raise Http404
    if found is None:
        return redirect("review:family", family)
    if request.method == "POST":
        last = request.POST.get("last", "")
        if not (last.isascii() and last.isdigit() and len(last) < 19):
            raise Http404
        reason = request.POST.get("reason", "")

        def settled() -> str:
            number = settle_family(family, _STEPS[step], member, last=int(last), reason=reason)
            return f"{_pages(number)} {'refused' if step == 'refuse' else 'accepted'}."

        if take(request, settled):
            return redirect("review:list")
    context = {
        "family": found,
        "is_refusal": step == "refuse",
        "last": review.last_of(connection, family),
        "samples": _samples(found),
        "step": step,
    }
    return render(request, "review/confirm.html", context)


def _samples(family: Family) -> Sequence[Sample]:
    """Return the first, the last and the middle one."""
    places = sorted({0, family.pages // 2, family.pages - 1})[:SHOWN_OF_A_FAMILY]
    listed = [
        one for place in places for one in review.pages_of(connection, family.family, 1, place)
    ]
    found = [(one.number, review.one(connection, one.number)) for one in listed]
    return [_sample(number, one[1]) for number, one in found if one and one[1]]


def _sample(number: int, waits: Waits) -> Sample:
    release: Release = waits.arrival.release
    lang, text = next(iter(release.texts.items()))
    day, profile = release.date, shelf.profile()
    kind = profile["kind"].get(release.kind)
    said = " ".join(text.body)
    cut = said if len(said) <= _EXTRACT_CHARACTERS else f"{said[:_EXTRACT_CHARACTERS].rstrip()}…"
    return Sample(
        number=number,
        title=text.title,
        lang=lang,
        kind=kind.name(LANG, day.first_day if day else date.max) if kind else release.kind,
        day=str(day) if day else "no date",
        extract=cut,
    )


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number:,} pages"
