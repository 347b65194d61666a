"""The pictures and attachments of one release: what its editor shows, and what it saves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from communique.core.canonical import digest_of
from communique.core.errors import CommuniqueError
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.filed import plain_of, standing
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.reach import visible_to
from communique.newsroom.roles import Deed, may
from communique.newsroom.steps.way import edited
from communique.newsroom.uploads.errors import FilesFrozen, FilesMovedOn, UploadRefused
from communique.newsroom.uploads.media import attachment, picture

MOST_FILES = 100
_CONFLICT = 409
Entries = Sequence[Mapping[str, object]]


@require_POST
@require_admin_access
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Save which files a release has, in which order and what is said of them.

    Takes JSON: pictures, attachments, and `seen`, the mark of the state they were changed from.
    """
    member = cast(Member, request.user)
    get_object_or_404(visible_to(member), pk=pk)
    try:
        sent = json.loads(request.body)
        pictures, attachments = _entries(sent["pictures"]), _entries(sent["attachments"])
        seen = str(sent["seen"])
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"message": "this is no list of files"}, status=400)
    try:
        with transaction.atomic():
            copy = ReleaseCopy.objects.select_for_update().get(pk=pk)
            _check(copy, member, seen)
            edited(copy, member)
            _put(copy, pictures, attachments)
            copy.save()
            follows = copy.latest_revision_id
            made = copy.save_revision(user=member, log_action=True, clean=False)
    except CommuniqueError as refusal:
        told = {"code": refusal.code, "message": str(refusal), "hint": refusal.hint}
        status = refusal.status if isinstance(refusal, UploadRefused) else _CONFLICT
        return JsonResponse(told, status=status)
    # So that the form that is open beside it knows this version for its writer's own.
    version = {"version": made.pk, "version_at": made.created_at.isoformat(), "follows": follows}
    return JsonResponse({**state_of(copy), **version})


def state_of(copy: ReleaseCopy) -> dict[str, Any]:
    """Return the files of a release as the panel takes them.

    seen: a mark of this state; a change is taken only from whoever has seen the last.
    """
    files = {"pictures": copy.pictures, "attachments": copy.attachments}
    content = json.dumps(files, sort_keys=True, separators=(",", ":")).encode()
    return {**files, "seen": digest_of(content)}


def _check(copy: ReleaseCopy, member: Member, seen: str) -> None:
    if not may(member, Deed.WRITE, copy):
        raise Http404
    if not copy.is_writable:
        raise FilesFrozen("its files cannot be changed as it stands now")
    if copy.locked and copy.locked_by_id != member.pk:
        raise FilesFrozen("somebody else keeps it locked")
    if seen != state_of(copy)["seen"]:
        raise FilesMovedOn("somebody else has changed its files meanwhile")


def _put(copy: ReleaseCopy, pictures: Entries, attachments: Entries) -> None:
    before = standing(copy.symbol)
    kept = (before.pictures, before.attachments) if before else ((), ())
    copy.pictures = plain_of([picture(one, kept[0]) for one in _once(pictures)])
    copy.attachments = plain_of([attachment(one, kept[1]) for one in _once(attachments)])


def _once(entries: Entries) -> Entries:
    """Return the entries, of each file the first."""
    first: dict[str, Mapping[str, object]] = {}
    for one in entries:
        first.setdefault(str(one.get("digest")), one)
    return list(first.values())


def _entries(sent: object) -> Entries:
    if not isinstance(sent, list) or len(sent) > MOST_FILES:
        raise ValueError("no list, or too long a one")
    if not all(isinstance(one, dict) for one in sent):
        raise TypeError("an entry is an object")
    return sent
