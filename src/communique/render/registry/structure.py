"""The page of one structure: its place, its days, its names, who headed it, what it issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.core.vocab import Term
from communique.render.registry import chairs, labels, offices, releases, structures
from communique.render.registry.days import day_cell, doubts_of, last_cell, period_words
from communique.render.registry.parts import (
    Cell,
    Column,
    Fact,
    RegistryView,
    Section,
    Table,
    Tree,
    together,
    trimmed,
)
from communique.render.registry.setting import Setting
from communique.render.registry.telling import fact, lineage, names_over_time, place, told


def page(setting: Setting, term: Term, about: releases.About | None) -> RegistryView:
    """Return the page of one structure."""
    told_of = told(term, setting, open_ends=doubts_of(term.days, setting))
    named = setting.named(term)
    return RegistryView(
        title=named.text,
        lang=named.lang,
        path=f"structures/{term.address_part}",
        code=f"structure.{term.code}",
        crumbs=(*structures.crumbs(setting), *_above(term, setting)),
        lead=_lead(term, setting),
        facts=_facts(term, setting),
        notes=told_of.notes,
        doubts=told_of.doubts,
        sections=tuple(_sections(term, setting, about)),
        sources=told_of.sources,
    )


def _lead(term: Term, setting: Setting) -> str:
    over = labels.ended(term.days, setting)
    if over:
        words = period_words(term.days, setting)
        text = setting.say("%(closed)s. In force %(days)s.", closed=over, days=words)
        return text[:1].upper() + text[1:]
    if term.days.begin_after(setting.on):
        return setting.say("On this day it had not been set up yet.")
    return ""


def _facts(term: Term, setting: Setting) -> tuple[Fact, ...]:
    abbreviation = setting.named(term, "abbreviation")
    is_short = abbreviation.text != term.name(setting.lang, setting.on)
    parent = setting.term("structure", term.parent) if term.parent else None
    hosts = [setting.link("country", code) for code in term.countries]
    return (
        *fact("status", setting.say("Status"), _status(term, setting)),
        *fact(
            "abbreviation",
            setting.say("Abbreviation"),
            replace(abbreviation, value="") if is_short else None,
        ),
        *fact("parent", setting.say("Part of"), labels.body(parent, setting) if parent else None),
        *fact(
            "since", setting.say("Set up"), day_cell(term.since, setting) if term.since else None
        ),
        *fact("until", setting.say("Last day"), last_cell(term.until, setting)),
        *fact("place", setting.say("Seat"), place(term.place, setting)),
        *fact("countries", setting.say("Host"), *hosts),
        *_heads_now(term, setting),
        *lineage(term, setting),
    )


def _status(term: Term, setting: Setting) -> Cell | None:
    # A heading of the tree, or a body whose days nobody told, is neither open nor closed.
    if term.since is None and term.until is None:
        return None
    return Cell(text=labels.status(term.days, setting))


def _heads_now(term: Term, setting: Setting) -> Iterator[Fact]:
    for code in chairs.offices_of(term.code, setting):
        office = setting.link("office", code)
        for one in fact(code.replace("-", "_"), office.text, *labels.holders(code, setting)):
            yield replace(one, lang=office.lang)


def _above(term: Term, setting: Setting) -> list[Cell]:
    above: list[Cell] = []
    seen = {term.code}
    parent = setting.term("structure", term.parent) if term.parent else None
    while parent is not None and parent.code not in seen:
        seen.add(parent.code)
        href = setting.href(f"structures/{parent.address_part}")
        above.insert(0, replace(setting.named(parent, "menu"), href=href, value=""))
        parent = setting.term("structure", parent.parent) if parent.parent else None
    return above


def _sections(term: Term, setting: Setting, about: releases.About | None) -> Iterator[Section]:
    branches = structures.below(term.code, setting)
    if any(branch.branches for branch in branches):
        yield Tree(code="below", title=setting.say("What belongs to it"), branches=branches)
    elif branches:
        yield _parts(term, setting)
    if term.code == labels.CHAIR:
        every = setting.profile.chairpersonships
        yield chairs.chairpersonships(every, setting, code="chairpersonships")
    for code in chairs.offices_of(term.code, setting):
        held = [one for one in setting.profile.appointments if one.office == code]
        if held:
            office = setting.link("office", code)
            table = chairs.appointments(held, setting, code=f"holders-{code}", title=office.text)
            yield replace(table, lang=office.lang)
            yield from offices.figure(code, setting)
    # A heading of the tree issues nothing; that it did not is nothing to tell.
    is_heading = bool(branches) and term.since is None and term.until is None
    if about is not None and (about.answer.total or not is_heading):
        yield releases.section(about, setting)
    if (names := names_over_time(term, setting)) is not None:
        yield names


def _parts(term: Term, setting: Setting) -> Table:
    """Return the bodies just below a structure, with their seats and who heads them."""
    parts = [
        one
        for one in setting.terms("structure")
        if one.parent == term.code and one.days.cover(setting.on)
    ]
    return trimmed(
        Table(
            code="below",
            title=setting.say("What belongs to it"),
            caption=setting.say("In force on this day"),
            columns=(
                Column(code="structure", text=setting.say("Body")),
                Column(code="head", text=setting.say("Head")),
                Column(code="place", text=setting.say("Seat")),
                Column(code="since", text=setting.say("Set up")),
            ),
            rows=tuple(
                (
                    setting.link("structure", one.code),
                    _head(one, setting),
                    place(one.place, setting) or Cell(text=""),
                    day_cell(one.since, setting) if one.since else Cell(text=""),
                )
                for one in parts
            ),
        )
    )


def _head(term: Term, setting: Setting) -> Cell:
    held = [
        cell
        for code in chairs.offices_of(term.code, setting)
        for cell in labels.holders(code, setting)
    ]
    return together(held, ", ")
