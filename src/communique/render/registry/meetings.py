"""Meetings: the series, the meetings of one, and the calendar of all."""

from __future__ import annotations

from dataclasses import replace

from communique.core.dates import PartialDate
from communique.core.record import Event
from communique.core.vocab import Term
from communique.render.dates import in_words
from communique.render.registry import events
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
from communique.render.registry.telling import fact, names_over_time, place, sentence, told

PATH, CALENDAR, VOCABULARY = "meetings", "meetings/calendar", "meeting-series"


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
        title=title(setting),
        path=PATH,
        lead=setting.count(
            "%(number)s meeting on record.",
            "%(number)s meetings on record.",
            len(setting.profile.events),
        ),
        ways=(subscription(PATH, setting),),
        sections=tuple(sections),
        neighbours=_neighbours(setting),
    )


def by_day(setting: Setting) -> RegistryView:
    """Return the calendar: what is to come month by month, then all that was, by year."""
    every = list(reversed(events.ordered(setting.profile.events)))
    coming = [one for one in every if one.last_day.last_day >= setting.on]
    past = [one for one in reversed(every) if one not in coming]
    months = [
        _of_month(month, [one for one in coming if one.first_day[:7] == month], setting)
        for month in dict.fromkeys(str(one.first_day)[:7] for one in coming)
    ]
    return RegistryView(
        title=setting.say("Calendar of meetings"),
        path=CALENDAR,
        crumbs=crumbs(setting),
        lead="" if coming else setting.say("No meeting to come is on record."),
        ways=(subscription(PATH, setting),),
        sections=(*months, _of_the_past(past, setting)),
        neighbours=_neighbours(setting),
    )


def subscription(path: str, setting: Setting) -> Cell:
    """Return the way to the calendar of a page's meetings, for programs."""
    return Cell(text=setting.say("Calendar file (iCalendar)"), href=setting.href(f"{path}.ics"))


def of_series(setting: Setting, term: Term) -> RegistryView:
    """Return the page of one series."""
    held = _of(term, setting)
    told_of = told(term, setting)
    table = events.table(
        held,
        setting,
        code="events",
        title=setting.say("Meetings of this series"),
        caption=setting.count("%(number)s meeting", "%(number)s meetings", len(held)),
    )
    names = names_over_time(term, setting)
    named = setting.named(term)
    return RegistryView(
        title=named.text,
        lang=named.lang,
        path=f"{PATH}/{term.address_part}",
        code=f"{VOCABULARY}.{term.code}",
        crumbs=crumbs(setting),
        ways=(subscription(f"{PATH}/{term.address_part}", setting),),
        facts=_last_and_next(held, setting),
        notes=told_of.notes,
        doubts=told_of.doubts,
        sections=(table, names) if names is not None else (table,),
        sources=told_of.sources,
    )


def _of_month(month: str, held: list[Event], setting: Setting) -> Table:
    return events.table(
        held,
        setting,
        code=f"month-{month}",
        title=sentence(in_words(PartialDate(month), setting.lang)).removesuffix("."),
        caption=setting.count("%(number)s meeting", "%(number)s meetings", len(held)),
        is_latest_first=False,
    )


def _of_the_past(held: list[Event], setting: Setting) -> Table:
    return trimmed(
        Table(
            code="past",
            title=setting.say("Until now"),
            caption=setting.count("%(number)s meeting", "%(number)s meetings", len(held)),
            columns=(
                Column(code="year", text=setting.say("Year"), is_number=True),
                Column(code="event", text=setting.say("Meeting")),
                Column(code="days", text=setting.say("Days")),
                Column(code="place", text=setting.say("Place")),
                Column(code="status", text=setting.say("Status")),
            ),
            rows=tuple(
                (
                    Cell(text=one.first_day[:4], value=one.first_day.first_day.year),
                    events.cell(one, setting),
                    events.days(one, setting),
                    place(one.place, setting) or Cell(text=""),
                    Cell(text=events.status(one, setting)),
                )
                for one in held
            ),
            empty=setting.say("The record holds no meeting here yet."),
        )
    )


def _neighbours(setting: Setting) -> tuple[Cell, ...]:
    return (
        Cell(text=title(setting), href=setting.href(PATH)),
        Cell(text=setting.say("Calendar of meetings"), href=setting.href(CALENDAR)),
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


def _last_and_next(held: list[Event], setting: Setting) -> tuple[Fact, ...]:
    return tuple(
        one
        for code, label, event in (
            ("last", setting.say("Last"), _last(held, setting)),
            ("next", setting.say("Next"), _next(held, setting)),
        )
        for one in fact(code, label, _cell(event, setting))
    )


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
    return replace(events.cell(event, setting), note=day_cell(event.first_day, setting).text)


def crumbs(setting: Setting) -> tuple[Cell, ...]:
    """Return the pages above a meeting's."""
    return (Cell(text=title(setting), href=setting.href(PATH)),)


def title(setting: Setting) -> str:
    """Return what the page of all meetings is called."""
    return title_of(PATH, setting, setting.say("Meetings and conferences"))
