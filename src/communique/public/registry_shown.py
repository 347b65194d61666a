"""What the answers of all registry pages share: the term of an address, releases, the page."""

from __future__ import annotations

from collections.abc import Callable

from communique.core.edition import Answer, Question
from communique.core.vocab import Term
from communique.public import registry_missing as missing
from communique.public.answer import Response, as_json
from communique.public.reading import Record
from communique.public.request import Request
from communique.public.route import Route
from communique.public.showing import show, still_shown
from communique.render.framing import registry_frame
from communique.render.registry.parts import RegistryView, placed
from communique.render.registry.releases import About
from communique.render.registry.setting import Setting
from communique.render.registry.twin import twin
from communique.store import query

MOST_NAMING = 50


def found(vocabulary: str, part: str, setting: Setting, request: Request) -> Term | Response:
    """Return the term of an address, else the way to the one meant or the nearest ones."""
    held = setting.profile.vocabularies.get(vocabulary)
    term = held.by_address(part) if held else None
    return term if term is not None else missing.term(vocabulary, part, request, setting)


def named(facet: str, code: str, request: Request, record: Record) -> About:
    """Return the releases that name an event or an activity, the latest first."""
    cards, total = query.about(
        record.store,
        facet,
        code,
        lang=request.lang,
        limit=MOST_NAMING,
        on=request.on,
        tree_size=request.size,
    )
    shown_now = still_shown(cards, request, record)
    question = Question(lang=request.lang, until=request.on, page_size=MOST_NAMING)
    answer = Answer(question=question, total=total, cards=shown_now, counts={})
    return About(facet=facet, code=code, answer=answer)


def shown(made: RegistryView, request: Request, setting: Setting) -> Response:
    """Return the page of a view, or its JSON twin."""
    view = placed(made, setting.href(made.path))
    if request.twin == "json":
        return as_json(twin(view, setting))
    return show("registry/page.html", view, registry_frame(view, setting))


def route(pattern: str, answer: Callable[[Request, Record], Response], *twins: str) -> Route:
    """Return the route of a registry page, with its JSON twin and further ones."""
    return Route(pattern=pattern, answer=answer, twins=frozenset({"json", *twins}))
