"""What django-allauth asks us: whether one may sign up, and how second factors are kept."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

from communique.newsroom.accounts.address import client_address
from communique.newsroom.site import config

SIGNED_IN_AT = "signed_in_at"
_FRESH_SECONDS = 10 * 60
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in for members only, whom an administrator has made."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "No member has this user name and this password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: nobody becomes a member by themselves."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count nothing: django-axes counts failures, in the database and by its own rule."""

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Tell whether a member has to show again that it is they.

        Not for a first second factor just after signing in: it is what they signed in for.
        """
        request = context.request
        age_seconds = time.time() - request.session.get(SIGNED_IN_AT, 0)
        return age_seconds > _FRESH_SECONDS or has_second_factor(request.user)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that failures and sessions are known by."""
        return client_address(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, their secrets unreadable to whoever has only the database."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret that was stored."""
        return _box().decrypt(encrypted_text.encode("ascii")).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Tell whether a member may do without it: not without the last, where one is required."""
        if not (config().second_factor and authenticator.user.needs_second_factor):
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def get_totp_label(self, user: Any) -> str:
        """Return what the authenticator app calls the account."""
        return str(user.get_username())

    def get_totp_issuer(self) -> str:
        """Return what the authenticator app calls us."""
        return f"Communiqué, {self._get_site_name()}"


def _box() -> Fernet:
    secret = hashlib.sha256(b"second factors\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))


def has_second_factor(member: Any) -> bool:
    """Tell whether a member has set up something to sign in by besides the password."""
    return bool(Authenticator.objects.filter(user_id=member.pk, type__in=FACTORS).exists())
