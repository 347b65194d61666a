"""Captures: take the bytes of a page from where they lie, decode them and digest them."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from communique.core.evidence import Capture
from communique.ingest.errors import (
    BrokenEncoding,
    EmptyFile,
    IsAFolder,
    NoSuchFile,
    NotReadable,
    NotText,
    TooLarge,
)

# The longest page texts of the stored captures have some hundred kilobytes; this leaves room
# for a page with a document pasted into it, and keeps an archive from being read as one page.
LIMIT_BYTES = 16 * 1024 * 1024
STANDARD_INPUT = "-"

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "utf-8"),
    (b"\xff\xfe", "utf-16", "utf-16"),
    (b"\xfe\xff", "utf-16", "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip file"),
    (b"PK\x03\x04", "a zip file or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"BZh", "a bzip2 file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
# Tab, line feed, line tabulation, form feed, carriage return and next line are layout, and
# escape turns up in text copied from terminals; the other control characters are no text.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def take(path: Path, address: str = "") -> Capture:
    """Return the capture of a file, or raise an Unreadable that says why not.

    The size is asked before a byte is read, so that a huge file costs no memory.
    """
    where = str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsAFolder(f"{where} is a folder, and one file was asked for", where=where)
        if found.st_size > LIMIT_BYTES:
            raise _too_large(where)
        with path.open("rb") as source:
            return take_stream(source, where, address)
    except (FileNotFoundError, NotADirectoryError):
        raise NoSuchFile(f"{where} does not exist", where=where) from None
    except (OSError, ValueError) as error:
        # ValueError: a path with a NUL in it.
        said = getattr(error, "strerror", None) or str(error)
        raise NotReadable(f"{where} cannot be read: {said}", where=where) from None


def take_stream(source: BinaryIO, path: str = STANDARD_INPUT, address: str = "") -> Capture:
    """Return the capture of an open stream, read no further than the limit."""
    content = source.read(LIMIT_BYTES + 1)
    return take_bytes(content, path, address)


def take_bytes(
    content: bytes, path: str = STANDARD_INPUT, address: str = "", *, declared: str = ""
) -> Capture:
    """Return the capture of bytes, or raise an Unreadable that says what they are.

    declared: the encoding that the bytes are said to be in, UTF-8 where nobody says; a mark at
    their beginning rules over it.
    """
    if len(content) > LIMIT_BYTES:
        raise _too_large(path)
    if not content:
        raise EmptyFile(f"{path} is empty", where=path)
    text, encoding = _decoded(content, path, declared)
    return Capture(
        text=text,
        digest=hashlib.sha256(content).hexdigest(),
        path=path,
        address=address,
        encoding=encoding,
    )


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files meant by paths: a file itself, of a folder every file below it, sorted.

    Names that begin with a dot are passed over. One folder's names are held at a time.
    A path where nothing stands is yielded too: whoever takes it is told.
    """
    for path in paths:
        yield from _files(path) if path.is_dir() else (path,)


def _files(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        where = str(folder)
        raise NotReadable(f"{where} cannot be read: {error.strerror}", where=where) from None
    for name, is_folder in names:
        if name.startswith("."):
            continue
        if is_folder:
            yield from _files(folder / name)
        elif (folder / name).is_file():
            yield folder / name


def _decoded(content: bytes, path: str, declared: str) -> tuple[str, str]:
    codec, encoding = next(
        ((codec, name) for mark, codec, name in _MARKS if content.startswith(mark)),
        _known(declared or "utf-8", path),
    )
    _refuse_binary(content, path, encoding)
    try:
        text = content.decode(codec)
    except UnicodeError as error:
        raise BrokenEncoding(
            f"{path} is no {encoding.upper()}{_where(error, codec)}",
            where=path,
        ) from None
    if (control := _CONTROL.search(text)) is not None:
        raise NotText(
            f"{path} is no text: it holds the control character "
            f"U+{ord(control[0]):04X} at character {control.start()}",
            where=path,
        )
    return text, encoding


def _known(declared: str, path: str) -> tuple[str, str]:
    """Return the codec of an encoding's name twice, as programs and as readers call it."""
    try:
        found = codecs.lookup(declared)
        "".encode(found.name)
    except (LookupError, ValueError, TypeError):
        raise BrokenEncoding(
            f"{path} says that it is in {declared[:40]!r}, which is no encoding of texts",
            where=path,
        ) from None
    return found.name, found.name


def _refuse_binary(content: bytes, path: str, encoding: str) -> None:
    for signature, what in _SIGNATURES:
        # UTF-16's mark and JPEG's signature cannot be confused: their second bytes differ.
        if content.startswith(signature):
            raise NotText(f"{path} is no text: it looks like {what}", where=path)
    if encoding == "utf-8" and (at := content.find(0)) >= 0:
        raise NotText(f"{path} is no text: it holds a NUL byte at offset {at}", where=path)


def _where(error: UnicodeError, codec: str) -> str:
    if not isinstance(error, UnicodeDecodeError):
        return ""
    # The decoder counts from behind the three bytes of the mark; a reader counts from the file's.
    offset = error.start + (3 if codec == "utf-8-sig" else 0)
    return f": the byte at offset {offset} belongs to no character"


def _too_large(path: str) -> TooLarge:
    return TooLarge(
        f"{path} is larger than {LIMIT_BYTES // 1024 // 1024} MiB, the most one page may have",
        where=path,
    )
