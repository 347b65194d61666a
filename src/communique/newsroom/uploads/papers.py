"""Files without layers: PDF, plain text, sound and film, told by their own marks."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from communique.newsroom.uploads.errors import FileNotGenuine

_EDGE_BYTES = 2048
_LONGEST_STREAM_BYTES = 1 << 20
_MOST_STREAMS = 200
_PDF_HEAD = re.compile(rb"%PDF-[12]\.\d")
_PDF_AUTHOR = re.compile(
    rb"/Author\s*(?:\((?P<words>(?:[^()\\]|\\.){1,300})\)|<(?P<hex>[0-9A-Fa-f\s]{2,1200})>)",
    re.DOTALL,
)
_XMP_AUTHOR = re.compile(
    rb"<dc:creator>.{0,200}?<rdf:li[^>]*>(?P<words>[^<]{1,300})</rdf:li>", re.DOTALL
)
_OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|svg|script|\?xml)", re.IGNORECASE)
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_FILM_PLACES = (b"\xa9xyz", b"com.apple.quicktime.location")
_FEWEST_BOXES = 2


def check_pdf(file: BinaryIO, name: str) -> tuple[str, ...]:
    """Return what a PDF tells of who made it, one sentence each; FileNotGenuine for no PDF."""
    content = _whole(file)
    if not _PDF_HEAD.match(content) or b"%%EOF" not in content[-_EDGE_BYTES:]:
        raise _not_genuine(name)
    authors = list(dict.fromkeys(_authors(content)))
    if not authors:
        return ()
    return (f"It names its author: {', '.join(authors)}. Readers will see that too.",)


def check_text(file: BinaryIO, name: str) -> tuple[str, ...]:
    """Return nothing of a plain text in UTF-8; FileNotGenuine for anything else."""
    content = _whole(file)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileNotGenuine(
            f"{name!r} is no text in UTF-8: the byte at {error.start} belongs to no character"
        ) from None
    if not text.strip() or _NO_TEXT.search(text) or _MARKUP.match(content.lstrip(b"\xef\xbb\xbf")):
        raise _not_genuine(name)
    return ()


def check_mp3(file: BinaryIO, name: str) -> tuple[str, ...]:
    """Return nothing of a sound in MP3; FileNotGenuine for anything else.

    Source: ISO/IEC 11172-3, 2.4.1.3 (header); id3.org, ID3v2.4.0, 3.1.
    """
    content = _whole(file)
    start = 0
    if content[:3] == b"ID3" and len(content) > 10:
        size = content[6:10]
        start = 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
        # A tag may be padded, and some are said to be shorter than they are.
        start += len(content[start : start + _EDGE_BYTES]) - len(
            content[start : start + _EDGE_BYTES].lstrip(b"\0")
        )
    if not _is_frame(content[start : start + 4]):
        raise _not_genuine(name)
    return ()


def check_mp4(file: BinaryIO, name: str) -> tuple[str, ...]:
    """Return what a film tells of where it was made; FileNotGenuine for no MP4.

    Source: ISO/IEC 14496-12, 4.2.
    """
    content = _whole(file)
    boxes = list(islice(_boxes(content), 10_000))
    if not boxes or boxes[0] != b"ftyp" or b"moov" not in boxes or len(boxes) < _FEWEST_BOXES:
        raise _not_genuine(name)
    if any(mark in content for mark in _FILM_PLACES):
        return ("It says where it was made. Take that out in the program it was made with.",)
    return ()


def _whole(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def _boxes(content: bytes) -> Iterator[bytes]:
    """Yield the types of a film's outermost boxes; one that goes on past the end is none."""
    place = 0
    while place + 8 <= len(content):
        size = int.from_bytes(content[place : place + 4], "big")
        if size == 1:
            size = int.from_bytes(content[place + 8 : place + 16], "big")
        size = size or len(content) - place
        if size < 8 or place + size > len(content):
            return
        yield content[place + 4 : place + 8]
        place += size


def _is_frame(head: bytes) -> bool:
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bit_rate, sampling = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer == 1 and bit_rate not in (0, 15) and sampling != 3


def _authors(content: bytes) -> Iterator[str]:
    for part in (content, *_unpacked(content)):
        for found in _PDF_AUTHOR.finditer(part):
            if said := _words(found):
                yield said
        for found in _XMP_AUTHOR.finditer(part):
            if said := found["words"].decode("utf-8", "replace").strip():
                yield said


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Yield what a PDF keeps packed together, where newer programs put its author."""
    for head in islice(_OBJECT_STREAM.finditer(content), _MOST_STREAMS):
        unpacker = zlib.decompressobj()
        try:
            yield unpacker.decompress(
                content[head.end() :][:_LONGEST_STREAM_BYTES], _LONGEST_STREAM_BYTES
            )
        except zlib.error:
            continue


def _words(found: re.Match[bytes]) -> str:
    """Return a string of a PDF as text.  Source: ISO 32000-1, 7.3.4 and 7.9.2.2."""
    if found["hex"]:
        digits = re.sub(rb"\s", b"", found["hex"])
        raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    else:
        raw = re.sub(rb"\\([()\\])", rb"\1", found["words"])
        raw = re.sub(rb"\\([0-7]{3})", lambda one: bytes([int(one[1], 8) & 255]), raw)
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace").strip()
    return raw.decode("latin-1").strip()


def _not_genuine(name: str) -> FileNotGenuine:
    ending = name.rpartition(".")[2].upper()
    return FileNotGenuine(f"{name!r} is no file in {ending}, whatever its name says")
