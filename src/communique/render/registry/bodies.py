"""External bodies, no structures of the organisation: the list, and a page for each."""

from __future__ import annotations

from dataclasses import replace

from communique.core.vocab import Term
from communique.render.registry import labels, releases
from communique.render.registry.days import day_cell, doubts_of, last_cell
from communique.render.registry.menu import title_of
from communique.render.registry.parts import Cell, Column, RegistryView, Table, together, trimmed
from communique.render.registry.setting import Setting
from communique.render.registry.telling import fact, lineage, names_over_time, place, told

VOCABULARY, PATH = "body", "bodies"


def overview(setting: Setting) -> RegistryView:
    """Return the page of all external bodies known on the day, by name."""
    known = setting.by_name(
        one for one in setting.terms(VOCABULARY) if not one.days.begin_after(setting.on)
    )
    table = Table(
        code="bodies",
        title=setting.say("All external bodies"),
        caption=setting.count("%(number)s body", "%(number)s bodies", len(known)),
        columns=(
            Column(code="body", text=setting.say("Body")),
            Column(code="countries", text=setting.say("Countries")),
            Column(code="since", text=setting.say("Set up")),
            Column(code="until", text=setting.say("Last day")),
        ),
        rows=tuple(_row(one, setting) for one in known),
        empty=setting.say("The record names no external body yet."),
    )
    return RegistryView(
        title=_title(setting),
        path=PATH,
        lead=setting.say("Bodies that releases name and that are no part of the organisation."),
        sections=(trimmed(table),),
    )


def page(setting: Setting, term: Term, about: releases.About | None) -> RegistryView:
    """Return the page of one external body; nothing is filed under one, so `about` is None."""
    told_of = told(term, setting, open_ends=doubts_of(term.days, setting))
    abbreviation = setting.named(term, "abbreviation")
    is_short = abbreviation.text != term.name(setting.lang, setting.on)
    names = names_over_time(term, setting)
    said = (releases.section(about, setting),) if about is not None else ()
    named = setting.named(term)
    return RegistryView(
        title=named.text,
        lang=named.lang,
        path=f"{PATH}/{term.address_part}",
        code=f"{VOCABULARY}.{term.code}",
        crumbs=(Cell(text=_title(setting), href=setting.href(PATH)),),
        facts=(
            *fact("status", setting.say("Status"), _status(term, setting)),
            *fact(
                "abbreviation",
                setting.say("Abbreviation"),
                replace(abbreviation, value="") if is_short else None,
            ),
            *fact(
                "countries",
                setting.say("Countries"),
                *(setting.link("country", code) for code in term.countries),
            ),
            *fact(
                "since",
                setting.say("Set up"),
                day_cell(term.since, setting) if term.since else None,
            ),
            *fact("until", setting.say("Last day"), last_cell(term.until, setting)),
            *fact("place", setting.say("Seat"), place(term.place, setting)),
            *lineage(term, setting),
        ),
        notes=told_of.notes,
        doubts=told_of.doubts,
        sections=(*said, *((names,) if names is not None else ())),
        sources=told_of.sources,
    )


def _row(term: Term, setting: Setting) -> tuple[Cell, ...]:
    return (
        setting.link(VOCABULARY, term.code, note=labels.ended(term.days, setting)),
        together([setting.link("country", code) for code in term.countries], ", "),
        day_cell(term.since, setting) if term.since else Cell(text=""),
        last_cell(term.until, setting),
    )


def _status(term: Term, setting: Setting) -> Cell | None:
    return Cell(text=labels.status(term.days, setting)) if term.since or term.until else None


def _title(setting: Setting) -> str:
    return title_of(PATH, setting, setting.say("External bodies"))
