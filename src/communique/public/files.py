"""Answers that are files: the style sheet, robots.txt, the log, the deposit."""

from __future__ import annotations

from communique.core.edition import WITHDRAWN
from communique.core.entry import Act, Entry
from communique.core.fact import release_of_fact
from communique.log.deposit import Deposit, is_digest
from communique.public.address import not_found
from communique.public.answer import BYTES, CSS, FOR_EVER, JSON, PLAIN, Response
from communique.public.reading import Record
from communique.public.request import Request
from communique.public.route import Route
from communique.render.styles import sheet
from communique.store.query import edition, entry_of_digest

NEWEST = "public, max-age=5"


def style(request: Request, record: Record) -> Response:
    """Return the style sheet; an address of an older one is not answered with another."""
    held = sheet(record.profile.organisation.tokens)
    if request.path != held.address:
        raise not_found()
    return Response(body=held.content, content_type=CSS, cache=FOR_EVER)


def robots(_: Request, record: Record) -> Response:
    """Return robots.txt: all may be read; searches are left to people.

    Source: RFC 9309.
    """
    lines = (
        "User-agent: *",
        "Disallow: /*/search",
        "Disallow: /*?",
        f"Sitemap: {record.config.url}/sitemap.xml",
    )
    return Response(body=("\n".join(lines) + "\n").encode(), content_type=PLAIN)


def log_file(request: Request, record: Record) -> Response:
    """Return the checkpoint, a tile or a bundle; nothing past the checkpoint.

    Source: c2sp.org/tlog-tiles, "Parameters"; c2sp.org/tlog-checkpoint.
    """
    path = request.parts["path"]
    if path == "key":
        key = record.log.verifier.text() + "\n"
        return Response(body=key.encode(), content_type=PLAIN, is_open=True)
    found = record.log.public_bytes(path)
    if found is None:
        raise not_found()
    if path == "checkpoint":
        # Never from our own memory: whoever audits must see the newest there is.
        return Response(body=found, content_type=PLAIN, cache=NEWEST, is_open=True, is_kept=False)
    return Response(body=found, content_type=BYTES, cache=FOR_EVER, is_open=True)


def deposited(request: Request, record: Record) -> Response:
    """Return a record's bytes, for which an entry of the log vouches.

    Only what readers may see: no bytes of a release withdrawn or erased, though the deposit
    keeps the withdrawn ones, and no byte that no entry names.
    """
    digest = request.parts["digest"]
    version = entry_of_digest(record.store, digest) if is_digest(digest) else None
    if version is None:
        raise not_found()
    if not _is_given_out(version.entry, record):
        raise not_found()
    deposit = Deposit(record.config.deposit)
    if not deposit.has(digest):
        raise not_found()
    content = deposit.get(digest)
    # Erased bytes must not live on in a cache for a year, so these are not for ever.
    return Response(body=content, content_type=JSON, cache="public, max-age=300", is_open=True)


def _is_given_out(entry: Entry, record: Record) -> bool:
    """Tell whether readers may have what an entry put into the deposit.

    A fact carries words of its release, and goes with it.
    """
    release = release_of_fact(entry.symbol)
    is_registry = entry.symbol.startswith(f"{entry.kind}.") and not release
    if is_registry or entry.act is Act.WITHDRAW:
        return True
    held = edition(record.store, release or entry.symbol)
    own = edition(record.store, entry.symbol) if release else held
    is_shown = held is not None and held.current is not None
    return is_shown and own is not None and own.state != WITHDRAWN


ROUTES = (
    Route(pattern="/static/{digest}/{name}", answer=style, times=frozenset()),
    Route(pattern="/robots.txt", answer=robots, times=frozenset()),
    Route(pattern="/log/{path:rest}", answer=log_file, times=frozenset()),
    Route(pattern="/deposit/{digest}", answer=deposited, times=frozenset()),
)
