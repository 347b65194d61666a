"""The page of one meeting: when, where, whose; its agenda, documents, who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.core.dates import Days
from communique.core.fact import Participant
from communique.core.record import Event
from communique.core.text import slug
from communique.render.messages import language_name
from communique.render.registry import events, labels, releases
from communique.render.registry.days import day_cell
from communique.render.registry.meetings import VOCABULARY, crumbs, subscription
from communique.render.registry.parties import party
from communique.render.registry.parts import (
    Cell,
    Column,
    Fact,
    Listing,
    RegistryView,
    Section,
    Table,
    trimmed,
)
from communique.render.registry.setting import Setting
from communique.render.registry.telling import fact, place, told


def page(
    setting: Setting,
    event: Event,
    around: releases.About | None,
    said: releases.About | None = None,
) -> RegistryView:
    """Return the page of one meeting, with what was released around its days.

    said: the releases that name it, which come first; none, no section.
    """
    told_of = told(event, setting)
    series = setting.term(VOCABULARY, event.series)
    above = (setting.link(VOCABULARY, event.series),) if series is not None else ()
    named = events.cell(event, setting)
    return RegistryView(
        title=named.text,
        lang=named.lang,
        path=events.path(event, setting),
        code=f"event.{event.code}",
        crumbs=(*crumbs(setting), *above),
        facts=_facts(event, setting),
        notes=told_of.notes,
        doubts=told_of.doubts,
        ways=(subscription(events.path(event, setting), setting),),
        sections=(
            *_sections(event, setting),
            *((releases.naming(said, setting),) if said and said.answer.total else ()),
            *((_around(around, setting),) if around is not None else ()),
        ),
        neighbours=_beside(event, setting),
        sources=told_of.sources,
    )


def _sections(event: Event, setting: Setting) -> Iterator[Section]:
    if event.agenda:
        yield _agenda(event, setting)
    if event.documents:
        yield _documents(event, setting)
    if event.participants:
        yield _participants(event.participants, setting)


def _agenda(event: Event, setting: Setting) -> Table:
    return trimmed(
        Table(
            code="agenda",
            title=setting.say("Agenda"),
            caption=setting.say("Times as clocks at the place show them"),
            columns=(
                Column(code="point", text=setting.say("Point")),
                Column(code="number", text=setting.say("No.")),
                Column(code="day", text=setting.say("Day")),
                Column(code="time", text=setting.say("Time")),
            ),
            rows=tuple(
                (
                    Cell(text=one.text, lang=one.lang if one.lang != setting.lang else ""),
                    Cell(text=one.number),
                    day_cell(one.day, setting) if one.day else Cell(text=""),
                    Cell(text=one.time),
                )
                for one in event.agenda
            ),
        )
    )


def _documents(event: Event, setting: Setting) -> Listing:
    return Listing(
        code="documents",
        title=setting.say("Documents"),
        cells=tuple(
            Cell(
                text=one.title,
                href=one.address
                or setting.href(f"releases/{one.symbol}/{slug(one.title)}".rstrip("/")),
                value=one.symbol or one.address,
                lang=one.lang if one.lang != setting.lang else "",
                note=language_name(one.lang, setting.lang) if one.lang != setting.lang else "",
            )
            for one in event.documents
        ),
    )


def _participants(held: Iterable[Participant], setting: Setting) -> Table:
    """Return who takes part, those of one State or body together, in the order of its name."""
    rows = sorted(
        ((_sender(one, setting), one) for one in held), key=lambda row: setting.sort_key(row[0])
    )
    return trimmed(
        Table(
            code="participants",
            title=setting.say("Participants"),
            caption=setting.say("By State or body"),
            columns=(
                Column(code="of", text=setting.say("State or body")),
                Column(code="person", text=setting.say("Name")),
                Column(code="role", text=setting.say("Role")),
            ),
            rows=tuple(
                (
                    sender,
                    party(one.person, setting) if one.person else Cell(text=""),
                    Cell(text=one.role),
                )
                for sender, one in rows
            ),
        )
    )


def _sender(one: Participant, setting: Setting) -> Cell:
    if one.country:
        return setting.link("country", one.country, note=one.body.name if one.body else "")
    return party(one.body, setting) if one.body else Cell(text="–")


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
        *fact("hosts", setting.say("Host"), *(party(one, setting) for one in event.hosts)),
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


def _beside(event: Event, setting: Setting) -> tuple[Cell, ...]:
    series = events.ordered(one for one in setting.profile.events if one.series == event.series)
    at = series.index(event) if event in series else 0
    return tuple(events.cell(one, setting) for one in series[max(at - 1, 0) : at + 2])
