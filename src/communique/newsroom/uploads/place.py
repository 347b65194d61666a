"""Where uploaded files lie: by digest, in one folder, whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from communique.core.media import is_digest
from communique.newsroom.site import config
from communique.newsroom.uploads.errors import NoRoom

UNFINISHED = ".incoming-"
# The registrar, a user of its own, reads them through the group.
_FILE_MODE, _FOLDER_MODE = 0o640, 0o750
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def folder() -> Path:
    """Return the folder of the uploads of this site, made where it is not there."""
    path = config().newsroom / "media"
    path.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    return path


def path_of(digest: str) -> Path:
    """Return where a file lies; ValueError for what is no digest."""
    if not is_digest(digest):
        raise ValueError(f"{digest!r} is no digest")
    return config().newsroom / "media" / digest


def new_file() -> tuple[BinaryIO, Path]:
    """Return a new file, open to be written and read, that nobody else sees, and its path.

    On the disk of the uploads, so that it can be renamed into place.
    """
    path = folder() / f"{UNFINISHED}{secrets.token_hex(12)}"
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
    return os.fdopen(os.open(path, flags, _FILE_MODE), "w+b"), path


def settle(file: BinaryIO, path: Path, digest: str) -> None:
    """Put a written file in its place, durably, and close it; one that stands there stays."""
    file.flush()
    os.fsync(file.fileno())
    file.close()
    target = path_of(digest)
    if target.exists():
        path.unlink()
        return
    path.rename(target)
    descriptor = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def said_clearly() -> Iterator[None]:
    """Turn a full disk into NoRoom; other errors of the disk stay what they are."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise no_room() from error
        raise


def no_room() -> NoRoom:
    """Return the refusal of a file for which the disk had no room."""
    return NoRoom("the disk is full: the file was not kept, and nothing of it is left")
