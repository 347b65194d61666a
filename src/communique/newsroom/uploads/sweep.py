"""Takes away what nobody uses: uploads of no working copy, and what a crash left."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from communique.core.media import is_digest
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.models.working import State
from communique.newsroom.uploads.models import Upload
from communique.newsroom.uploads.place import UNFINISHED, folder, path_of

UNUSED_DAYS = 30
_UNFINISHED_SECONDS = 24 * 60 * 60
_DONE = (State.ISSUED, State.DROPPED)


def sweep(at: datetime | None = None) -> tuple[str, ...]:
    """Remove the uploads that no working copy has used for 30 days; return their digests.

    What was issued lies in the deposit, so a working copy that is issued or dropped uses its
    files for 30 days more and no longer.  Safe to repeat, and to interrupt.
    """
    before = (at or timezone.now()) - timedelta(days=UNUSED_DAYS)
    used = _used_since(before)
    taken: list[str] = []
    for upload in Upload.objects.filter(touched_at__lt=before):
        if used.isdisjoint(upload.digests()):
            taken += _remove(upload, before)
    _remove_strays()
    return tuple(taken)


def _used_since(before: datetime) -> set[str]:
    used: set[str] = set()
    open_or_late = ReleaseCopy.objects.exclude(state__in=_DONE, changed_at__lt=before)
    for pictures, attachments in open_or_late.values_list("pictures", "attachments"):
        for one in (*pictures, *attachments):
            used |= {str(one.get("digest"))}
            used |= {str(smaller.get("digest")) for smaller in one.get("renditions", ())}
    return used


def _remove(upload: Upload, before: datetime) -> tuple[str, ...]:
    """Remove an upload, unless somebody uploaded it again just now."""
    with transaction.atomic():
        held = Upload.objects.select_for_update().filter(pk=upload.pk, touched_at__lt=before)
        if not held.exists():
            return ()
        # The row first: a file without a row is a stray, a row without its file is a lie.
        held.delete()
    for digest in upload.digests():
        path_of(digest).unlink(missing_ok=True)
    return (upload.digest,)


def _remove_strays() -> None:
    """Remove what was being written when a process died, and files that no row knows."""
    known = {digest for upload in Upload.objects.all() for digest in upload.digests()}
    # By the disk's own clock, which gave the files their times.
    latest = time.time() - _UNFINISHED_SECONDS
    for path in folder().iterdir():
        stray = path.name.startswith(UNFINISHED) or (
            is_digest(path.name) and path.name not in known
        )
        if stray and path.stat().st_mtime < latest:
            path.unlink(missing_ok=True)
