"""The pages of bundles: what is in each, whether it is ready, and the way to its sign-off."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import require_admin_access

from communique.core.errors import CommuniqueError
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import Bundle, State, WorkingCopy
from communique.newsroom.roles import Deed, may
from communique.newsroom.steps import bundles as bundling
from communique.newsroom.steps.copies import by_key, key_of, kinds, of_bundle
from communique.newsroom.steps.entered import catch_up
from communique.newsroom.steps.errors import WrongState
from communique.newsroom.steps.letters import editor_of
from communique.newsroom.steps.panel import time_form
from communique.newsroom.steps.sign_off import cancel
from communique.newsroom.steps.times import UTC_ZONE, said_in

_FREE = (State.DRAFT, State.RETURNED, State.SUBMITTED, State.CLEARED)


@require_admin_access
@require_http_methods(["GET", "POST"])
def bundles(request: HttpRequest) -> HttpResponse:
    """Return the list of bundles; by POST, make one and go to it."""
    by = _secretary(request)
    catch_up()
    if request.method == "POST":
        try:
            made = bundling.make(request.POST.get("name", ""), by)
        except CommuniqueError as error:
            messages.error(request, _said(error))
        else:
            return redirect("bundles:one", made.pk)
    rows = [(one, _copies_in(one)) for one in Bundle.objects.all()[:100]]
    listed = [
        {"bundle": bundle, "size": len(copies), "standing": _standing(copies)}
        for bundle, copies in rows
    ]
    return render(request, "steps/bundles.html", {"bundles": listed})


@require_admin_access
@require_http_methods(["GET", "POST"])
def bundle(request: HttpRequest, number: int) -> HttpResponse:
    """Return a bundle's page; by POST, do what its `deed` says and come back to it."""
    by = _secretary(request)
    catch_up()
    shown = get_object_or_404(Bundle, pk=number)
    if request.method == "POST":
        deed = _DEEDS.get(request.POST.get("deed", ""))
        try:
            if deed is not None:
                messages.success(request, deed(shown, request, by))
        except CommuniqueError as error:
            messages.error(request, _said(error))
        return redirect("bundles:one", number)
    return render(request, "steps/bundle.html", _context(shown, by))


def _context(shown: Bundle, by: Member) -> dict[str, object]:
    copies = _copies_in(shown)
    return {
        "bundle": shown,
        "rows": [_row(one) for one in copies],
        "others": [
            {"key": key_of(one), "called": f"{one} ({one.symbol or 'no symbol yet'})"}
            for one in bundling.addable(by)
        ],
        "standing": _standing(copies),
        "is_scheduled": any(one.state == State.SCHEDULED for one in copies),
        "is_ready": bool(copies)
        and all(one.state in (State.CLEARED, State.ISSUED) for one in copies)
        and any(one.state == State.CLEARED for one in copies),
        "time": time_form(copies[0] if copies else None),
    }


def _copies_in(shown: Bundle) -> list[WorkingCopy]:
    """Return all that is or was in a bundle, as it was made."""
    found = [one for kind in kinds() for one in kind._default_manager.filter(bundle=shown)]
    return sorted(found, key=lambda one: (one.made_at, one._meta.label, one.pk))


def _row(copy: WorkingCopy) -> dict[str, object]:
    return {
        "key": key_of(copy),
        "title": str(copy),
        "symbol": copy.symbol,
        "kind": copy._meta.verbose_name,
        "state": State(copy.state).label,
        "address": editor_of(copy),
        "is_free": copy.state in _FREE,
        "goes_out": said_in(copy.not_before, copy.zone) if copy.not_before else "",
        "goes_out_utc": said_in(copy.not_before, UTC_ZONE) if copy.not_before else "",
    }


def _standing(copies: list[WorkingCopy]) -> str:
    if not copies:
        return "Empty"
    states = {State(one.state) for one in copies}
    if states == {State.ISSUED}:
        return "Issued"
    if State.SCHEDULED in states:
        return "Signed off"
    if states <= {State.CLEARED, State.ISSUED}:
        return "Ready to go out"
    waiting = sum(one.state not in (State.CLEARED, State.ISSUED) for one in copies)
    return f"{waiting} of {len(copies)} not cleared yet"


def _put_in(shown: Bundle, request: HttpRequest, by: Member) -> str:
    copy = by_key(request.POST.get("copy", ""))
    bundling.add(shown, copy, by)
    return f"“{copy}” is in the bundle."


def _take_out(shown: Bundle, request: HttpRequest, by: Member) -> str:
    copy = by_key(request.POST.get("copy", ""))
    bundling.remove(shown, copy, by)
    return f"“{copy}” is not in the bundle any more."


def _cancel(shown: Bundle, request: HttpRequest, by: Member) -> str:
    scheduled = [one for one in of_bundle(shown) if one.state == State.SCHEDULED]
    if not scheduled:
        raise WrongState(f"the bundle “{shown}” is not signed off: there is nothing to take back")
    freed = cancel(scheduled[0], by)
    return f"Taken back: {len(freed)} do not go out."


_DEEDS: dict[str, Callable[[Bundle, HttpRequest, Member], str]] = {
    "put-in": _put_in,
    "take-out": _take_out,
    "cancel": _cancel,
}


def _secretary(request: HttpRequest) -> Member:
    member = cast(Member, request.user)
    if not may(member, Deed.PUBLISH):
        raise PermissionDenied
    return member


def _said(error: CommuniqueError) -> str:
    return f"{str(error)[:1].upper()}{str(error)[1:]}. {error.hint}"
