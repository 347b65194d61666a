"""The steps as forms are sent: one address a step, each answered by the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import Remark, WorkingCopy
from communique.newsroom.roles import Deed
from communique.newsroom.steps import alarms, sign_off, way
from communique.newsroom.steps.answers import asker, back, check_asker, seen_copy, take
from communique.newsroom.steps.copies import key_of
from communique.newsroom.steps.letters import editor_of
from communique.newsroom.steps.times import check_ahead, instant_at, said_in

Sent = Mapping[str, str]


def _submit(copy: WorkingCopy, by: Member, sent: Sent) -> str:
    row = way.submit(copy, by)
    return f"{row.symbol} is submitted: a second person clears it."


def _return(copy: WorkingCopy, by: Member, sent: Sent) -> str:
    row = way.send_back(copy, by, sent.get("remark", ""))
    return f"{row.symbol} is returned, and its writers are told why."


def _clear(copy: WorkingCopy, by: Member, sent: Sent) -> str:
    row = way.clear(copy, by, seen=sent.get("seen", ""))
    return f"{row.symbol} is cleared: a press secretary signs it off."


def _drop(copy: WorkingCopy, by: Member, sent: Sent) -> str:
    way.drop(copy, by)
    return f"“{copy}” is dropped."


def _remark(copy: WorkingCopy, by: Member, sent: Sent) -> str:
    way.say(copy, by, sent.get("remark", ""), field=sent.get("field", ""))
    return "Your remark is kept."


def _cancel(copy: WorkingCopy, by: Member, sent: Sent) -> str:
    rows = sign_off.cancel(copy, by)
    return f"Taken back: {', '.join(row.symbol for row in rows)}. Nothing of it goes out."


def _reschedule(copy: WorkingCopy, by: Member, sent: Sent) -> str:
    zone = sent.get("zone", "")
    at = instant_at(sent.get("day", ""), sent.get("clock", ""), zone)
    check_ahead(at, datetime.now(UTC))
    rows = sign_off.reschedule(copy, by, at=at, zone=zone)
    return f"{', '.join(row.symbol for row in rows)} goes out on {said_in(at, zone)}."


STEPS: Mapping[str, Callable[[WorkingCopy, Member, Sent], str]] = {
    "submit": _submit,
    "return": _return,
    "clear": _clear,
    "drop": _drop,
    "remark": _remark,
    "cancel": _cancel,
    "reschedule": _reschedule,
}


@require_POST
def act(request: HttpRequest, kind: str, pk: int, step: str) -> HttpResponse:
    """Take a step with a working copy, and go back to where the button was."""
    copy = seen_copy(request, f"{kind}/{pk}")
    if step not in STEPS:
        raise Http404
    sent = {name: str(value) for name, value in request.POST.items()}
    take(request, lambda: STEPS[step](copy, asker(request), sent))
    return back(request, editor_of(copy) or reverse("wagtailadmin_home"))


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle a remark."""
    remark = get_object_or_404(Remark, pk=pk)
    if not isinstance(remark.copy, WorkingCopy):
        raise Http404
    copy = seen_copy(request, key_of(remark.copy))

    def settled() -> str:
        way.settle(remark, asker(request))
        return "The remark is settled."

    take(request, settled)
    return back(request, editor_of(copy) or reverse("wagtailadmin_home"))


@require_POST
def cancel_order(request: HttpRequest, bundle: str) -> HttpResponse:
    """Ask back what goes out under a bundle of the outbox: a withdrawal, for example."""
    by = check_asker(request, Deed.PUBLISH)

    def cancel() -> str:
        sign_off.cancel_bundle(bundle, by)
        return "Taken back. Nothing of it goes out."

    take(request, cancel)
    return back(request, reverse("steps:clock"))


@require_POST
def acknowledge(request: HttpRequest) -> HttpResponse:
    """Say that alarms have been read."""
    by = check_asker(request, Deed.PUBLISH)
    keys = [int(key) for key in request.POST.getlist("alarm") if key.isdecimal()]
    now = datetime.now(UTC)
    take(request, lambda: f"Answered: {alarms.acknowledge(by, keys, now)}.")
    return back(request, reverse("steps:clock"))
