"""The page on which people say which facts an issued release reports."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from communique.core.edition import ISSUED
from communique.core.errors import CommuniqueError
from communique.core.fact_rules import passage_today
from communique.core.record import Release
from communique.newsroom.reading.amending import amended
from communique.newsroom.reading.fact_view import LANG, Shown, setting_today, shown
from communique.newsroom.roles import Deed
from communique.newsroom.steps.answers import check_asker, sentence, take
from communique.newsroom.steps.content import standing_of
from communique.newsroom.steps.fact_orders import histories, waiting_facts
from communique.newsroom.steps.reported import (
    Proposal,
    confirm,
    correct_fact,
    proposals,
    refuse,
    withdraw_fact,
)
from communique.newsroom.steps.shown import address
from communique.newsroom.steps.withdrawal import current
from communique.render.registry.setting import Setting


def facts(request: HttpRequest, symbol: str) -> HttpResponse:
    """Return what the texts of a release report: proposed, refused, on the record."""
    check_asker(request, Deed.CONFIRM_FACTS)
    found = standing_of(symbol)
    if found is None:
        raise Http404
    context: dict[str, object] = {"symbol": symbol, "title": symbol}
    context |= {"back": address("record:history", symbol)}
    try:
        release = current(symbol)
    except CommuniqueError as error:
        return render(request, "steps/facts.html", {**context, "why_not": sentence(error)})
    setting, read = setting_today(), proposals(release)
    text = release.texts.get(LANG) or next(iter(release.texts.values()))
    context |= {
        "title": text.title,
        "proposed": [_proposed(one, setting) for one in read if not one.is_refused],
        "refused": [_proposed(one, setting) for one in read if one.is_refused],
        "confirmed": list(_confirmed(release, setting)),
        "waiting": len(waiting_facts(symbol)),
    }
    return render(request, "steps/facts.html", context)


@require_POST
def judge(request: HttpRequest, symbol: str) -> HttpResponse:
    """Confirm, amend or refuse what the text proposes."""
    member, key = check_asker(request, Deed.CONFIRM_FACTS), request.POST.get("key", "")

    def judged() -> str:
        match request.POST.get("step", ""):
            case "refuse":
                refuse(symbol, key, member)
                return "Refused. It is asked no more."
            case "recall":
                refuse(symbol, key, member, recall=True)
                return "It is proposed again."
            case "amend":
                was = next((one for one in proposals(current(symbol)) if one.key == key), None)
                fact = amended(was.record.fact, request.POST.dict()) if was else None
                return f"{confirm(symbol, key, member, amended=fact).symbol} goes out as amended."
            case _:
                return f"{confirm(symbol, key, member).symbol} is confirmed and goes out now."

    take(request, judged)
    return redirect("steps:facts", symbol)


@require_POST
def change(request: HttpRequest, symbol: str, number: int) -> HttpResponse:
    """Correct a fact on the record, or withdraw it."""
    member, note = check_asker(request, Deed.CONFIRM_FACTS), request.POST.get("note", "")

    def changed() -> str:
        if request.POST.get("step") == "withdraw":
            withdraw_fact(symbol, number, member, note)
            return f"Fact {number} of {symbol} is withdrawn in a moment."
        held = next((one.record for one in histories(symbol) if one.number == number), None)
        if held is None:
            raise Http404
        correct_fact(symbol, number, member, amended(held.fact, request.POST.dict()), note)
        return f"Fact {number} of {symbol} is corrected in a moment."

    take(request, changed)
    return redirect("steps:facts", symbol)


def _proposed(one: Proposal, setting: Setting) -> Shown:
    return shown(one.record, setting, key=one.key)


def _confirmed(release: Release, setting: Setting) -> Iterator[Shown]:
    for one in histories(release.symbol):
        if one.record is not None and one.state == ISSUED:
            is_gone = passage_today(one.record, release) is None
            yield shown(one.record, setting, number=one.number, is_gone=is_gone)
