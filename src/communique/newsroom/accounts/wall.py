"""The wall around the desk: who is signed in, since when, and what they must do first."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from communique.newsroom.accounts.adapters import SIGNED_IN_AT, has_second_factor
from communique.newsroom.accounts.trail import tell
from communique.newsroom.site import config

WHOLE_SECONDS = 10 * 60 * 60
IDLE_SECONDS = 60 * 60
# How often a session that is in use is written: not at every picture of a page.
TOUCH_SECONDS = 60
SEEN_AT = "seen_at"

# What a stranger may ask for: signing in, and its second step.
FOR_STRANGERS = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
)
_ALWAYS = frozenset({"account_logout", "account_reauthenticate", "mfa_reauthenticate"})
_PASSWORD = "account_change_password"  # noqa: S105  # the name of a page
_FIRST_FACTOR = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_reauthenticate_webauthn",
    }
)
# Wagtail says every few seconds that a page is still open; nobody need be sitting before it.
_BY_ITSELF = "/desk/editing-sessions/"


class Wall:
    """Lets nobody reach a page of the desk before they have done what comes first.

    A stranger signs in. A session ends after ten hours, or one without anybody at it. Who has a
    password that others know changes it; who needs a second factor sets it up.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the page's answer; a session that is over is ended before it."""
        if request.user.is_authenticated and _is_over(request):
            tell(request.user, "session-over")
            request.session.flush()
            request.user = AnonymousUser()
        answer = self._answer(request)
        answer.headers.setdefault("Cache-Control", "no-store, private")
        return answer

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Return where somebody has to go first; None where they may see the page."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated:
            return None if name in FOR_STRANGERS else _to_sign_in(request)
        first = _comes_first(request.user, name)
        if first is None:
            return None
        if _is_asked_by_script(request):
            raise PermissionDenied
        return redirect(first)


def _comes_first(member: Any, name: str) -> str | None:
    """Return the name of the page that a member has to see before the one asked for."""
    if name in _ALWAYS:
        return None
    if member.must_change_password:
        return None if name == _PASSWORD else _PASSWORD
    if not (config().second_factor and member.needs_second_factor):
        return None
    return None if name in _FIRST_FACTOR or has_second_factor(member) else "mfa_index"


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if _is_asked_by_script(request):
        raise PermissionDenied
    # A form that was sent is lost; the page it came from can be asked for again.
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/desk/")


def _is_asked_by_script(request: HttpRequest) -> bool:
    """Tell whether a script asks, which could make nothing of a page to sign in on."""
    return (
        request.headers.get("x-requested-with") == "XMLHttpRequest"
        or request.headers.get("sec-fetch-dest") == "empty"
        or request.headers.get("accept") == "application/json"
    )


def _is_over(request: HttpRequest) -> bool:
    """Tell whether a session's hours are over; remember that somebody was at it."""
    now, session = time.time(), request.session
    seen_at = session.get(SEEN_AT, 0)
    if now - session.get(SIGNED_IN_AT, 0) >= WHOLE_SECONDS or now - seen_at >= IDLE_SECONDS:
        return True
    if now - seen_at >= TOUCH_SECONDS and _is_somebody_there(request):
        session[SEEN_AT] = now
        seen = UserSession.objects.filter(session_key=session.session_key)
        seen.update(last_seen_at=timezone.now())
    return False


def _is_somebody_there(request: HttpRequest) -> bool:
    """Tell whether a person asks: opens a page, sends a form, or has something they typed read.

    A page that looks after news by itself, a clock for example, keeps no session alive.
    """
    if request.path.startswith(_BY_ITSELF):
        return False
    return request.method != "GET" or not _is_asked_by_script(request)
