"""Who asks for a page of the desk."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from communique.newsroom.accounts.models import Member


def asker(request: HttpRequest) -> Member:
    """Return the member who asks; a stranger is refused, whatever stands before the view."""
    if not isinstance(request.user, Member):
        raise PermissionDenied
    return request.user
