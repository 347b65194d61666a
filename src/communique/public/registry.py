"""The registry's pages: which address stands for what, and what is asked of the store for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.core.edition import Answer, Question
from communique.core.record import Release
from communique.core.vocab import Term
from communique.public import meetings, reported
from communique.public import registry_missing as missing
from communique.public.answer import Response
from communique.public.reading import Record
from communique.public.registry_shown import found, named, route, shown
from communique.public.request import Request
from communique.public.route import Route
from communique.public.showing import setting_of, still_shown
from communique.render.registry import (
    about,
    activities,
    bodies,
    countries,
    country,
    fields,
    membership,
    menu,
    offices,
    operations,
    people,
    quotations,
    structure,
    structures,
)
from communique.render.registry.parts import RegistryView
from communique.render.registry.releases import About
from communique.render.registry.reported_tables import beside
from communique.render.registry.setting import FOLDERS, Setting
from communique.store import query
from communique.store.search.ask import shares

LATEST = 6
Overview = Callable[[Setting], RegistryView]
TermPage = Callable[[Setting, Term, About | None], RegistryView]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The pages of one vocabulary's terms.

    facet: what releases are filed under, empty for none.  shares: the facets that a page counts
    them by.
    """

    vocabulary: str
    facet: str
    page: TermPage
    shares: tuple[str, ...] = ()


_BY_FIELD = Family(
    vocabulary="field-of-work",
    facet="field",
    page=fields.page,
    shares=("source", "country", "field"),
)
FAMILIES = (
    Family(
        vocabulary="country",
        facet="country",
        page=country.page,
        shares=("field", "source", "country"),
    ),
    Family(
        vocabulary="structure", facet="source", page=structure.page, shares=("field", "country")
    ),
    Family(vocabulary="person", facet="person", page=people.page, shares=("field", "country")),
    Family(vocabulary="body", facet="", page=bodies.page),
)
OVERVIEWS: dict[str, Overview] = {
    "countries": countries.overview,
    "structures": structures.overview,
    "structures/organizational-structure": structures.organisation_chart,
    "field-operations": operations.open_now,
    "field-operations/closed": operations.closed,
    "people": people.overview,
    "bodies": bodies.overview,
    "people/offices": offices.overview,
    "menu": menu.overview,
    "partnerships": about.partnerships,
}


def _overview(build: Overview) -> Callable[[Request, Record], Response]:
    def answer(request: Request, record: Record) -> Response:
        setting = setting_of(request, record)
        return shown(build(setting), request, setting)

    return answer


def _group(part: str) -> Callable[[Request, Record], Response]:
    def answer(request: Request, record: Record) -> Response:
        setting = setting_of(request, record)
        return shown(countries.of_group(setting, part), request, setting)

    return answer


def _of(family: Family) -> Callable[[Request, Record], Response]:
    def answer(request: Request, record: Record) -> Response:
        setting = setting_of(request, record)
        term = found(family.vocabulary, request.parts["slug"], setting, request)
        if not isinstance(term, Term):
            return term
        about_it = _said(family, term.code, request, record) if family.facet else None
        view = family.page(setting, term, about_it)
        facts = reported.about(term, request, record, setting)
        return shown(beside(view, facts, setting), request, setting)

    return answer


def _country(request: Request, record: Record) -> Response:
    """Return a country's page, or that of a group that the profile itself named."""
    setting = setting_of(request, record)
    if request.parts["slug"] in membership.groups(setting):
        return _group(request.parts["slug"])(request, record)
    return _of(FAMILIES[0])(request, record)


def _fields(request: Request, record: Record) -> Response:
    setting = setting_of(request, record)
    counts = query.counts(record.store, "field", on=request.on, tree_size=request.size)
    return shown(fields.overview(setting, dict(counts)), request, setting)


def _activities(request: Request, record: Record) -> Response:
    setting = setting_of(request, record)
    view = activities.overview(setting, reported.handovers(request, record))
    return shown(view, request, setting)


def _field(request: Request, record: Record) -> Response:
    """Return a field's page; the meetings on it are those that its releases name."""
    setting = setting_of(request, record)
    family = _BY_FIELD
    term = found(family.vocabulary, request.parts["slug"], setting, request)
    if not isinstance(term, Term):
        return term
    named_too = query.filed_beside(
        record.store, family.facet, term.code, "event", on=request.on, tree_size=request.size
    )
    about_it = _said(family, term.code, request, record)
    view = fields.page(setting, term, about_it, [code for code, _ in named_too])
    facts = reported.about(term, request, record, setting)
    return shown(beside(view, facts, setting), request, setting)


def _activity(request: Request, record: Record) -> Response:
    setting = setting_of(request, record)
    code = request.parts["code"]
    activity = next((one for one in setting.profile.activities if one.code == code), None)
    if activity is None:
        return missing.activity(request, setting)
    said = named("activity", code, request, record)
    return shown(activities.page(setting, activity, said), request, setting)


def _about(request: Request, record: Record) -> Response:
    setting = setting_of(request, record)
    slug = request.parts.get("slug", "")
    view = about.page(setting, f"about/{slug}" if slug else "about")
    if view is None:
        return missing.about(request, setting)
    return shown(view, request, setting)


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
    of, until = family.shares, request.on
    counts = shares(record.store, family.facet, code, of, until=until) if is_now else {}
    seen = still_shown(cards, request, record)
    answer = Answer(question=question, total=total, cards=seen, counts=counts, years=years)
    said = _quoting(code, request, record) if family.vocabulary == "person" else ()
    return About(facet=family.facet, code=code, answer=answer, shares=family.shares, quoting=said)


def _quoting(person: str, request: Request, record: Record) -> tuple[Release, ...]:
    return query.quoting(
        record.store, person, limit=quotations.MOST, on=request.on, tree_size=request.size
    )


ROUTES: tuple[Route, ...] = (
    *(route(f"/{{lang}}/{path}", _overview(build)) for path, build in OVERVIEWS.items()),
    *(route(f"/{{lang}}/countries/{part}", _group(part)) for part in membership.GROUPS),
    route("/{lang}/fields-of-work", _fields),
    route("/{lang}/fields-of-work/{slug}", _field),
    route("/{lang}/countries/{slug}", _country),
    *(
        route(f"/{{lang}}/{FOLDERS[family.vocabulary]}/{{slug}}", _of(family))
        for family in FAMILIES[1:]
    ),
    *meetings.ROUTES,
    route("/{lang}/activities", _activities),
    route("/{lang}/activities/{code}", _activity),
    route("/{lang}/about", _about),
    route("/{lang}/about/{slug:rest}", _about),
)
