"""What the trail is told of sign-ins, second factors and passwords, and by whom."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from communique.newsroom.accounts.adapters import SIGNED_IN_AT
from communique.newsroom.accounts.address import client_address, user_name
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.post import send
from communique.newsroom.accounts.trail import tell
from communique.newsroom.accounts.wall import SEEN_AT

_FACTORS = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: Member, **_: Any) -> None:
    """Tell of a sign-in, and begin the session's hours."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()
    tell(user, "sign-in", address=client_address(request), by=_ways(request))


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: Member | None, **_: Any) -> None:
    """Tell of a sign-out."""
    if user:
        tell(user, "sign-out", address=client_address(request))


@receiver(user_login_failed)
def failed(request: HttpRequest | None, credentials: dict[str, str], **_: Any) -> None:
    """Tell of a sign-in that failed; the name is what was typed, and may be nobody's."""
    address = client_address(request) if request else ""
    tell(None, "sign-in-failed", who=user_name(request, credentials), address=address)


@receiver(user_locked_out)
def locked_out(request: HttpRequest, username: str, ip_address: str, **_: Any) -> None:
    """Tell that a name is locked out at an address."""
    tell(None, "lock-out", who=username, address=ip_address)


@receiver(factors.authenticator_added)
def factor_added(user: Member, authenticator: Authenticator, **_: Any) -> None:
    """Tell of a second factor that was added, also to its member by mail."""
    name = _FACTORS[authenticator.type]
    tell(user, "second-factor-added", factor=name)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _warn(user, f"A second factor was added to your account: {name}.")


@receiver(factors.authenticator_removed)
def factor_removed(user: Member, authenticator: Authenticator, **_: Any) -> None:
    """Tell of a second factor that was taken away, also to its member by mail."""
    name = _FACTORS[authenticator.type]
    tell(user, "second-factor-removed", factor=name)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _warn(user, f"A second factor was taken from your account: {name}.")


@receiver(factors.authenticator_reset)
def codes_renewed(user: Member, authenticator: Authenticator, **_: Any) -> None:
    """Tell of new recovery codes."""
    tell(user, "second-factor-renewed", factor=_FACTORS[authenticator.type])


@receiver(factors.authentication_failed)
def factor_failed(
    request: HttpRequest, user: Member, authenticator: Authenticator, **_: Any
) -> None:
    """Tell of a second step that failed."""
    words = {"factor": _FACTORS[authenticator.type], "address": client_address(request)}
    tell(user, "second-factor-failed", **words)


@receiver(password_changed)
def changed_password(user: Member, **_: Any) -> None:
    """Tell of a new password, which only its member knows from now on."""
    Member.objects.filter(pk=user.pk).update(must_change_password=False)
    tell(user, "password-changed")
    _warn(user, "The password of your account was changed.")


def _warn(member: Member, words: str) -> None:
    send([member], words, f"{words}\n\nIf that was not you, tell an administrator at once.")


def _ways(request: HttpRequest) -> str:
    records = request.session.get("account_authentication_methods", [])
    return ", ".join(dict.fromkeys(str(one.get("type") or one.get("method")) for one in records))
