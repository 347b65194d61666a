"""Field operations, open and closed: tables, and the timeline of all of them."""

from __future__ import annotations

from collections.abc import Iterable

from communique.core.vocab import Term
from communique.render.registry import labels, operations_map, timeline
from communique.render.registry.days import day_cell, last_cell, period_words
from communique.render.registry.menu import title_of
from communique.render.registry.parts import (
    Cell,
    Column,
    Figure,
    Map,
    RegistryView,
    Table,
    together,
    trimmed,
)
from communique.render.registry.setting import Setting

PATH, CLOSED = "field-operations", "field-operations/closed"


def open_now(setting: Setting) -> RegistryView:
    """Return the page of field operations: those open on the day, and the timeline of all."""
    every = _begun(setting)
    still = at_work_now(setting)
    over = len(every) - len(still)
    lead = setting.count(
        "%(number)s field operation is open.",
        "%(number)s field operations are open.",
        len(still),
    )
    if over:
        lead += " " + setting.count("%(number)s has closed.", "%(number)s have closed.", over)
    return RegistryView(
        title=title_of(PATH, setting, setting.say("Field operations")),
        path=PATH,
        lead=lead,
        sections=(
            *_shown(map_of(every, setting, twin="all")),
            at_work(
                still,
                setting,
                code="open",
                title=setting.say("Open"),
                caption=setting.say("Open on this day, the longest at work first"),
                is_latest_first=False,
            ),
            _figure(every, setting),
            at_work(
                every,
                setting,
                code="all",
                title=setting.say("The timeline as a table"),
                caption=setting.say("All field operations, the earliest first"),
                is_latest_first=False,
            ),
        ),
        neighbours=_neighbours(setting),
    )


def closed(setting: Setting) -> RegistryView:
    """Return the page of the operations that have closed by the day, the last to close first."""
    over = [one for one in _begun(setting) if not one.days.cover(setting.on)]
    over.sort(key=lambda one: str(one.until or ""), reverse=True)
    return RegistryView(
        title=title_of(CLOSED, setting, setting.say("Closed field operations")),
        path=CLOSED,
        crumbs=(Cell(text=_title(setting), href=setting.href(PATH)),),
        lead=setting.count(
            "%(number)s field operation has closed.",
            "%(number)s field operations have closed.",
            len(over),
        ),
        sections=(
            *_shown(map_of(over, setting, twin="closed")),
            at_work(
                over,
                setting,
                code="closed",
                title=setting.say("Closed"),
                caption=setting.say("The last to close first"),
                is_latest_first=None,
            ),
        ),
        neighbours=_neighbours(setting),
    )


def at_work_now(setting: Setting) -> list[Term]:
    """Return the operations open on the day, the longest at work first."""
    return [one for one in _begun(setting) if one.days.cover(setting.on)]


def map_of(shown: list[Term], setting: Setting, *, title: str = "", twin: str) -> Map | None:
    """Return the map of some operations, or None; `twin` is the table that says the same."""
    title = title or setting.say("Map of field operations")
    return operations_map.section(shown, setting, title=title, twin=twin)


def at_work(
    bodies: Iterable[Term],
    setting: Setting,
    *,
    code: str,
    title: str,
    caption: str,
    is_latest_first: bool | None = True,
) -> Table:
    """Return bodies with their days and hosts.

    is_latest_first: the order by their first day; None keeps the order given.
    """
    begun = [one for one in bodies if not one.days.begin_after(setting.on)]
    if is_latest_first is not None:
        begun.sort(key=lambda one: str(one.since or ""), reverse=is_latest_first)
    return trimmed(
        Table(
            code=code,
            title=title,
            caption=caption,
            columns=(
                Column(code="structure", text=setting.say("Body")),
                Column(code="countries", text=setting.say("Host")),
                Column(code="since", text=setting.say("From")),
                Column(code="until", text=setting.say("To")),
                Column(code="status", text=setting.say("Status")),
            ),
            rows=tuple(_row(one, setting) for one in begun),
            empty=setting.say("None on this day."),
        )
    )


def _row(body: Term, setting: Setting) -> tuple[Cell, ...]:
    return (
        setting.link("structure", body.code),
        together([setting.link("country", code) for code in body.countries], ", "),
        day_cell(body.since, setting),
        last_cell(body.until, setting),
        Cell(text=labels.status(body.days, setting)),
    )


def _shown(made: Map | None) -> tuple[Map, ...]:
    return (made,) if made is not None else ()


def _figure(every: list[Term], setting: Setting) -> Figure:
    lanes = [
        timeline.Lane(
            name=named.text,
            days=one.days,
            tip=period_words(one.days, setting),
            lang=named.lang,
        )
        for one in every
        for named in (setting.named(one, "menu"),)
    ]
    title = setting.say("Field operations over time")
    caption = setting.say(
        "Coloured: open. Grey: closed. A pale end means that only the month or the year is known. "
        "The table below says the same in words."
    )
    return Figure(
        code="timeline",
        title=title,
        caption=caption,
        drawing=timeline.drawn(
            lanes, setting.on, title=title, description=_described(every, setting)
        ),
    )


def _described(every: list[Term], setting: Setting) -> str:
    return setting.count(
        "A timeline with one bar: %(names)s.",
        "A timeline with one bar for each of %(number)s field operations, from %(names)s on.",
        len(every),
        names=every[0].name(setting.lang, setting.on, "menu") if every else "",
    )


def _begun(setting: Setting) -> list[Term]:
    every = [
        one
        for one in setting.terms("structure")
        if one.group == labels.FIELD_OPERATION and not one.days.begin_after(setting.on)
    ]
    return sorted(every, key=lambda one: str(one.since or ""))


def _title(setting: Setting) -> str:
    return title_of(PATH, setting, setting.say("Field operations"))


def _neighbours(setting: Setting) -> tuple[Cell, ...]:
    return (
        Cell(text=_title(setting), href=setting.href(PATH)),
        Cell(
            text=title_of(CLOSED, setting, setting.say("Closed field operations")),
            href=setting.href(CLOSED),
        ),
    )
