"""Files of releases: pictures and attachments, as long as readers see a release that names them.

Sources: RFC 9110, "Range Requests" and "If-None-Match"; RFC 6266 for Content-Disposition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from communique.core.media import MEDIA_TYPES, PICTURE_TYPES, is_digest
from communique.log.deposit import Deposit
from communique.public.address import not_found
from communique.public.answer import Response, names_etag
from communique.public.errors import BadRange, Gone
from communique.public.reading import Record
from communique.public.request import Request
from communique.public.route import Route
from communique.render.messages import N_
from communique.store.media import Naming, media

# A withdrawal must work: whoever keeps a copy asks again after a minute.
CHECKED = "public, max-age=60, must-revalidate"
PIECE_BYTES = 256 * 1024
PDF = "application/pdf"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
# What a browser shows a file in is a page of its own, which needs its own look and nothing else.
_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; object-src 'self'; "
    "style-src 'unsafe-inline'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The bytes [start, end) of a file."""

    start: int
    end: int


def file(request: Request, record: Record) -> Response:
    """Return a file's bytes; 410 where only versions name it that readers see no more."""
    digest, name = request.parts["digest"], request.parts["name"]
    named = _named(digest, name, record)
    etag = f'"{digest}"'
    headers = [("etag", etag), ("content-security-policy", _POLICY)]
    if names_etag(request.headers.get("if-none-match", "").encode("latin-1"), etag.encode()):
        return _answer(HTTPStatus.NOT_MODIFIED, headers, named, stream=iter(()))
    deposit = Deposit(record.config.deposit)
    if not deposit.has(digest):
        raise not_found()
    path = deposit.path_of(digest)
    size = path.stat().st_size
    asked = _asked(request, etag)
    part = _part(asked, size) if asked else None
    given = part or Part(start=0, end=size)
    headers += [
        ("accept-ranges", "bytes"),
        ("content-disposition", _disposition(named)),
        ("content-length", str(given.end - given.start)),
    ]
    if part is not None:
        headers.append(("content-range", f"bytes {part.start}-{part.end - 1}/{size}"))
    status = HTTPStatus.OK if part is None else HTTPStatus.PARTIAL_CONTENT
    return _answer(status, headers, named, stream=_pieces(path, given))


def _named(digest: str, name: str, record: Record) -> Naming:
    """Return a release that readers see and that names the file so."""
    if not is_digest(digest):
        raise not_found()
    held = [one for one in media(record.store, digest) if one.name == name]
    # What stands in the deposit under another type is not given out, whatever entered it.
    held = [one for one in held if one.media_type in MEDIA_TYPES]
    if not held:
        raise not_found()
    if not held[0].is_shown:
        raise Gone(N_("The release that this file belonged to is shown no more."))
    return held[0]


def _answer(
    status: HTTPStatus,
    headers: Sequence[tuple[str, str]],
    named: Naming,
    *,
    stream: Iterator[bytes],
) -> Response:
    return Response(
        status=status,
        headers=tuple(headers),
        content_type=_content_type(named.media_type),
        cache=CHECKED,
        is_kept=False,
        stream=stream,
    )


def _content_type(media_type: str) -> str:
    is_text = media_type.startswith("text/")
    return f"{media_type}; charset=utf-8" if is_text else media_type


def _disposition(named: Naming) -> str:
    shown = named.media_type in PICTURE_TYPES or named.media_type == PDF
    # The rules let no name pass that would have to be quoted otherwise; an older program might.
    plain = re.sub(r"[^A-Za-z0-9._-]", "-", named.name)
    return f'{"inline" if shown else "attachment"}; filename="{plain}"'


def _asked(request: Request, etag: str) -> str:
    """Return the range asked for, unless it is to be of another file than this."""
    wanted = request.headers.get("if-range", etag)
    return request.headers.get("range", "") if wanted == etag else ""


def _part(asked: str, size: int) -> Part | None:
    """Return the part of a range; None where the whole is to be given, BadRange past its end."""
    match = _RANGE.fullmatch(asked.strip())
    if match is None or not (match[1] or match[2]):
        # Several ranges, or other units: a server may give the whole.
        return None
    if not match[1]:
        start, end = max(size - int(match[2]), 0), size
    else:
        start, end = int(match[1]), min(int(match[2]) + 1 if match[2] else size, size)
    if match[1] and match[2] and int(match[2]) < int(match[1]):
        return None
    if start >= end:
        raise BadRange(
            N_("The file has %(size)s bytes; none of them were asked for."),
            size=size,
            headers=(("content-range", f"bytes */{size}"),),
        )
    return Part(start=start, end=end)


def _pieces(path: Path, part: Part) -> Iterator[bytes]:
    with path.open("rb") as held:
        held.seek(part.start)
        left = part.end - part.start
        while left and (piece := held.read(min(PIECE_BYTES, left))):
            left -= len(piece)
            yield piece


ROUTES = (Route(pattern="/media/{digest}/{name}", answer=file, times=frozenset()),)
