"""The pages on which a release is withdrawn, or erased by legal order."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from communique.core.edition import Edition
from communique.core.entry import Act
from communique.core.errors import CommuniqueError
from communique.newsroom.roles import Deed, may
from communique.newsroom.steps.answers import asker, check_asker, sentence, take
from communique.newsroom.steps.content import standing_of
from communique.newsroom.steps.entered import catch_up
from communique.newsroom.steps.erasure import (
    ask_erasure,
    confirm_erasure,
    drop_erasure,
    erasable,
)
from communique.newsroom.steps.models import ErasureRequest, ErasureState
from communique.newsroom.steps.panel import time_form
from communique.newsroom.steps.shown import address, languages, rows_for
from communique.newsroom.steps.times import check_ahead, instant_at, said_in
from communique.newsroom.steps.withdrawal import current, waiting_for, withdraw

SHOWN = 100


def withdraw_page(request: HttpRequest, symbol: str) -> HttpResponse:
    """Return the form for the public reason; sent, the withdrawal is signed off."""
    member = check_asker(request, Deed.WITHDRAW)
    edition = _edition(symbol)
    if request.method == "POST" and take(request, lambda: _withdraw(request, symbol)):
        return redirect(address("record:history", symbol) or reverse("steps:clock"))
    why_not = ""
    try:
        current(symbol)
    except CommuniqueError as error:
        why_not = sentence(error)
    now = datetime.now(UTC)
    context = {
        "symbol": symbol,
        "title": _title(edition),
        "langs": languages(edition.versions[-1].entry.langs),
        "why_not": why_not,
        "waiting": rows_for(member, waiting_for(symbol), now),
        "note": request.POST.get("note", ""),
        "time": time_form(None),
        "back": address("record:history", symbol),
    }
    return render(request, "steps/withdraw.html", context)


def erase_page(request: HttpRequest, symbol: str) -> HttpResponse:
    """Return the form for the legal order; sent, a second person is asked to confirm it."""
    member = check_asker(request, Deed.ASK_ERASURE)
    edition = _edition(symbol)
    if request.method == "POST":

        def ask() -> str:
            ask_erasure(
                symbol,
                member,
                reason=request.POST.get("reason", ""),
                reference=request.POST.get("reference", ""),
                digest=request.POST.get("digest", ""),
            )
            return f"The erasure of {symbol} waits for a second person, who has been told."

        if take(request, ask):
            return redirect("steps:erasures")
    why_not = ""
    left: tuple[str, ...] = ()
    try:
        left = erasable(symbol)
    except CommuniqueError as error:
        why_not = sentence(error)
    versions = [
        {
            "digest": one.entry.digest,
            "words": f"{one.entry.act} of {one.entry.at.replace('T', ' ').replace('Z', ' UTC')}",
            "langs": languages(one.entry.langs),
        }
        for one in edition.versions
        if one.entry.digest in left and one.entry.act is not Act.ERASE
    ]
    context = {
        "symbol": symbol,
        "title": _title(edition),
        "why_not": why_not,
        "versions": versions,
        "reason": request.POST.get("reason", ""),
        "reference": request.POST.get("reference", ""),
        "back": address("record:history", symbol),
    }
    return render(request, "steps/erase.html", context)


def erasures(request: HttpRequest) -> HttpResponse:
    """Return the erasures asked for, those that wait first."""
    member = check_asker(request, Deed.ASK_ERASURE)
    catch_up()
    found = ErasureRequest.objects.select_related("asked_by", "settled_by")[:SHOWN]
    rows = [
        {
            "request": one,
            "state": one.get_state_display(),
            "asked": f"{one.asked_by}, {one.asked_at:%Y-%m-%d %H:%M} UTC",
            "settled": f"{one.settled_by}, {one.settled_at:%Y-%m-%d %H:%M} UTC"
            if one.settled_at
            else "",
            "waits": one.state == ErasureState.ASKED,
            "may_confirm": may(member, Deed.CONFIRM_ERASURE) and one.asked_by_id != member.pk,
            "is_mine": one.asked_by_id == member.pk,
            "href": address("record:history", one.symbol),
        }
        for one in found
    ]
    return render(request, "steps/erasures.html", {"rows": rows})


@require_POST
def settle_erasure(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm an erasure, or give it up."""
    member = check_asker(request, Deed.ASK_ERASURE)
    erasure = get_object_or_404(ErasureRequest, pk=pk)

    def settled() -> str:
        if request.POST.get("step") == "confirm":
            confirm_erasure(erasure, member)
            return f"The erasure of {erasure.symbol} is with the registrar."
        drop_erasure(erasure, member)
        return f"{erasure.symbol} is not erased."

    take(request, settled)
    return redirect("steps:erasures")


def _withdraw(request: HttpRequest, symbol: str) -> str:
    sent = request.POST
    at, zone = None, sent.get("zone", "") or "UTC"
    if sent.get("when") == "later":
        at = instant_at(sent.get("day", ""), sent.get("clock", ""), zone)
        check_ahead(at, datetime.now(UTC))
    withdraw(symbol, asker(request), sent.get("note", ""), at=at, zone=zone)
    return f"{symbol} is withdrawn " + (f"on {said_in(at, zone)}." if at else "in a moment.")


def _edition(symbol: str) -> Edition:
    found = standing_of(symbol)
    if found is None:
        raise Http404
    return found


def _title(edition: Edition) -> str:
    releases = [version.release for version in edition.versions if version.release]
    if not releases:
        return edition.symbol
    text = releases[-1].texts.get("en") or next(iter(releases[-1].texts.values()))
    return text.title
