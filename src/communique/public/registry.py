"""The registry's pages: which address stands for what, and what is asked of the store for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from communique.core.edition import Answer, Question
from communique.core.record import Event
from communique.core.vocab import Term
from communique.public import registry_missing as missing
from communique.public.answer import Response, as_json
from communique.public.reading import Record
from communique.public.request import Request
from communique.public.route import Route
from communique.public.showing import show, site_of, still_shown
from communique.render.framing import registry_frame
from communique.render.registry import (
    about,
    activities,
    countries,
    country,
    fields,
    meetings,
    membership,
    menu,
    operations,
    people,
    structure,
    structures,
)
from communique.render.registry.parts import RegistryView, placed
from communique.render.registry.releases import About
from communique.render.registry.setting import FOLDERS, Setting
from communique.render.registry.twin import twin
from communique.store import query
from communique.store.search.ask import ask

LATEST = 6
MOST_NAMING = 50
AROUND = timedelta(days=7)
Overview = Callable[[Setting], RegistryView]
TermPage = Callable[[Setting, Term, About | None], RegistryView]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The pages of one vocabulary's terms.

    facet: what releases are filed under.  shares: the facets that a page counts them by.
    """

    vocabulary: str
    facet: str
    page: TermPage
    shares: tuple[str, ...] = ()


FAMILIES = (
    Family(vocabulary="country", facet="country", page=country.page, shares=("field", "source")),
    Family(
        vocabulary="field-of-work",
        facet="field",
        page=fields.page,
        shares=("source", "country"),
    ),
    Family(
        vocabulary="structure", facet="source", page=structure.page, shares=("field", "country")
    ),
    Family(vocabulary="person", facet="person", page=people.page, shares=("field", "country")),
)
OVERVIEWS: dict[str, Overview] = {
    "countries": countries.overview,
    "structures": structures.overview,
    "structures/organizational-structure": structures.organisation_chart,
    "field-operations": operations.open_now,
    "field-operations/closed": operations.closed,
    "meetings": meetings.overview,
    "people": people.overview,
    "menu": menu.overview,
    "partnerships": about.partnerships,
    "activities": activities.overview,
}


def _overview(build: Overview) -> Callable[[Request, Record], Response]:
    def answer(request: Request, record: Record) -> Response:
        setting = _setting(request, record)
        return _shown(build(setting), request, setting)

    return answer


def _group(part: str) -> Callable[[Request, Record], Response]:
    def answer(request: Request, record: Record) -> Response:
        setting = _setting(request, record)
        return _shown(countries.of_group(setting, part), request, setting)

    return answer


def _of(family: Family) -> Callable[[Request, Record], Response]:
    def answer(request: Request, record: Record) -> Response:
        setting = _setting(request, record)
        found = _found(family.vocabulary, request.parts["slug"], setting, request)
        if not isinstance(found, Term):
            return found
        about_it = _said(family, found.code, request, record)
        return _shown(family.page(setting, found, about_it), request, setting)

    return answer


def _country(request: Request, record: Record) -> Response:
    """Return a country's page, or that of a group that the profile itself named."""
    setting = _setting(request, record)
    if request.parts["slug"] in membership.groups(setting):
        return _group(request.parts["slug"])(request, record)
    return _of(FAMILIES[0])(request, record)


def _fields(request: Request, record: Record) -> Response:
    setting = _setting(request, record)
    counts = query.counts(record.store, "field", on=request.on, tree_size=request.size)
    return _shown(fields.overview(setting, dict(counts)), request, setting)


def _series(request: Request, record: Record) -> Response:
    setting = _setting(request, record)
    found = _found(meetings.VOCABULARY, request.parts["series"], setting, request)
    if not isinstance(found, Term):
        return found
    return _shown(meetings.of_series(setting, found), request, setting)


