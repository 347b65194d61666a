"""The address to which the editor sends files."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from communique.newsroom.accounts.models import Member
from communique.newsroom.roles import Deed, may
from communique.newsroom.uploads.errors import (
    FileCutShort,
    FileTooLarge,
    TooManyAtOnce,
    UploadRefused,
)
from communique.newsroom.uploads.keep import keep
from communique.newsroom.uploads.limits import LARGEST_ATTACHMENT_BYTES, MIB
from communique.newsroom.uploads.models import Upload
from communique.newsroom.uploads.receiving import Receiver

# Behind the file in the form: what came without it was cut off on the way.
WHOLE = "whole"
_FORM_BYTES = 64 * 1024
# Files come as slowly as their senders like, and each holds a thread of the few there are.
MOST_AT_ONCE = 2
_room = BoundedSemaphore(MOST_AT_ONCE)


# A request's body may be read one way only. The token of the form is looked for in it, so that
# is done inside, once the hand for files is there. And no transaction is open while bytes
# trickle in: on SQLite it would keep every other editor from saving.
@csrf_exempt
@transaction.non_atomic_requests
@require_POST
@require_admin_access
def upload(request: HttpRequest) -> HttpResponse:
    """Take one file, and answer with what the working copy is to keep of it."""
    if not _room.acquire(blocking=False):
        return _refused(TooManyAtOnce(f"{MOST_AT_ONCE} other files are coming in just now"))
    receiver = Receiver()
    request.upload_handlers = [receiver]
    try:
        _check_length(request)
        return _taken(request)
    except UploadRefused as refusal:
        return _refused(receiver.refusal or refusal)
    except (UnreadablePostError, MultiPartParserError):
        return _refused(FileCutShort("the connection was cut while the file came in"))
    finally:
        receiver.discard()
        _room.release()


@csrf_protect
def _taken(request: HttpRequest) -> HttpResponse:
    member, receiver = cast(Member, request.user), cast(Receiver, request.upload_handlers[0])
    if not (may(member, Deed.WRITE) or may(member, Deed.TRANSLATE)):
        return HttpResponse(status=403)
    whole = WHOLE in request.POST
    if receiver.refusal:
        raise receiver.refusal
    if not whole or len(receiver.received) != 1:
        raise FileCutShort("the file did not arrive whole")
    kept = keep(receiver.received[0], member)
    return JsonResponse(shown(kept), status=201)


def _check_length(request: HttpRequest) -> None:
    """Raise FileTooLarge for a body that no file we take could make, before it is read."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    if said.isdigit() and int(said) > LARGEST_ATTACHMENT_BYTES + _FORM_BYTES:
        raise FileTooLarge(
            f"the file is too large: {LARGEST_ATTACHMENT_BYTES // MIB} MiB are the most"
        )


def shown(kept: Upload) -> dict[str, Any]:
    """Return an upload as the editor's panel takes it.

    entry: what the working copy keeps.  thumbnail: the address of a small picture.
    """
    entry: dict[str, Any] = {
        "digest": kept.digest,
        "media_type": kept.media_type,
        "name": kept.name,
        "size_bytes": kept.size_bytes,
    }
    if kept.is_picture:
        entry |= {
            "width": kept.width,
            "height": kept.height,
            "renditions": kept.renditions,
            "alt": {},
            "caption": {},
            "credit": "",
        }
    else:
        entry |= {"title": {}, "lang": ""}
    return {
        "entry": entry,
        "is_picture": kept.is_picture,
        "notices": kept.notices,
        "thumbnail": address_of(_smallest(kept), kept.name) if kept.is_picture else "",
    }


def address_of(digest: str, name: str) -> str:
    """Return where a file is given out at the desk."""
    return reverse("uploads:file", args=[digest, name])


def _smallest(kept: Upload) -> str:
    # Renditions stand from the narrowest up.
    return str(kept.renditions[0]["digest"]) if kept.renditions else kept.digest


def _refused(refusal: UploadRefused) -> HttpResponse:
    told = {"code": refusal.code, "message": str(refusal), "hint": refusal.hint}
    return JsonResponse(told, status=refusal.status)
