"""Pages of a web archive, one record at a time; each brings its own address.

Source: ISO 28500:2017 (WARC 1.1), sections 5 and 6; gzip, one member a record, annex D.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from communique.ingest.capture import LIMIT_BYTES
from communique.ingest.errors import BrokenArchive, TooLarge, Unreadable

_BEGINNING = b"WARC/"
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
_OK = "200"
_BROKEN = (
    ArchiveLoadFailed,
    AttributeError,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    zlib.error,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A page that a server gave out: its bytes, or why they cannot be had.

    charset: the encoding that the server named.  share: how much of the archive was read.
    """

    name: str
    content: bytes | Unreadable
    address: str = ""
    charset: str = ""
    share: float = 0.0


def is_warc(path: Path) -> bool:
    """Tell whether a file is a web archive, packed or not, by what it begins with."""
    try:
        with path.open("rb") as source:
            begin = source.read(1024)
    except OSError:
        return False
    if begin.startswith(b"\x1f\x8b"):
        try:
            begin = zlib.decompressobj(31).decompress(begin, len(_BEGINNING))
        except zlib.error:
            return False
    return begin.startswith(_BEGINNING)


def responses(path: Path) -> Iterator[Response]:
    """Yield the pages of a web archive in order, those that were found and are text.

    Pictures, redirects and refusals are passed over. Where the archive ends too early or says
    a length that is not so, that is the last response; what stood before has been given out.
    """
    size = max(path.stat().st_size, 1)
    try:
        with path.open("rb") as source:
            records = ArchiveIterator(source)
            for record in records:
                if not _is_page(record):
                    continue
                share = min(source.tell() / size, 1.0)
                yield _response(record, path, share)
            # A packed record that was cut off is passed over without a word.
            if records.offset < size:
                raise EOFError(f"nothing can be read from byte {records.offset} on")
    # warcio raises what its parts raise: each tells of bytes that are no archive; AttributeError
    # of a record without an address, OverflowError of a length that no machine can count.
    except _BROKEN as error:
        why = " ".join(str(error).split())[:200] or type(error).__name__
        broken = BrokenArchive(f"{path} cannot be read to its end: {why}", where=str(path))
        yield Response(name=str(path), content=broken, share=1.0)


def _is_page(record: ArcWarcRecord) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None:
        return False
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return headers.get_statuscode() == _OK and kind in _PAGES


def _response(record: ArcWarcRecord, path: Path, share: float) -> Response:
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    name = f"{path}!{address}"
    content = record.content_stream().read(LIMIT_BYTES + 1)
    found: bytes | Unreadable = content
    if len(content) > LIMIT_BYTES:
        most = LIMIT_BYTES // 1024 // 1024
        found = TooLarge(
            f"{name} is larger than {most} MiB, the most one page may have", where=name
        )
    # Of a record that was cut off there are fewer bytes than it says.
    elif record.raw_stream.tell() < (record.length or 0):
        found = BrokenArchive(f"{name} has fewer bytes than its record says", where=name)
    charset = (record.http_headers.get_header("Content-Type") or "").partition("charset=")[2]
    return Response(
        name=name,
        content=found,
        address=address,
        charset=charset.partition(";")[0].strip(" \"'"),
        share=share,
    )
