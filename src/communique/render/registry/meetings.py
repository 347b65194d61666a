"""Meetings: the series, the meetings of one, and a page for each meeting."""

from __future__ import annotations

from communique.core.dates import Days
from communique.core.record import Event
from communique.core.vocab import Term
from communique.render.registry import events, labels, releases
from communique.render.registry.days import day_cell
from communique.render.registry.menu import title_of
from communique.render.registry.parts import (
    Cell,
    Column,
    Fact,
    RegistryView,
    Section,
    Table,
    trimmed,
)
from communique.render.registry.setting import Setting
from communique.render.registry.telling import fact, names_over_time, place, told

PATH, VOCABULARY = "meetings", "meeting-series"


def overview(setting: Setting) -> RegistryView:
    """Return the page of all series, each with its last and its next meeting."""
    coming = [one for one in setting.profile.events if one.last_day.last_day >= setting.on]
    sections: list[Section] = [_series_table(setting)]
    if coming:
        sections.insert(
            0,
            events.table(
                coming,
                setting,
                code="coming",
                title=setting.say("Under way and to come"),
                caption=setting.say("Meetings that end on this day or later"),
            ),
        )
    return RegistryView(
        title=_title(setting),
        path=PATH,
        lead=setting.count(
            "%(number)s meeting on record.",
            "%(number)s meetings on record.",
            len(setting.profile.events),
        ),
        sections=tuple(sections),
    )


def of_series(setting: Setting, term: Term) -> RegistryView:
    """Return the page of one series."""
    held = _of(term, setting)
    told_of = told(
        setting,
        note=term.note,
        doubt=term.doubt,
        confidence=term.confidence,
        sources=term.sources,
    )
    table = events.table(
        held,
        setting,
        code="events",
        title=setting.say("Meetings of this series"),
        caption=setting.count("%(number)s meeting", "%(number)s meetings", len(held)),
    )
    names = names_over_time(term, setting)
    return RegistryView(
        title=term.name(setting.lang, setting.on),
        path=f"{PATH}/{term.address_part}",
        code=f"{VOCABULARY}.{term.code}",
        crumbs=_crumbs(setting),
        facts=_last_and_next(held, setting),
        notes=told_of.notes,
        doubts=told_of.doubts,
        sections=(table, names) if names is not None else (table,),
        sources=told_of.sources,
    )


def page(
    setting: Setting,
    event: Event,
    around: releases.About | None,
    said: releases.About | None = None,
) -> RegistryView:
    """Return the page of one meeting, with what was released around its days.

    said: the releases that name it, which come first; none, no section.
    """
    told_of = told(
        setting,
        note=event.note,
        doubt=event.doubt,
        confidence=event.confidence,
        sources=event.sources,
    )
    series = setting.term(VOCABULARY, event.series)
    above = (setting.link(VOCABULARY, event.series),) if series is not None else ()
    return RegistryView(
        title=event.name(setting.lang),
        path=events.path(event, setting),
        code=f"event.{event.code}",
        crumbs=(*_crumbs(setting), *above),
        facts=_facts(event, setting),
        notes=told_of.notes,
        doubts=told_of.doubts,
        sections=(
            *((releases.naming(said, setting),) if said and said.answer.total else ()),
            *((_around(around, setting),) if around is not None else ()),
        ),
        neighbours=_beside(event, setting),
        sources=told_of.sources,
    )


def _series_table(setting: Setting) -> Table:
    return trimmed(
        Table(
            code="series",
            title=setting.say("Series"),
            caption=setting.say("Series of meetings, with their last and next on record"),
            columns=(
                Column(code="series", text=setting.say("Series")),
                Column(code="meetings", text=setting.say("On record"), is_number=True),
                Column(code="last", text=setting.say("Last")),
                Column(code="next", text=setting.say("Next")),
            ),
            rows=tuple(
                (
                    setting.link(VOCABULARY, term.code),
                    Cell(text=str(len(held)), value=len(held)),
                    _cell(_last(held, setting), setting),
                    _cell(_next(held, setting), setting),
                )
                for term in setting.terms(VOCABULARY)
                for held in (_of(term, setting),)
            ),
            empty=setting.say("None on this day."),
        )
    )


def _facts(event: Event, setting: Setting) -> tuple[Fact, ...]:
    chair = next(
        (
            one
            for one in setting.profile.chairpersonships
            if Days(one.since, one.until).cover(event.first_day.first_day)
        ),
        None,
    )
    where = setting.term("place", event.place)
    hosts = [setting.link("country", code) for code in where.countries] if where else []
    return (
        *fact("days", setting.say("Days"), events.days(event, setting)),
        *fact("place", setting.say("Place"), place(event.place, setting)),
        *fact("countries", setting.say("Country"), *hosts),
        *fact("status", setting.say("Status"), Cell(text=events.status(event, setting))),
        *fact(
            "number",
            setting.say("Number in the series"),
            Cell(text=str(event.number), value=event.number) if event.number else None,
        ),
        *fact(
            "chair",
            setting.say("In the chair"),
            setting.link("country", chair.country, note=labels.chair_name(chair, setting))
            if chair
            else None,
        ),
    )


def _around(around: releases.About, setting: Setting) -> Section:
    made = releases.section(around, setting)
    return releases.renamed(
        made,
        title=setting.say("Released around these days"),
        summary=setting.count(
            "%(number)s release of the days from a week before to a week after.",
            "%(number)s releases of the days from a week before to a week after.",
            around.answer.total,
        ),
    )


def _last_and_next(held: list[Event], setting: Setting) -> tuple[Fact, ...]:
    return tuple(
        one
        for code, label, event in (
            ("last", setting.say("Last"), _last(held, setting)),
            ("next", setting.say("Next"), _next(held, setting)),
        )
        for one in fact(code, label, _cell(event, setting))
    )


def _beside(event: Event, setting: Setting) -> tuple[Cell, ...]:
    series = events.ordered(one for one in setting.profile.events if one.series == event.series)
    at = series.index(event) if event in series else 0
    return tuple(events.cell(one, setting) for one in series[max(at - 1, 0) : at + 2])


def _of(term: Term, setting: Setting) -> list[Event]:
    return events.ordered(one for one in setting.profile.events if one.series == term.code)


def _last(held: list[Event], setting: Setting) -> Event | None:
    return next((one for one in held if one.last_day.first_day < setting.on), None)


def _next(held: list[Event], setting: Setting) -> Event | None:
    coming = [one for one in held if one.last_day.last_day >= setting.on]
    return coming[-1] if coming else None


def _cell(event: Event | None, setting: Setting) -> Cell:
    if event is None:
        return Cell(text="")
    made = events.cell(event, setting)
    return Cell(
        text=made.text,
        href=made.href,
        value=event.code,
        note=day_cell(event.first_day, setting).text,
    )


def _crumbs(setting: Setting) -> tuple[Cell, ...]:
    return (Cell(text=_title(setting), href=setting.href(PATH)),)


def _title(setting: Setting) -> str:
    return title_of(PATH, setting, setting.say("Meetings and conferences"))
