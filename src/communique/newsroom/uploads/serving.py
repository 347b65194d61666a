"""Gives out files that are not issued yet, to members who may see them."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from communique.core.media import PICTURE_TYPES, is_digest, is_file_name
from communique.log.deposit import Deposit
from communique.newsroom.accounts.models import Member
from communique.newsroom.site import config
from communique.newsroom.uploads.place import path_of
from communique.newsroom.uploads.using import seen_by


@require_safe
@require_admin_access
def file(request: HttpRequest, digest: str, name: str) -> HttpResponseBase:
    """Answer with a file, or with 404 to whoever may not see it.

    No cache keeps it, and no browser takes it for anything but what it is.
    """
    is_address = is_digest(digest) and is_file_name(name)
    medium = seen_by(cast(Member, request.user), digest) if is_address else None
    path = _path(digest) if medium else None
    if medium is None or path is None:
        raise Http404
    is_shown = medium.media_type in PICTURE_TYPES
    answer = FileResponse(
        path.open("rb"),
        content_type=medium.media_type,
        as_attachment=not is_shown,
        filename=medium.name,
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    # Opened by itself, it may load nothing and run nothing.
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _path(digest: str) -> Path | None:
    """Return where a file lies: among the uploads, or in the deposit once it was issued."""
    places = (path_of(digest), Deposit(config().deposit).path_of(digest))
    return next((path for path in places if path.is_file()), None)
