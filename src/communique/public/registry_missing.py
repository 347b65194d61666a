"""Registry addresses at which nothing stands: a way on where one is meant, else what is near."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from communique.core.record import Event
from communique.core.text import slug
from communique.public.address import not_found
from communique.public.answer import NEVER, Response, as_json, moved
from communique.public.request import Request
from communique.public.showing import show
from communique.render.registry import about as about_pages
from communique.render.registry import activities, events, nearest
from communique.render.registry.parts import Cell
from communique.render.registry.setting import FOLDERS, Setting
from communique.render.registry.symbols import path_of_about
from communique.render.site import Link, Standing, frame
from communique.render.views import MessageView


def term(vocabulary: str, part: str, request: Request, setting: Setting) -> Response:
    """Return the way to the term a former name or a code stands for, else the nearest ones."""
    meant = nearest.meant(vocabulary, part, setting)
    if meant is not None:
        old, new = f"/{FOLDERS[vocabulary]}/{part}", f"/{FOLDERS[vocabulary]}/{meant.address_part}"
        suffix = f".{request.twin}" if request.twin else ""
        path = request.path.replace(old, new, 1).removesuffix("/") + suffix
        kept = f"?on={request.on.isoformat()}" if request.on else ""
        return moved(path + kept)
    return _nothing(nearest.closest(vocabulary, part, setting), request, setting)


def event(held: Iterable[Event], request: Request, setting: Setting) -> Response:
    """Return the meetings of the series, those first that share most words with the address."""
    words = set(request.parts["event"].split("-"))
    likest = sorted(held, key=lambda one: len(words & set(slug(one.code).split("-"))), reverse=True)
    return _nothing(tuple(events.cell(one, setting) for one in likest[:5]), request, setting)


def activity(request: Request, setting: Setting) -> Response:
    """Return the activities that share most words with the address."""
    words = set(request.parts["code"].split("-"))
    held = sorted(
        setting.profile.activities,
        key=lambda one: len(words & set(slug(one.code).split("-"))),
        reverse=True,
    )
    return _nothing(tuple(activities.cell(one, setting) for one in held[:5]), request, setting)


def about(request: Request, setting: Setting) -> Response:
    """Return the editorial pages that there are."""
    cells = tuple(
        Cell(text=one.texts[lang].title, href=setting.href(path_of_about(one)))
        for one in about_pages.pages(setting)
        for lang in (setting.lang, *one.texts)
        if lang in one.texts
    )
    return _nothing(tuple(dict.fromkeys(cells))[:5], request, setting)


def _nothing(near: tuple[Cell, ...], request: Request, setting: Setting) -> Response:
    refused = not_found()
    if request.twin:
        told = {
            "code": refused.code,
            "message": str(refused),
            "hint": refused.hint,
            "nearest": [{"name": one.text, "href": one.href} for one in near],
        }
        return as_json({"error": told}, status=HTTPStatus.NOT_FOUND)
    paragraphs = [setting.say("Nothing stands at this address.")]
    if near:
        paragraphs.append(setting.say("Perhaps you are looking for one of these:"))
    view = MessageView(
        status=str(HTTPStatus.NOT_FOUND.value),
        title=setting.say("There is no such page"),
        paragraphs=tuple(paragraphs),
        links=(
            *(Link(text=one.text, href=one.href) for one in near),
            Link(text=setting.say("Search the record"), href=setting.href("search")),
        ),
    )
    standing = Standing(path="", twins=(), is_listed=False)
    made = show(
        "message.html",
        view,
        frame(setting.site, standing, title=view.title),
        status=HTTPStatus.NOT_FOUND,
    )
    return Response(status=made.status, body=made.body, cache=NEVER, is_kept=False)
