"""Archives by stream: one member at a time, whatever the archive unpacks to."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from communique.ingest.capture import LIMIT_BYTES
from communique.ingest.errors import ArchiveBomb, BrokenArchive, NotText, TooLarge, Unreadable

# Pages of text pack to a tenth, a whole site of like pages to a hundredth at the very least.
MOST_TIMES = 200
# Below this an archive may unpack to as much as it likes: it fills no disk and no memory.
FLOOR_BYTES = 256 * 1024 * 1024
# What the first files of office documents and books are called.
_DOCUMENTS = ("[Content_Types].xml", "mimetype")
_PACKINGS = ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"))
_TAR_MARK = slice(257, 262)
# zipfile says RuntimeError of an entry with a password, and NotImplementedError of a packing
# that it does not know.
_BROKEN = (
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    lzma.LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file of an archive: its bytes, or why they cannot be had.

    name: the archive's path, `!`, and its own.  share: how much of the archive was read by then.
    """

    name: str
    content: bytes | Unreadable
    share: float = 0.0


def is_archive(path: Path) -> bool:
    """Tell whether a file is packed, by what it begins with."""
    try:
        with path.open("rb") as source:
            begin = source.read(512)
    except OSError:
        return False
    packed = begin.startswith((b"PK\x03\x04", b"PK\x05\x06")) or bool(_packing(begin))
    return packed or begin[_TAR_MARK] == b"ustar"


def members(path: Path) -> Iterator[Member]:
    """Yield the files of a tar, zip, gzip, bzip2 or xz file in order; nothing is written.

    A member that is too large is named and passed over. Where the archive ends too early or
    unpacks to too much, that is the last member; what stood before it has been given out.
    """
    try:
        with path.open("rb") as source:
            begin = source.read(512)
            source.seek(0)
            if begin.startswith(b"PK"):
                yield from _of_zip(source, path)
            elif _holds_tar(begin, source):
                yield from _of_tar(source, path)
            else:
                yield _unpacked(source, path, begin)
    except _BROKEN as error:
        why = str(error) or type(error).__name__
        broken = BrokenArchive(f"{path} cannot be read to its end: {why}", where=str(path))
        yield Member(name=str(path), content=broken, share=1.0)


def _packing(begin: bytes) -> str:
    return next((name for mark, name in _PACKINGS if begin.startswith(mark)), "")


def _unpacking(begin: bytes, source: BinaryIO) -> BinaryIO:
    match _packing(begin):
        case "gzip":
            return cast(BinaryIO, gzip.GzipFile(mode="rb", fileobj=source))
        case "bzip2":
            return cast(BinaryIO, bz2.BZ2File(source))
        case "xz":
            return cast(BinaryIO, lzma.LZMAFile(source))
        case _:
            return source


def _holds_tar(begin: bytes, source: BinaryIO) -> bool:
    try:
        head = _unpacking(begin, source).read(512)
    finally:
        source.seek(0)
    return head[_TAR_MARK] == b"ustar"


def _of_tar(source: BinaryIO, path: Path) -> Iterator[Member]:
    packed = path.stat().st_size
    with tarfile.open(fileobj=source, mode="r|*") as archive:
        while (entry := archive.next()) is not None:
            # A stream is read once: what was seen need not be remembered.
            archive.members = []  # type: ignore[attr-defined]  # a list, and tarfile's own
            name = f"{path}!{entry.name}"
            if entry.offset_data + entry.size > _most(packed):
                yield Member(name=str(path), content=_bomb(path, packed), share=1.0)
                return
            if not entry.isfile() or _is_hidden(entry.name):
                continue
            share = min(source.tell() / packed, 1.0)
            if entry.size > LIMIT_BYTES:
                yield Member(name=name, content=_too_large(name), share=share)
                continue
            held = archive.extractfile(entry)
            content = held.read() if held else b""
            if len(content) < entry.size:
                raise EOFError(f"{entry.name} ends too early")
            yield Member(name=name, content=content, share=share)


def _of_zip(source: BinaryIO, path: Path) -> Iterator[Member]:
    packed, unpacked = path.stat().st_size, 0
    with zipfile.ZipFile(source) as archive:
        entries = archive.infolist()
        if any(entry.filename in _DOCUMENTS for entry in entries):
            office = NotText(
                f"{path} is no text: it looks like an office document", where=str(path)
            )
            yield Member(name=str(path), content=office, share=1.0)
            return
        for number, entry in enumerate(entries, start=1):
            if entry.is_dir() or _is_hidden(entry.filename):
                continue
            name, share = f"{path}!{entry.filename}", number / len(entries)
            try:
                # What the entry says of its own size may be a lie; the bytes are counted.
                with archive.open(entry) as held:
                    content = held.read(LIMIT_BYTES + 1)
            except _BROKEN as error:
                broken = BrokenArchive(f"{name} cannot be unpacked: {error}", where=name)
                yield Member(name=name, content=broken, share=share)
                continue
            unpacked += len(content)
            if unpacked > _most(packed):
                yield Member(name=str(path), content=_bomb(path, packed), share=1.0)
                return
            fits = len(content) <= LIMIT_BYTES
            yield Member(name=name, content=content if fits else _too_large(name), share=share)


def _unpacked(source: BinaryIO, path: Path, begin: bytes) -> Member:
    content = _unpacking(begin, source).read(LIMIT_BYTES + 1)
    name = str(path.with_suffix("")) if _packing(begin) else str(path)
    fits = len(content) <= LIMIT_BYTES
    return Member(name=name, content=content if fits else _too_large(name), share=1.0)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") and part not in (".", "..") for part in name.split("/"))


def _most(packed: int) -> int:
    return max(FLOOR_BYTES, packed * MOST_TIMES)


def _bomb(path: Path, packed: int) -> ArchiveBomb:
    most = _most(packed) // 1024 // 1024
    return ArchiveBomb(
        f"{path} unpacks to more than {most:,} MiB, {MOST_TIMES} times what it is packed to",
        where=str(path),
    )


def _too_large(name: str) -> TooLarge:
    most = LIMIT_BYTES // 1024 // 1024
    return TooLarge(f"{name} is larger than {most} MiB, the most one page may have", where=name)
