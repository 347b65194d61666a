"""One record of the review list: what was read, beside the page it was read from."""

from __future__ import annotations

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from communique.core.waiting import Waits
from communique.newsroom import shelf
from communique.newsroom.review.amending import AmendForm
from communique.newsroom.review.judging import accept
from communique.newsroom.review.shown import MOST_CHARACTERS, pieces_of, texts_of
from communique.newsroom.roles import Deed
from communique.newsroom.steps.answers import check_asker, take
from communique.outbox import review
from communique.outbox.review import Beside, Listed, Stage


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Return one record with all that bears it out; accept it as it is sent amended.

    What is sent and cannot go in so is shown again, nothing of it lost.
    """
    member = check_asker(request, Deed.REVIEW_PAGES)
    found = review.one(connection, number)
    if found is None:
        raise Http404
    listed, waits = found
    if request.method != "POST" or waits is None:
        return _shown(request, listed, waits)
    form, beside = AmendForm(waits.arrival, request.POST), beside_of(listed)
    if not form.is_valid():
        return _shown(request, listed, waits, form)

    def amended() -> str:
        accept(number, member, amended=form.arrival)
        return "Accepted as amended; it is on the record in a moment."

    return following(beside) if take(request, amended) else redirect("review:page", number)


def beside_of(listed: Listed) -> Beside:
    """Return where a record stands in its family: who is asked before it is settled."""
    return review.beside(connection, listed.family, listed.number)


def following(beside: Beside) -> HttpResponse:
    """Return the way to what is looked at next, once a record is settled."""
    number = beside.after or beside.before
    return redirect("review:page", number) if number else redirect("review:list")


def _shown(
    request: HttpRequest, listed: Listed, waits: Waits | None, form: AmendForm | None = None
) -> HttpResponse:
    context: dict[str, object] = {"page": listed, "is_waiting": listed.stage is Stage.WAITING}
    if waits is not None:
        context |= {
            "texts": texts_of(waits, shelf.profile()),
            "pieces": pieces_of(waits),
            "is_cut": len(waits.words) > MOST_CHARACTERS,
            "form": form or AmendForm(waits.arrival),
            "beside": beside_of(listed),
        }
    return render(request, "review/page.html", context)
