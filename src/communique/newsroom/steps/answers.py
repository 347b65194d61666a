"""What every page of the steps does alike: who asks, which copy, one clear sentence, and back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from communique.core.errors import CommuniqueError
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import WorkingCopy
from communique.newsroom.roles import Deed, may
from communique.newsroom.steps.copies import by_key
from communique.newsroom.steps.errors import NotPossible


def asker(request: HttpRequest) -> Member:
    """Return the member who asks; a stranger is refused, whatever stands before the view."""
    if not isinstance(request.user, Member):
        raise PermissionDenied
    return request.user


def check_asker(request: HttpRequest, deed: Deed) -> Member:
    """Return the member who asks; PermissionDenied where the deed is not theirs at all."""
    member = asker(request)
    if not may(member, deed):
        raise PermissionDenied
    return member


def seen_copy(request: HttpRequest, key: str) -> WorkingCopy:
    """Return a working copy that whoever asks may see; to others it is not there."""
    try:
        copy = by_key(key)
    except NotPossible:
        raise Http404 from None
    if not may(asker(request), Deed.SEE, copy):
        raise Http404
    return copy


def take(request: HttpRequest, step: Callable[[], str]) -> bool:
    """Take a step and say what it says, or in one sentence why not; tell whether it was taken."""
    try:
        with transaction.atomic():
            done = step()
    except CommuniqueError as error:
        messages.error(request, sentence(error))
        return False
    messages.success(request, done)
    return True


def sentence(error: CommuniqueError) -> str:
    """Return what an error says to a person: what is wrong, then the way out."""
    said = str(error).strip().rstrip(".")
    return f"{said[:1].upper()}{said[1:]}. {error.hint}".strip()


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Return the way back to the page a form was on, where it says one of ours."""
    to = request.POST.get("next", "")
    here = {request.get_host()}
    if not url_has_allowed_host_and_scheme(to, here, require_https=request.is_secure()):
        to = otherwise
    return redirect(to)
