"""The portal as an ASGI callable: kept answers first, then the route that fits.

Everything is answered in the one thread that holds the store; a process more is what uses a
core more.  Source: asgi.readthedocs.io, "HTTP & WebSocket ASGI Message Format".
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any

from communique.config import Config
from communique.core.errors import CommuniqueError
from communique.public import releases
from communique.public.address import Found, Table, check_length, not_found, request_of
from communique.public.answer import Response, Wire, moved, names_etag, wire
from communique.public.cache import Kept
from communique.public.errors import Refused, TooLarge, WrongMethod
from communique.public.reading import Clock, Record, Shelf, now
from communique.public.refusal import failed, refusal, unavailable
from communique.public.request import accepts_gzip
from communique.public.route import Route
from communique.public.table import ROUTES
from communique.render.messages import LANGUAGES, N_
from communique.store.query import redirect

# The interface of ASGI: plain dictionaries, as the specification has them.
Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
LARGEST_BODY_BYTES = 1024 * 1024
_KEPT = (HTTPStatus.OK, HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.GONE)
logger = logging.getLogger("communique.public")


class Portal:
    """The public plane of one site, for one thread."""

    def __init__(
        self, config: Config, *, routes: Sequence[Route] = ROUTES, clock: Clock = now
    ) -> None:
        """Open the site's record; its errors where it cannot be opened."""
        self.shelf = Shelf(config, clock)
        self.table = Table(routes)
        self.kept = Kept()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection's request."""
        if scope["type"] != "http":
            await _lifespan(scope, receive, send)
            return
        method, path, query = scope["method"], scope["path"], scope["query_string"]
        encoding = none_match = b""
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                encoding = value
            elif name == b"if-none-match":
                none_match = value
        packed = b"gzip" in encoding and accepts_gzip(encoding.decode("latin-1"))
        found: Wire | Response | None = self._kept(method, (path, query, packed))
        if found is None:
            body = await _body(receive) if method == "POST" else b""
            found = self._made(scope, body, packed=packed)
        if isinstance(found, Response):
            await _stream(send, found, with_body=method != "HEAD")
            return
        if names_etag(none_match, found.etag) and method in ("GET", "HEAD"):
            found = found.unchanged()
        await send(
            {"type": "http.response.start", "status": found.status, "headers": found.headers}
        )
        await send({"type": "http.response.body", "body": b"" if method == "HEAD" else found.body})

    def _kept(self, method: str, asked: tuple[str, bytes, bool]) -> Wire | None:
        if method not in ("GET", "HEAD"):
            return None
        try:
            return self.kept.get(asked, self.shelf.state())
        except CommuniqueError:
            # The long way says what is wrong with the store.
            return None

    def _made(self, scope: Scope, body: bytes | None, *, packed: bool) -> Wire | Response:
        response = self.answer(scope, body)
        if response.stream is not None:
            return response
        made = wire(response, packed=packed)
        if scope["method"] in ("GET", "HEAD") and response.is_kept and response.status in _KEPT:
            self.kept.put((scope["path"], scope["query_string"], packed), made)
        return made

    def answer(self, scope: Scope, body: bytes | None) -> Response:
        """Return the answer to a request; this is the one door that errors leave by."""
        try:
            record = self.shelf.record()
        except CommuniqueError as error:
            logger.error("%s [%s]", error, error.code)
            return unavailable(error)
        try:
            return self._routed(scope, body, record)
        except Refused as error:
            return refusal(error, scope["path"], record)
        except CommuniqueError as error:
            logger.error("%s [%s]", error, error.code)
            return unavailable(error)
        except Exception:
            # One page that fails must not take the others down; the log says which.
            logger.exception("%s %s", scope["method"], scope["path"])
            return failed()

    def _routed(self, scope: Scope, body: bytes | None, record: Record) -> Response:
        path, query = scope["path"], scope["query_string"]
        check_length(path, query)
        found = self.table.find(path)
        if found is None:
            return self._elsewhere(scope, record)
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        method = _checked_method(scope["method"], found)
        if body is None:
            raise TooLarge(N_("More was sent than the 1 MiB that is read."))
        request = request_of(found, method=method, query=query, headers=headers, body=body)
        if request.size is not None:
            record = record.at(request.size)
        return found.route.answer(request, record)

    def _elsewhere(self, scope: Scope, record: Record) -> Response:
        """Return the way from an address that is not, or no longer, ours."""
        path, query = scope["path"], scope["query_string"]
        asked = f"{path}?{query.decode('latin-1')}" if query else path
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        bare = path.rstrip("/")
        for ours in (bare, bare + "/"):
            if bare and ours != path and self.table.find(ours) is not None:
                return moved(ours + asked[len(path) :])
        symbol = redirect(record.store, f"http://{host}{asked}") or redirect(record.store, path)
        if symbol is None:
            raise not_found()
        return moved(releases.address_of(symbol, _lang_of(path), record))


def application(config: Config, *, clock: Clock = now) -> Portal:
    """Return the portal of a site as an ASGI callable, for one thread."""
    return Portal(config, clock=clock)


def _lang_of(path: str) -> str:
    first = path.lstrip("/").partition("/")[0]
    return first if first in LANGUAGES else LANGUAGES[0]


def _checked_method(method: str, found: Found) -> str:
    if method == "HEAD" and "GET" in found.route.methods:
        return "GET"
    if method not in found.route.methods:
        allowed = [*found.route.methods, *(["HEAD"] if "GET" in found.route.methods else [])]
        raise WrongMethod(
            N_("This address takes %(allowed)s."),
            allowed=", ".join(allowed),
            headers=(("allow", ", ".join(allowed)),),
        )
    return method


async def _body(receive: Receive) -> bytes | None:
    """Return what was sent, None where it is more than we read."""
    whole = bytearray()
    while True:
        message = await receive()
        whole += message.get("body", b"")
        if len(whole) > LARGEST_BODY_BYTES:
            return None
        if not message.get("more_body"):
            return bytes(whole)


async def _stream(send: Send, response: Response, *, with_body: bool) -> None:
    head = wire(response, packed=False)
    await send({"type": "http.response.start", "status": head.status, "headers": head.headers})
    for piece in (response.stream or ()) if with_body else ():
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _lifespan(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "lifespan":
        return
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
