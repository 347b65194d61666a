"""A file that came in is looked into, made clean, and kept under the digest of what is left."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from django.db import DatabaseError, transaction

from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.uploads.archives import (
    check_archive,
    check_document,
    traces_in,
    without_authors,
)
from communique.newsroom.uploads.errors import UploadRefused
from communique.newsroom.uploads.kinds import Kind, file_name
from communique.newsroom.uploads.models import Upload
from communique.newsroom.uploads.papers import check_mp3, check_mp4, check_pdf, check_text
from communique.newsroom.uploads.pictures import clean_picture
from communique.newsroom.uploads.place import new_file, no_room, path_of, said_clearly, settle
from communique.newsroom.uploads.receiving import Received

_PART_BYTES = 1 << 20
# What SQLite says of a full disk, and what PostgreSQL does.
_FULL = re.compile("disk is full|No space left", re.IGNORECASE)
_LOOKS: dict[str, Callable[[BinaryIO, str], tuple[str, ...]]] = {
    "application/pdf": check_pdf,
    "text/csv": check_text,
    "text/plain": check_text,
    "audio/mpeg": check_mp3,
    "video/mp4": check_mp4,
}


def keep(received: Received, by: Member) -> Upload:
    """Return the upload that a received file has become; the same file twice is one.

    Raises an UploadRefused; nothing of the file is then on the disk.
    """
    kind, name = received.kind, file_name(received.name, received.kind)
    with said_clearly():
        if kind.is_picture:
            found = _picture(received, kind)
        elif kind.media_type in _LOOKS:
            notices = _LOOKS[kind.media_type](received.file, received.name)
            found = {**_at_rest(received.file, received.path), "notices": list(notices)}
        elif kind.media_type == "application/zip":
            check_archive(received.file, received.name)
            found = _at_rest(received.file, received.path)
        else:
            found = _document(received, kind)
    try:
        return _row({**found, "media_type": kind.media_type, "name": name}, by)
    except DatabaseError as error:
        _take_back([found["digest"], *(one["digest"] for one in found.get("renditions", ()))])
        if _FULL.search(str(error)):
            raise no_room() from error
        raise


@transaction.atomic
def _row(found: dict[str, Any], by: Member) -> Upload:
    more = {name: value for name, value in found.items() if name != "digest"}
    upload, is_new = Upload.objects.select_for_update().get_or_create(
        digest=found["digest"], defaults={**more, "made_by": by, "brought_by": [by.pk]}
    )
    if not is_new:
        upload.brought_by = [*dict.fromkeys((*upload.brought_by, by.pk))]
        upload.save(update_fields=["brought_by", "touched_at"])
    tell(by, "upload", upload.name, digest=upload.digest, size_bytes=upload.size_bytes)
    return upload


def _picture(received: Received, kind: Kind) -> dict[str, Any]:
    sizes: list[dict[str, Any]] = []
    try:
        for size in clean_picture(received.file, kind.media_type, received.name):
            made = _written(size.write)
            sizes.append({**made, "width": size.width, "height": size.height})
    except (OSError, UploadRefused):
        _take_back([one["digest"] for one in sizes])
        raise
    return {**sizes[0], "renditions": sizes[1:]}


def _take_back(digests: list[str]) -> None:
    """Take files off the disk again that became no upload; others may have brought the same."""
    if digests and not Upload.objects.filter(digest=digests[0]).exists():
        for digest in digests:
            path_of(digest).unlink(missing_ok=True)


def _document(received: Received, kind: Kind) -> dict[str, Any]:
    archive = check_document(received.file, kind.media_type, received.name)
    notices = list(traces_in(archive))
    made = _written(lambda into: without_authors(archive, into))
    return {**made, "notices": notices}


def _written(write: Callable[[BinaryIO], None]) -> dict[str, Any]:
    """Return digest and size of a file that now lies in its place."""
    file, path = new_file()
    try:
        write(file)
        return _at_rest(file, path)
    finally:
        with suppress(OSError):
            file.close()
        path.unlink(missing_ok=True)


def _at_rest(file: BinaryIO, path: Path) -> dict[str, Any]:
    file.flush()
    file.seek(0)
    digest = hashlib.sha256()
    while part := file.read(_PART_BYTES):
        digest.update(part)
    size_bytes = file.seek(0, io.SEEK_END)
    settle(file, path, digest.hexdigest())
    return {"digest": digest.hexdigest(), "size_bytes": size_bytes}
