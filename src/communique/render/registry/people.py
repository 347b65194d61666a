"""People: the list, and a page for each with offices held, quotations and releases."""

from __future__ import annotations

from dataclasses import replace

from communique.core.vocab import Term
from communique.render.collation import Key, sort_key
from communique.render.registry import chairs, offices, quotations, releases
from communique.render.registry.days import period_words
from communique.render.registry.menu import title_of
from communique.render.registry.parts import Cell, Column, RegistryView, Table, together
from communique.render.registry.setting import Setting
from communique.render.registry.telling import fact, names_over_time, told

PATH = "people"


def overview(setting: Setting) -> RegistryView:
    """Return the page of all people on record, by name."""
    known = sorted(setting.terms("person"), key=lambda one: _filed(one, setting))
    return RegistryView(
        title=_title(setting),
        path=PATH,
        lead=setting.say("People who hold or held an office, or whom the record names."),
        sections=(
            Table(
                code="people",
                title=setting.say("All people"),
                caption=setting.count("%(number)s person", "%(number)s people", len(known)),
                columns=(
                    Column(code="person", text=setting.say("Name")),
                    Column(code="countries", text=setting.say("Country")),
                    Column(code="offices", text=setting.say("Offices")),
                ),
                rows=tuple(_row(one, setting) for one in known),
                empty=setting.say("The record names nobody yet."),
            ),
        ),
        neighbours=offices.neighbours(setting),
    )


def page(setting: Setting, term: Term, about: releases.About | None) -> RegistryView:
    """Return the page of one person."""
    told_of = told(term, setting)
    held = [one for one in setting.profile.appointments if one.person == term.code]
    held_by_them = chairs.appointments(
        held,
        setting,
        code="offices",
        title=setting.say("Offices held"),
        by_person=setting.say("The latest first; the last day is included"),
    )
    said = (releases.section(about, setting),) if about is not None else ()
    quoting = about.quoting if about is not None else ()
    in_their_words = quotations.section(term.code, quoting, setting)
    names = names_over_time(term, setting)
    named = setting.named(term)
    lead, lead_lang = _lead(term, setting)
    return RegistryView(
        title=named.text,
        lang=named.lang,
        path=f"{PATH}/{term.address_part}",
        code=f"person.{term.code}",
        crumbs=(Cell(text=_title(setting), href=setting.href(PATH)),),
        lead=lead,
        lead_lang=lead_lang,
        facts=fact(
            "countries",
            setting.say("Country"),
            *(setting.link("country", code) for code in term.countries),
        ),
        notes=told_of.notes,
        doubts=told_of.doubts,
        sections=(
            *((held_by_them,) if held_by_them.rows else ()),
            *((in_their_words,) if in_their_words is not None else ()),
            *said,
            *((names,) if names is not None else ()),
        ),
        sources=told_of.sources,
    )


def _lead(person: Term, setting: Setting) -> tuple[str, str]:
    """Return who the person is on the day, and the language of it where it is another."""
    now = [
        chairs.office(one, setting)
        for one in setting.profile.appointments
        if one.person == person.code and one.since is not None and one.days.cover(setting.on)
    ]
    if not now:
        return "", ""
    named = ", ".join(one.text for one in now)
    lang = now[0].lang if len({one.lang for one in now}) == 1 else ""
    return (named, lang) if lang else (setting.say("%(office)s on this day.", office=named), "")


def _row(person: Term, setting: Setting) -> tuple[Cell, ...]:
    return (
        setting.link("person", person.code),
        together([setting.link("country", code) for code in person.countries], ", "),
        together(offices_held(person, setting), "; "),
    )


def offices_held(person: Term, setting: Setting) -> list[Cell]:
    """Return the offices a person has held by the day, each with its days."""
    return [
        together([named, Cell(text=when)] if when else [named], ", ")
        for one in setting.profile.appointments
        if one.person == person.code and not one.days.begin_after(setting.on)
        for named in (replace(chairs.office(one, setting), href="", value=""),)
        for when in (period_words(one.days, setting),)
    ]


def _filed(person: Term, setting: Setting) -> tuple[Key, Key]:
    # By the last word, as lists of names are; particles make a few of them stand elsewhere.
    name = setting.named(person).text
    return (sort_key(name.rpartition(" ")[2], setting.lang), sort_key(name, setting.lang))


def _title(setting: Setting) -> str:
    return title_of(PATH, setting, setting.say("People"))
