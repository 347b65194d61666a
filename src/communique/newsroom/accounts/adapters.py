"""What django-allauth asks us: whether one may sign up, and how second factors are kept."""

from __future__ import annotations

import base64
import hashlib
import time
from datetime import UTC, datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.db.models import QuerySet
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

        Not to set up a first second factor just after signing in: it is what they signed in for.
        """
        request = context.request
        signed_in_at = request.session.get(SIGNED_IN_AT, 0)
        if time.time() - signed_in_at > _FRESH_SECONDS:
            return True
        since = datetime.fromtimestamp(signed_in_at, UTC)
        return _factors(request.user).filter(created_at__lt=since).exists()

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that failures and sessions are known by."""
        return client_address(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, their secrets unreadable to whoever has only the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That is not the code, or it was used before. Wait for the next one.",
        "cannot_delete_authenticator": "Your role asks for a second factor, and this is the last.",
    }

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
        return _factors(authenticator.user).exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """Return what a new passkey is called, if its member says nothing else."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}" if count else "Passkey"

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
    return _factors(member).exists()


def _factors(member: Any) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user_id=member.pk)
    return found.filter(type__in=FACTORS)
