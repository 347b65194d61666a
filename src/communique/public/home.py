"""The front door: the reader's language, the home page, the feed of all releases."""

from __future__ import annotations

from communique.public.answer import ATOM, Response, as_json, moved
from communique.public.reading import Record
from communique.public.request import Request, accepted_languages
from communique.public.route import Route
from communique.public.showing import setting_of, show, still_shown
from communique.render.feeds import Feed, atom
from communique.render.home_view import Known, home_view
from communique.render.messages import spoken
from communique.render.registry.setting import Setting
from communique.render.site import Standing, frame
from communique.render.twins import home_json
from communique.store import query

LATEST, IN_FEED = 10, 50


def door(request: Request, record: Record) -> Response:
    """Return the way to the home page in the language the reader's browser asks for."""
    wanted = accepted_languages(request.headers.get("accept-language", ""))
    offered = spoken(record.profile.languages)
    lang = next((one for one in wanted if one in offered), offered[0])
    sent = moved(f"/{lang}/", for_ever=False)
    headers = (*sent.headers, ("vary", "accept-language"))
    return Response(
        status=sent.status, headers=headers, content_type=sent.content_type, is_kept=False
    )


def home(request: Request, record: Record) -> Response:
    """Return the home page, its JSON twin, or the feed."""
    setting = setting_of(request, record)
    if request.twin == "atom":
        return _feed(request, record, setting)
    store, on, size = record.store, request.on, request.size
    held = query.latest(store, lang=request.lang, limit=LATEST, on=on, tree_size=size)
    cards = still_shown(held, request, record)
    known = Known(
        cards=cards,
        total=query.total(store, on=on, tree_size=size),
        entries=query.tree_size(store) if size is None else size,
        counts=query.counts(store, "field", on=on, tree_size=size),
    )
    view = home_view(known, setting)
    if request.twin == "json":
        return as_json(home_json(view, cards, setting))
    around = frame(
        setting.site, Standing(path="", twins=("json",)), title=view.title, description=view.title
    )
    return show("home.html", view, around)


def all_releases(request: Request, record: Record) -> Response:
    """Return the way to the search of everything, or the feed of the latest releases."""
    if request.twin == "atom":
        return _feed(request, record, setting_of(request, record))
    return moved(setting_of(request, record).href("search"))


def _feed(request: Request, record: Record, setting: Setting) -> Response:
    held = query.latest(
        record.store, lang=request.lang, limit=IN_FEED, on=request.on, tree_size=request.size
    )
    cards = still_shown(held, request, record)
    feed = Feed(
        title=setting.say("%(organisation)s: releases", organisation=setting.site.abbreviation),
        path=f"/{request.lang}/releases.atom",
        page=f"/{request.lang}/",
    )
    return Response(body=atom(feed, cards, setting), content_type=ATOM, is_open=True)


ROUTES = (
    Route(pattern="/", answer=door, times=frozenset()),
    Route(pattern="/{lang}/", answer=home, twins=frozenset({"json", "atom"})),
    Route(pattern="/{lang}/releases", answer=all_releases, twins=frozenset({"atom"})),
)
