"""A release's page, its twins, and what was changed in it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from http import HTTPStatus

from communique.core.edition import Edition, ReportedFact
from communique.core.media import media_of
from communique.core.record import Release
from communique.public.address import not_found
from communique.public.answer import MARKDOWN, Response, as_json, moved
from communique.public.errors import NotFound
from communique.public.reading import Record
from communique.public.request import Request
from communique.public.route import Route
from communique.public.showing import setting_of, show
from communique.render.changes_view import changes_view
from communique.render.framing import release_crumbs, release_frame
from communique.render.markdown import release_markdown
from communique.render.messages import N_
from communique.render.registry.setting import Setting
from communique.render.release_view import (
    TEXT,
    ReleaseView,
    gone_view,
    path_of,
    release_view,
    text_of,
)
from communique.render.site import Link, Standing, frame
from communique.render.twins import changes_json, gone_json, release_json
from communique.store.facts import facts_of
from communique.store.query import edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A release that readers may see, and where its page stands.

    given_out: digests of the files that are served now: those of its latest version.
    reported: the facts in it that readers see.
    wanted: the language of the text that the address asks for, empty for the reader's.
    """

    edition: Edition
    release: Release
    setting: Setting
    path: str
    given_out: frozenset[str]
    reported: tuple[ReportedFact, ...] = ()
    wanted: str = ""

    @property
    def address(self) -> str:
        """Return its public address in the reader's language."""
        return f"{self.setting.site.url}/{self.setting.lang}/{self.path}"


def page(request: Request, record: Record) -> Response:
    """Return a release's page or twin; 410 for one withdrawn or erased."""
    found = _found(request, record)
    if isinstance(found, Response):
        return found
    if request.twin == "json":
        proof = proof_json(found.edition, record)
        told = release_json(
            found.edition,
            found.setting,
            address=found.address,
            proof=proof,
            reported=found.reported,
        )
        return as_json(told)
    view = _view(found)
    if request.twin == "md":
        told_words = release_markdown(view, found.setting, address=found.address)
        return Response(body=told_words.encode(), content_type=MARKDOWN, is_open=True)
    return show("release.html", view, release_frame(found.release, found.setting))


def _view(found: Found) -> ReleaseView:
    """Return the view of a release; an earlier version shows no file that is given out no more."""
    made = release_view(
        found.edition,
        found.setting,
        address=found.address,
        wanted=found.wanted,
        reported=found.reported,
    )
    return replace(
        made,
        pictures=tuple(one for one in made.pictures if one.whole.value in found.given_out),
        attachments=tuple(one for one in made.attachments if one.value in found.given_out),
    )


def changes(request: Request, record: Record) -> Response:
    """Return what was changed in a release, entry by entry."""
    found = _found(request, record, tail="/changes")
    if isinstance(found, Response):
        return found
    setting = found.setting
    lang, text = text_of(found.release, setting.lang, setting)
    href = setting.href(found.path)
    view = changes_view(found.edition, setting, release=text.title, href=href, lang=lang)
    if request.twin == "json":
        return as_json(changes_json(view, found.edition.symbol))
    around = frame(
        setting.site,
        Standing(path=f"{found.path}/changes", is_listed=False),
        title=f"{view.title}: {text.title}",
        crumbs=(*release_crumbs(setting), Link(text=text.title, href=href)),
    )
    return show("changes.html", view, around)


def address_of(symbol: str, lang: str, record: Record) -> str:
    """Return where a release's page stands in a language; without a title where it has none."""
    held = edition(record.store, symbol)
    release = held.current.release if held and held.current else None
    if release is None:
        return f"/{lang}/releases/{symbol}"
    return f"/{lang}/{path_of(release, lang, record.setting(lang))}"


def proof_json(held: Edition, record: Record) -> dict[str, object]:
    """Return the signed checkpoint, and the hashes that tie a release's entry to it.

    Source: RFC 6962, section 2.1.1, "Merkle Audit Paths".
    """
    if held.current is None:
        raise ValueError(f"{held.symbol} is not shown")
    checkpoint = record.log.checkpoint()
    hashes = record.log.inclusion_proof(held.current.index, checkpoint.size)
    return {
        "index": held.current.index,
        "size": checkpoint.size,
        "root": b64encode(checkpoint.root).decode(),
        "hashes": [b64encode(one).decode() for one in hashes],
        "checkpoint": record.log.note().decode(),
    }


def _found(request: Request, record: Record, tail: str = "") -> Found | Response:
    """Return the release of the address, or the answer where it is not to be shown there."""
    setting = setting_of(request, record)
    held = edition(record.store, request.parts["symbol"], request.size)
    if held is None:
        raise not_found()
    now = held if request.size is None else edition(record.store, held.symbol)
    if now is None:
        raise not_found()
    if now.current is None:
        # A withdrawal takes the words off the page at every size: else it would take nothing.
        return _gone(now, request, setting)
    release = held.current.release if held.current else None
    if release is None:
        return _gone(held, request, setting)
    if request.on and release.date and release.date.first_day > request.on:
        raise NotFound(N_("On that day this release had not been issued."))
    text = request.one(TEXT)
    if text and text not in release.texts:
        raise not_found()
    path = path_of(release, setting.lang, setting)
    if request.path != f"/{setting.lang}/{path}{tail}":
        suffix = f".{request.twin}" if request.twin else ""
        asked = ((TEXT, text),) if text else ()
        return moved(setting.site.href(f"{path}{tail}{suffix}", asked))
    latest = now.current.release
    given_out = media_of(latest) if latest else ()
    return Found(
        edition=held,
        release=release,
        setting=setting,
        path=path,
        given_out=frozenset(given_out),
        reported=facts_of(record.store, held.symbol, request.size),
        wanted=text,
    )


def _gone(held: Edition, request: Request, setting: Setting) -> Response:
    path = f"releases/{held.symbol}"
    if request.twin:
        address = f"{setting.site.url}/{setting.lang}/{path}"
        return as_json(gone_json(held, setting, address=address), status=HTTPStatus.GONE)
    view = gone_view(held, setting)
    standing = Standing(path=path, is_listed=False)
    around = frame(setting.site, standing, title=view.title, crumbs=release_crumbs(setting))
    return show("gone.html", view, around, status=HTTPStatus.GONE)


_TWINS, _ASKED = frozenset({"json", "md"}), frozenset({TEXT})
ROUTES = (
    Route(pattern="/{lang}/releases/{symbol}", answer=page, twins=_TWINS, parameters=_ASKED),
    Route(pattern="/{lang}/releases/{symbol}/{slug}", answer=page, twins=_TWINS, parameters=_ASKED),
    Route(
        pattern="/{lang}/releases/{symbol}/{slug}/changes",
        answer=changes,
        twins=frozenset({"json"}),
    ),
)