def _event(request: Request, record: Record) -> Response:
    setting = _setting(request, record)
    found = _found(meetings.VOCABULARY, request.parts["series"], setting, request)
    if not isinstance(found, Term):
        return found
    code = request.parts["event"]
    held = [one for one in setting.profile.events if one.series == found.code]
    event = next((one for one in held if one.code == code), None)
    if event is None:
        return missing.event(held, request, setting)
    said = _named("event", code, request, record)
    view = meetings.page(setting, event, _around(event, request, record), said)
    return _shown(view, request, setting)


def _activity(request: Request, record: Record) -> Response:
    setting = _setting(request, record)
    code = request.parts["code"]
    found = next((one for one in setting.profile.activities if one.code == code), None)
    if found is None:
        return missing.activity(request, setting)
    said = _named("activity", code, request, record)
    return _shown(activities.page(setting, found, said), request, setting)


def _about(request: Request, record: Record) -> Response:
    setting = _setting(request, record)
    slug = request.parts.get("slug", "")
    view = about.page(setting, f"about/{slug}" if slug else "about")
    if view is None:
        return missing.about(request, setting)
    return _shown(view, request, setting)


def _setting(request: Request, record: Record) -> Setting:
    return Setting(record.profile, site_of(request, record))


def _found(vocabulary: str, part: str, setting: Setting, request: Request) -> Term | Response:
    held = setting.profile.vocabularies.get(vocabulary)
    term = held.by_address(part) if held else None
    return term if term is not None else missing.term(vocabulary, part, request, setting)


def _named(facet: str, code: str, request: Request, record: Record) -> About:
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
    shown = still_shown(cards, request, record)
    question = Question(lang=request.lang, until=request.on, page_size=MOST_NAMING)
    answer = Answer(question=question, total=total, cards=shown, counts={})
    return About(facet=facet, code=code, answer=answer)


def _said(family: Family, code: str, request: Request, record: Record) -> About:
    cards, total = query.about(
        record.store,
        family.facet,
        code,
        lang=request.lang,
        limit=LATEST,
        on=request.on,
        tree_size=request.size,
    )
    question = Question(
        lang=request.lang, chosen={family.facet: (code,)}, until=request.on, page_size=1
    )
    years = query.years(record.store, family.facet, code, on=request.on, tree_size=request.size)
    # The search answers for the record as it stands only, so an earlier size has no shares.
    is_now = bool(total) and request.size is None
    counts = ask(record.store, question).counts if is_now else {}
    shown = still_shown(cards, request, record)
    answer = Answer(question=question, total=total, cards=shown, counts=counts, years=years)
    return About(facet=family.facet, code=code, answer=answer, shares=family.shares)


def _around(event: Event, request: Request, record: Record) -> About:
    until = event.last_day.last_day + AROUND
    question = Question(
        lang=request.lang,
        since=event.first_day.first_day - AROUND,
        until=min(until, request.on) if request.on else until,
        sort="oldest",
        page_size=LATEST,
    )
    return About(facet="event", code=event.code, answer=ask(record.store, question))


def _shown(made: RegistryView, request: Request, setting: Setting) -> Response:
    view = placed(made, setting.href(made.path))
    if request.twin == "json":
        return as_json(twin(view, setting))
    return show("registry/page.html", view, registry_frame(view, setting))


def _route(pattern: str, answer: Callable[[Request, Record], Response]) -> Route:
    return Route(pattern=pattern, answer=answer, twins=frozenset({"json"}))


ROUTES: tuple[Route, ...] = (
    *(_route(f"/{{lang}}/{path}", _overview(build)) for path, build in OVERVIEWS.items()),
    *(_route(f"/{{lang}}/countries/{part}", _group(part)) for part in membership.GROUPS),
    _route("/{lang}/fields-of-work", _fields),
    _route("/{lang}/countries/{slug}", _country),
    *(
        _route(f"/{{lang}}/{FOLDERS[family.vocabulary]}/{{slug}}", _of(family))
        for family in FAMILIES[1:]
    ),
    _route("/{lang}/meetings/{series}", _series),
    _route("/{lang}/meetings/{series}/{event}", _event),
    _route("/{lang}/activities/{code}", _activity),
    _route("/{lang}/about", _about),
    _route("/{lang}/about/{slug:rest}", _about),
)
