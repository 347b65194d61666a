"""Archives and office documents: checked inside, and freed of their authors' names."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import BinaryIO

from communique.newsroom.uploads.errors import FileNotGenuine, FileUnsafe
from communique.newsroom.uploads.limits import (
    HARMLESS_BYTES,
    MOST_MEMBERS,
    MOST_TIMES_LARGER,
    MOST_UNPACKED_BYTES,
)

_PART_BYTES = 1 << 16
_ENCRYPTED = 0x1
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ODF = "application/vnd.oasis.opendocument."
_HEART = {_WORD: "word/document.xml", _SHEET: "xl/workbook.xml"}
# What runs when a document is opened.
_MACROS = re.compile(
    r"(?:^|/)vbaProject\.bin$|^Basic/|^Scripts/|/activeX/|/macrosheets/", re.IGNORECASE
)
# Who wrote and saved it, and for whom they work.
_PERSONAL = {
    "docProps/core.xml": (b"dc:creator", b"cp:lastModifiedBy"),
    "docProps/app.xml": (b"Company", b"Manager"),
    "meta.xml": (b"meta:initial-creator", b"dc:creator", b"meta:printed-by"),
}
_TRACES = re.compile(rb"<w:(?:ins|del) |<text:tracked-changes")


def check_archive(file: BinaryIO, name: str) -> zipfile.ZipFile:
    """Return an archive that is whole and swells to no absurd size.

    Raises FileNotGenuine, FileUnsafe.
    """
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _not_genuine(name, "archive") from None
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise FileUnsafe(f"{name!r} holds more than {MOST_MEMBERS} files")
    if any(one.flag_bits & _ENCRYPTED for one in members):
        raise FileUnsafe(f"{name!r} is locked by a password, so nobody can look inside")
    if any(_leads_out(one.filename) for one in members):
        raise FileUnsafe(f"{name!r} holds a file that would be unpacked outside its folder")
    _unpack(archive, name)
    return archive


def check_document(file: BinaryIO, media_type: str, name: str) -> zipfile.ZipFile:
    """Return an office document of a type, without macros.

    Raises FileNotGenuine, FileUnsafe.
    """
    archive = check_archive(file, name)
    names = archive.namelist()
    if media_type.startswith(_ODF):
        if "mimetype" not in names or archive.read("mimetype") != media_type.encode():
            raise _not_genuine(name, "document")
    elif _HEART[media_type] not in names or "[Content_Types].xml" not in names:
        raise _not_genuine(name, "document")
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in types or any(_MACROS.search(one) for one in names):
        raise FileUnsafe(f"{name!r} holds macros")
    return archive


def without_authors(archive: zipfile.ZipFile, into: BinaryIO) -> None:
    """Write a document anew without the names of who wrote it, all else as it was.

    The same document gives the same bytes each time.
    """
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        for member in archive.infolist():
            content = archive.read(member)
            for tag in _PERSONAL.get(member.filename, ()):
                content = _emptied(content, tag)
            copied = zipfile.ZipInfo(member.filename, date_time=member.date_time)
            copied.compress_type = member.compress_type
            copied.external_attr = member.external_attr
            made.writestr(copied, content)


def traces_in(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """Return what a document still tells of its making, one sentence each."""
    names = archive.namelist()
    found = []
    if any(
        name.startswith(("word/comments", "xl/comments", "xl/threadedComments")) for name in names
    ):
        found.append("It holds comments, with the names of who made them.")
    text = next((name for name in ("word/document.xml", "content.xml") if name in names), "")
    if text and _TRACES.search(archive.read(text)):
        found.append("It holds tracked changes, with the names of who made them.")
    return tuple(found)


def _unpack(archive: zipfile.ZipFile, name: str) -> None:
    """Unpack everything to nowhere: what an archive says of its own size may be a lie."""
    packed = sum(one.compress_size for one in archive.infolist())
    most = min(MOST_UNPACKED_BYTES, max(HARMLESS_BYTES, packed * MOST_TIMES_LARGER))
    if sum(one.file_size for one in archive.infolist()) > most:
        raise _bomb(name)
    unpacked = 0
    try:
        for member in archive.infolist():
            with archive.open(member) as content:
                while part := content.read(_PART_BYTES):
                    unpacked += len(part)
                    if unpacked > most:
                        raise _bomb(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise FileNotGenuine(f"{name!r} is damaged: a part of it cannot be unpacked") from None


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]


def _emptied(content: bytes, tag: bytes) -> bytes:
    return re.sub(rb"(<" + tag + rb"(?:\s[^<>]*)?>)[^<]*(</" + tag + rb">)", rb"\1\2", content)


def _bomb(name: str) -> FileUnsafe:
    return FileUnsafe(f"{name!r} would swell beyond all measure when it is unpacked")


def _not_genuine(name: str, what: str) -> FileNotGenuine:
    ending = name.rpartition(".")[2].upper()
    return FileNotGenuine(f"{name!r} is no {what} in {ending}, whatever its name says")
