"""Pages of a web archive, one record at a time; each brings its own address.

Source: ISO 28500:2017 (WARC 1.1), sections 5 and 6; gzip, one member a record, annex D.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, redirect_stderr
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from communique.ingest.capture import LIMIT_BYTES
from communique.ingest.errors import BrokenArchive, TooLarge, Unreadable

# It warns of blanks in addresses, which it mends.
logging.getLogger("warcio").addHandler(logging.NullHandler())

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
    name, faults = str(path), 0
    try:
        with path.open("rb") as source:
            records = ArchiveIterator(source)
            while True:
                with _quiet():
                    record = next(records, None)
                if records.err_count > faults:
                    faults = records.err_count
                    message = f"{name} has more bytes than its record says"
                    yield Response(name=name, content=BrokenArchive(message, where=name))
                if record is None:
                    break
                name = f"{path}!{_address(record)}"
                if _is_page(record):
                    share = min(source.tell() / size, 1.0)
                    with _quiet():
                        response = _response(record, name, share)
                    yield response
            # A packed record that was cut off is passed over without a word.
            if records.offset < size:
                raise EOFError(f"nothing can be read from byte {records.offset} on")
    # warcio raises what its parts raise: each tells of bytes that are no archive; AttributeError
    # of a record without an address, OverflowError of a length that no machine can count.
    except _BROKEN as error:
        why = " ".join(str(error).split())[:200] or type(error).__name__
        broken = BrokenArchive(f"{path} cannot be read to its end: {why}", where=str(path))
        yield Response(name=str(path), content=broken, share=1.0)


def _quiet() -> AbstractContextManager[object]:
    """Keep back what warcio itself writes: what it means, a sentence of ours says."""
    return redirect_stderr(StringIO())


def _address(record: ArcWarcRecord) -> str:
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")


def _is_page(record: ArcWarcRecord) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None:
        return False
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return headers.get_statuscode() == _OK and kind in _PAGES


def _response(record: ArcWarcRecord, name: str, share: float) -> Response:
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
        address=_address(record),
        charset=charset.partition(";")[0].strip(" \"'"),
        share=share,
    )
