"""Fields of work: the list, and a page for each with what was said of it and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.core.vocab import Term
from communique.render.registry import activities, events, releases
from communique.render.registry.menu import title_of
from communique.render.registry.parts import Cell, Column, RegistryView, Table
from communique.render.registry.setting import Setting
from communique.render.registry.telling import lineage, names_over_time, told

PATH, VOCABULARY = "fields-of-work", "field-of-work"


def overview(setting: Setting, counts: Mapping[str, int]) -> RegistryView:
    """Return the page of all fields of work, with how many releases each has."""
    rows = tuple(
        (
            setting.link(VOCABULARY, term.code),
            Cell(text=str(counts.get(term.code, 0)), value=counts.get(term.code, 0)),
        )
        for term in setting.by_name(setting.terms(VOCABULARY))
        if term.days.cover(setting.on)
    )
    return RegistryView(
        title=_title(setting),
        path=PATH,
        lead=setting.count(
            "%(number)s in all, and what the record says about it.",
            "%(number)s in all, and what the record says about each.",
            len(rows),
        ),
        sections=(
            Table(
                code="fields",
                title=setting.say("All of them"),
                caption=setting.say("Releases on record"),
                columns=(
                    Column(code="field", text=setting.fields),
                    Column(code="releases", text=setting.say("Releases"), is_number=True),
                ),
                rows=rows,
                empty=setting.say("None on this day."),
            ),
        ),
    )


def page(
    setting: Setting, term: Term, about: releases.About | None, met: Sequence[str] = ()
) -> RegistryView:
    """Return the page of one field of work.

    met: the codes of the meetings that releases of this field name.
    """
    told_of = told(term, setting)
    names = names_over_time(term, setting)
    said = (releases.section(about, setting),) if about is not None else ()
    named = setting.named(term)
    return RegistryView(
        title=named.text,
        lang=named.lang,
        path=f"{PATH}/{term.address_part}",
        code=f"{VOCABULARY}.{term.code}",
        crumbs=(Cell(text=_title(setting), href=setting.href(PATH)),),
        facts=lineage(term, setting),
        notes=told_of.notes,
        doubts=told_of.doubts,
        sections=(
            *said,
            *((_meetings(met, setting),) if met else ()),
            *activities.of_field(term.code, setting),
            *((names,) if names is not None else ()),
        ),
        sources=told_of.sources,
    )


def _meetings(codes: Sequence[str], setting: Setting) -> Table:
    return events.table(
        (one for one in setting.profile.events if one.code in codes),
        setting,
        code="events",
        title=setting.say("Meetings"),
        caption=setting.say("Meetings that releases of this field name"),
    )


def _title(setting: Setting) -> str:
    return title_of(PATH, setting, setting.fields)
