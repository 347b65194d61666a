"""Offices: who holds each on a day, and who held it before, the latest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.core.record import Appointment
from communique.core.vocab import Term
from communique.render.registry import chairs, labels, timeline
from communique.render.registry.days import period_words
from communique.render.registry.menu import title_of
from communique.render.registry.parts import (
    Cell,
    Column,
    Figure,
    RegistryView,
    Section,
    Table,
    together,
    trimmed,
)
from communique.render.registry.setting import Setting

PATH, PEOPLE = "people/offices", "people"
# A timeline of two bars says no more than the table below it.
LEAST_LANES = 3
BESIDE_FACTS = 760  # the width that is left beside a column of facts


def overview(setting: Setting) -> RegistryView:
    """Return the page of all offices: the holders of the day, then each office over time."""
    offices = setting.terms("office")
    return RegistryView(
        title=setting.say("Offices"),
        path=PATH,
        crumbs=(
            Cell(text=title_of(PEOPLE, setting, setting.say("People")), href=setting.href(PEOPLE)),
        ),
        lead=setting.say("Who holds each office on this day, and who held it before."),
        sections=(_of_the_day(offices, setting), *_over_time(offices, setting)),
        neighbours=neighbours(setting),
    )


def neighbours(setting: Setting) -> tuple[Cell, ...]:
    """Return the pages of people, beside one another."""
    return (
        Cell(text=title_of(PEOPLE, setting, setting.say("People")), href=setting.href(PEOPLE)),
        Cell(text=setting.say("Offices"), href=setting.href(PATH)),
    )


def figure(code: str, setting: Setting) -> tuple[Figure, ...]:
    """Return the timeline of an office's holders as one figure, or none for too few of them."""
    held = [one for one in _held(code, setting) if one.since is not None]
    if len(held) < LEAST_LANES:
        return ()
    lanes = [
        timeline.Lane(
            name=person.text,
            days=one.days,
            tip=period_words(one.days, setting),
            lang=person.lang,
        )
        for one in held
        for person in (setting.link("person", one.person),)
    ]
    office = setting.link("office", code)
    # A name in another language stands alone, for half a title cannot be marked.
    said = setting.say("%(office)s over time", office=office.text)
    title = office.text if office.lang else said
    drawing = timeline.drawn(
        lanes,
        setting.on,
        title=title,
        width=BESIDE_FACTS,
        description=setting.say("One bar for each holder. The table says the same in words."),
    )
    caption = setting.say("A pale end means that only the month or the year is known.")
    return (
        Figure(
            code=f"timeline-{code}",
            title=title,
            caption=caption,
            drawing=drawing,
            lang=office.lang,
        ),
    )


def _of_the_day(offices: Sequence[Term], setting: Setting) -> Table:
    rows = [(one, labels.holders(one.code, setting)) for one in offices]
    return trimmed(
        Table(
            code="holders",
            title=setting.say("In office"),
            caption=setting.say("Holders on this day"),
            columns=(
                Column(code="office", text=setting.say("Office")),
                Column(code="holder", text=setting.say("Holder")),
                Column(code="structure", text=setting.say("Body")),
            ),
            rows=tuple(
                (
                    replace(
                        setting.link("office", one.code), href=f"#holders-{one.code}", value=""
                    ),
                    together(held, ", "),
                    setting.link("structure", one.structure) if one.structure else Cell(text=""),
                )
                for one, held in rows
                if held
            ),
            empty=setting.say("None on this day."),
        )
    )


def _over_time(offices: Sequence[Term], setting: Setting) -> Iterator[Section]:
    for one in offices:
        if held := _held(one.code, setting):
            name = setting.link("office", one.code)
            table = chairs.appointments(held, setting, code=f"holders-{one.code}", title=name.text)
            yield replace(table, lang=name.lang)


def _held(code: str, setting: Setting) -> list[Appointment]:
    return [
        one
        for one in setting.profile.appointments
        if one.office == code and not one.days.begin_after(setting.on)
    ]
