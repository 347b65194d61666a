"""The page of one country: its days, its years in the chair, what happened there, what was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique.core.record import Event
from communique.core.vocab import Term
from communique.render.registry import activities, chairs, events, labels, membership, releases
from communique.render.registry.countries import group_cell, years_in_the_chair
from communique.render.registry.days import doubts_of, period_words
from communique.render.registry.membership import groups
from communique.render.registry.operations import at_work
from communique.render.registry.parts import (
    Cell,
    Column,
    Fact,
    RegistryView,
    Section,
    Table,
    together,
)
from communique.render.registry.people import offices_held
from communique.render.registry.setting import Setting
from communique.render.registry.telling import (
    fact,
    lineage,
    linked,
    names_over_time,
    place,
    told,
)


def page(setting: Setting, term: Term, about: releases.About | None) -> RegistryView:
    """Return the page of one country."""
    told_of = told(term, setting, open_ends=doubts_of(term.days, setting))
    named = labels.state(term, setting)
    return RegistryView(
        title=named.text,
        lang=named.lang,
        path=f"countries/{term.address_part}",
        code=f"country.{term.code.lower()}",
        crumbs=(Cell(text=setting.say("Countries"), href=setting.href("countries")),),
        lead=membership.words(term, setting),
        facts=_facts(term, setting),
        notes=told_of.notes,
        doubts=told_of.doubts,
        sections=tuple(_sections(term, setting, about)),
        sources=told_of.sources,
    )


def _facts(term: Term, setting: Setting) -> tuple[Fact, ...]:
    parts = {group: part for part, group in groups(setting).items()}
    begun = [one for one in term.memberships if not one.days.begin_after(setting.on)]
    return (
        *fact("formal_name", setting.say("Formal name"), _formal_name(term, setting)),
        *fact(
            "memberships",
            setting.say("Belongs to"),
            *(
                group_cell(parts[one.group], one, setting, days=period_words(one.days, setting))
                for one in begun
            ),
        ),
        *fact("capital", setting.say("Capital"), place(term.place, setting)),
        *fact("years_in_the_chair", setting.say("In the chair"), years_in_the_chair(term, setting)),
        *fact("code", setting.say("Code"), Cell(text=term.code)),
        *lineage(term, setting),
    )


def _formal_name(term: Term, setting: Setting) -> Cell | None:
    formal = setting.named(term, "formal")
    return None if formal.text == setting.named(term).text else replace(formal, value="")


def _sections(term: Term, setting: Setting, about: releases.About | None) -> Iterator[Section]:
    if about is not None:
        yield releases.section(about, setting)
    operations = [one for one in setting.terms("structure") if term.code in one.countries]
    if operations:
        yield at_work(
            operations,
            setting,
            code="field-operations",
            title=setting.say("Field operations, then and now"),
            caption=setting.say("Bodies of the organisation at work here, the latest first"),
        )
    yield from activities.of_country(term.code, setting)
    held = [one for one in setting.profile.events if _held_in(one, term, setting)]
    if held:
        yield events.table(
            held,
            setting,
            code="events",
            title=setting.say("Meetings held here"),
            caption=setting.say("Meetings of the record in this country, the latest first"),
        )
    people = [
        one
        for one in setting.terms("person")
        if term.code in one.countries and offices_held(one, setting)
    ]
    if people:
        yield _people(people, setting)
    in_the_chair = [one for one in setting.profile.chairpersonships if one.country == term.code]
    table = chairs.chairpersonships(in_the_chair, setting, code="in-the-chair")
    if table.rows:
        yield table
    if (names := names_over_time(term, setting)) is not None:
        yield names


def _people(people: Iterable[Term], setting: Setting) -> Table:
    return Table(
        code="people",
        title=setting.say("People"),
        caption=setting.say("People of this country who held an office"),
        columns=(
            Column(code="person", text=setting.say("Name")),
            Column(code="offices", text=setting.say("Offices")),
        ),
        rows=tuple(
            (linked(one, setting), together(offices_held(one, setting), "; ")) for one in people
        ),
    )


def _held_in(event: Event, term: Term, setting: Setting) -> bool:
    where = setting.term("place", event.place)
    return where is not None and term.code in where.countries
