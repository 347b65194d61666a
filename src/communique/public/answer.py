"""An answer before it goes out: status, headers and body, with all that HTTP asks of them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from string import printable
from urllib.parse import quote

HTML = "text/html; charset=utf-8"
JSON = "application/json"
ATOM = "application/atom+xml; charset=utf-8"
MARKDOWN = "text/markdown; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
XML = "application/xml; charset=utf-8"
CSS = "text/css; charset=utf-8"
BYTES = "application/octet-stream"

FRESH = "public, max-age=60"
FOR_EVER = "public, max-age=31536000, immutable"
NEVER = "no-store"

# No page has a script that could connect; auditors read robots.txt from inside a page.
_POLICY = (
    b"default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY = (
    (b"content-security-policy", _POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_SMALLEST_WORTH_PACKING_BYTES = 512
_PACKED = ("text/", "application/json", "application/atom+xml", "application/xml")
_ASCII = printable.strip()
Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a route answers.

    stream: the body in pieces, in place of `body`, for what should not lie in memory whole.
    cache: the Cache-Control line.  is_open: any other site's script may read it.
    is_kept: the same address may be answered with it again, whoever asks.
    """

    status: int = 200
    body: bytes = b""
    content_type: str = HTML
    headers: tuple[tuple[str, str], ...] = ()
    cache: str = FRESH
    is_open: bool = False
    is_kept: bool = True
    stream: Iterator[bytes] | None = None


@dataclass(frozen=True, slots=True)
class Wire:
    """A response as it goes over the wire, ready to be sent again."""

    status: int
    headers: Headers
    body: bytes
    etag: bytes = b""

    @property
    def weight_bytes(self) -> int:
        """Return about how much memory it takes."""
        return len(self.body) + sum(len(name) + len(value) + 120 for name, value in self.headers)

    def unchanged(self) -> Wire:
        """Return the 304 that stands for it.  Source: RFC 9110, "304 Not Modified"."""
        kept = tuple(line for line in self.headers if not line[0].startswith(b"content-"))
        return Wire(HTTPStatus.NOT_MODIFIED, kept, b"", self.etag)


def wire(response: Response, *, packed: bool) -> Wire:
    """Return a response with its headers, body gzipped where `packed` and worth it."""
    body = response.body
    is_worth = response.content_type.startswith(_PACKED)
    is_packed = packed and is_worth and len(body) >= _SMALLEST_WORTH_PACKING_BYTES
    if is_packed:
        body = gzip.compress(body, compresslevel=6, mtime=0)
    own = [(name.lower().encode(), value.encode("latin-1")) for name, value in response.headers]
    headers = [
        (b"content-type", response.content_type.encode()),
        (b"cache-control", response.cache.encode()),
        *own,
        *(line for line in SECURITY if line[0] not in dict(own)),
    ]
    etag = b""
    if response.stream is None:
        headers.append((b"content-length", b"%d" % len(body)))
    if response.status == HTTPStatus.OK and response.stream is None:
        etag = b'"%s"' % hashlib.blake2b(body, digest_size=12).hexdigest().encode()
        headers.append((b"etag", etag))
    if is_worth and body:
        headers.append((b"vary", b"accept-encoding"))
    if is_packed:
        headers.append((b"content-encoding", b"gzip"))
    if response.is_open:
        headers.append((b"access-control-allow-origin", b"*"))
    return Wire(response.status, tuple(headers), body, etag)


def names_etag(header: bytes, etag: bytes) -> bool:
    """Tell whether an If-None-Match line names the tag.  Source: RFC 9110, "If-None-Match"."""
    if not header or not etag:
        return False
    given = (tag.strip().removeprefix(b"W/") for tag in header.split(b","))
    return header.strip() == b"*" or etag in given


def as_json(content: object, *, status: int = 200) -> Response:
    """Return the response of a JSON twin; other sites may read it."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
    return Response(status=status, body=body.encode(), content_type=JSON, is_open=True)


def moved(address: str, *, for_ever: bool = True) -> Response:
    """Return the way to another address of ours."""
    status = HTTPStatus.MOVED_PERMANENTLY if for_ever else HTTPStatus.SEE_OTHER
    # A header bears ASCII only; what is escaped already stays as it is.
    location = quote(address, safe=_ASCII)
    return Response(status=status, headers=(("location", location),), content_type=PLAIN)
