"""Settings for registry pages: the OSCE's profile as shipped, and tangled profiles of no sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from communique.cli.profile_files import read_profile
from communique.config import shipped
from communique.core.edition import Answer, Card, Question
from communique.core.profile import VOCABULARIES, Profile
from communique.core.record import Appointment, Chairpersonship, Event, Organisation, RegistryRecord
from communique.core.vocab import Term
from communique.render.registry import (
    about,
    activities,
    countries,
    country,
    fields,
    meeting,
    meetings,
    membership,
    offices,
    operations,
    people,
    structure,
    structures,
)
from communique.render.registry.parts import RegistryView
from communique.render.registry.releases import About
from communique.render.registry.setting import Setting
from communique.render.registry.symbols import path_of_about
from communique.render.site import site_view
from tests.strategies import LANGS, registry_records, terms

TODAY = date(2026, 11, 24)
CODES = ("a", "b", "c", "chairpersonship")


@cache
def osce() -> Profile:
    """Return the OSCE's profile."""
    return read_profile(shipped("profiles") / "osce")


def setting(on: date = TODAY, lang: str = "en", profile: Profile | None = None) -> Setting:
    """Return the setting of a page, of the OSCE's profile where no other is given."""
    held = profile or osce()
    site = site_view(held, lang, url="https://record.example", on=on, today=TODAY)
    return Setting(held, site)


def said(facet: str, code: str) -> About:
    """Return two releases about a subject, one without a date."""
    dated = Card(
        symbol="101",
        kind="press-release",
        lang="fr",
        title="Les phares sont rallumés",
        date="1999-05",
        langs=("fr",),
        sources=("secretariat", "no-such-body"),
        fields_of_work=("migration",),
        countries=("RS",),
        places=(),
        sample=True,
    )
    cards = (dated, replace(dated, symbol="102", date=""))
    answer = Answer(
        question=Question(lang="en"),
        total=2,
        cards=cards,
        counts={"source": (("secretariat", 2), ("no-such-body", 1)), "country": (("RS", 1),)},
        years=((1999, 1), (2002, 3)),
    )
    return About(facet=facet, code=code, answer=answer, shares=("source", "country", "field"))


@st.composite
def tangled(draw: DrawFn) -> Profile:
    """Return a profile whose records need not fit: parents that lack or circle, days backwards."""
    drawn = [draw(_record(one)) for one in draw(st.lists(st.booleans(), max_size=12))]
    langs = draw(st.lists(st.sampled_from(LANGS), max_size=2, unique=True))
    whose = Organisation(code="o", names=draw(terms()).names, languages=tuple(langs))
    records: dict[object, RegistryRecord] = {
        (one.vocabulary, one.code) if isinstance(one, Term) else id(one): one
        for one in [whose, *drawn]
    }
    return Profile.of(records.values())


@st.composite
def _record(draw: DrawFn, is_term: object) -> RegistryRecord:
    code = st.sampled_from(CODES)
    if not is_term:
        one = draw(registry_records())
        match one:
            case Appointment():
                return replace(one, person=draw(code), office=draw(code))
            case Chairpersonship():
                return replace(one, country=draw(code))
            case Event():
                return replace(one, series=draw(code), place=draw(code))
        return one
    return replace(
        draw(terms()),
        vocabulary=draw(st.sampled_from(VOCABULARIES)),
        code=draw(code),
        parent=draw(st.just("") | code),
        structure=draw(st.just("") | code),
        place=draw(st.just("") | code),
        group=draw(st.sampled_from(("", "field-operation", "page"))),
        names=draw(st.just(()) | terms().map(lambda one: one.names)),
        countries=draw(st.lists(code, max_size=2).map(tuple)),
        successors=draw(st.lists(code, max_size=2).map(tuple)),
    )


def every_view(held: Setting) -> Iterator[RegistryView]:
    """Yield every page of a registry."""
    yield from (
        build(held)
        for build in (
            countries.overview,
            structures.overview,
            structures.organisation_chart,
            operations.open_now,
            operations.closed,
            meetings.overview,
            meetings.by_day,
            people.overview,
            offices.overview,
            about.partnerships,
            activities.overview,
        )
    )
    yield fields.overview(held, {})
    for part in (*membership.GROUPS, *membership.groups(held)):
        yield countries.of_group(held, part)
    yield from _of_terms(held)
    for event in held.profile.events:
        yield meeting.page(held, event, said("event", event.code))
    for activity in held.profile.activities:
        yield activities.page(held, activity, said("activity", activity.code))
    for path in ("about", *map(path_of_about, about.pages(held))):
        if (view := about.page(held, path)) is not None:
            yield view


def _of_terms(held: Setting) -> Iterator[RegistryView]:
    pages = {
        "country": ("country", country.page),
        "structure": ("source", structure.page),
        "field-of-work": ("field", fields.page),
        "person": ("person", people.page),
    }
    for vocabulary, (facet, page) in pages.items():
        for term in held.terms(vocabulary):
            yield page(held, term, said(facet, term.code))
            yield page(held, term, None)
    for term in held.terms("meeting-series"):
        yield meetings.of_series(held, term)
