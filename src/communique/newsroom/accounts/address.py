"""From which address somebody asks."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104  # said of an address that is not known, never listened on


def client_address(request: HttpRequest) -> str:
    """Return the address of whoever asks: the last one that our own proxy saw.

    A site that is reached by https has a proxy in front of it, which adds to X-Forwarded-For
    whom it heard; what stands before that was said by the client, and may be a lie. A site
    without one hears its clients itself.
    """
    if settings.SECURE_PROXY_SSL_HEADER:
        heard = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if heard:
            return str(heard)
    return str(request.META.get("REMOTE_ADDR") or UNKNOWN)


def user_name(request: HttpRequest | None, credentials: dict[str, str] | None) -> str:
    """Return the user name given at a sign-in, as failures are counted by it."""
    given = credentials or (request.POST if request else {})
    return str(given.get("username") or given.get("login") or "").strip().lower()
