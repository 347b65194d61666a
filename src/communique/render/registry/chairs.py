"""Chairpersonships and offices over time: which State, which person, from which day to which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.core.dates import Days
from communique.core.record import Appointment, Chairpersonship
from communique.render.registry import labels
from communique.render.registry.days import day_cell, doubts_of, last_cell
from communique.render.registry.parts import Cell, Column, Table, together, trimmed
from communique.render.registry.setting import Setting
from communique.render.registry.telling import sentence


def chairpersonships(held: Iterable[Chairpersonship], setting: Setting, *, code: str) -> Table:
    """Return chairpersonships begun by the day, the latest first, with who presided."""
    begun = [one for one in held if not one.days.begin_after(setting.on)]
    begun.sort(key=lambda one: one.year, reverse=True)
    return trimmed(
        Table(
            code=code,
            title=setting.say("In the chair"),
            caption=setting.say("Years in the chair, the latest first"),
            columns=(
                Column(code="year", text=setting.say("Year"), is_number=True),
                Column(code="state", text=setting.say("State")),
                Column(code="since", text=setting.say("From")),
                Column(code="until", text=setting.say("To")),
                Column(code="chairpersons", text=setting.say("Chaired by")),
            ),
            rows=tuple(
                (
                    Cell(text=str(one.year), value=one.year),
                    setting.link(
                        "country", one.country, note=sentence(one.note) if one.note else ""
                    ),
                    day_cell(one.since, setting),
                    last_cell(one.until, setting),
                    chairpersons(one, setting),
                )
                for one in begun
            ),
        )
    )


def chairpersons(chair: Chairpersonship, setting: Setting) -> Cell:
    """Return who presided in a chairpersonship, in order, as far as the day knows."""
    heads = set(offices_of(labels.CHAIR, setting))
    presided = [
        setting.link("person", one.person)
        for one in setting.profile.appointments
        if one.office in heads
        and (not one.countries or chair.country in one.countries)
        and not one.days.begin_after(setting.on)
        and may_overlap(one.days, chair.days)
    ]
    return together(presided, ", ")


def offices_of(structure: str, setting: Setting) -> tuple[str, ...]:
    """Return the codes of the offices that head a structure."""
    return tuple(one.code for one in setting.terms("office") if one.structure == structure)


def appointments(
    held: Iterable[Appointment], setting: Setting, *, code: str, title: str, by_person: str = ""
) -> Table:
    """Return appointments begun by the day, the latest first.

    by_person: the caption where each row names the office and its holder is the page's subject;
    else each row names the person.
    """
    begun = [one for one in held if not one.days.begin_after(setting.on)]
    begun.sort(key=lambda one: str(one.since or ""), reverse=True)
    first = (
        Column(code="office", text=setting.say("Office"))
        if by_person
        else Column(code="person", text=setting.say("Name"))
    )
    return trimmed(
        Table(
            code=code,
            title=title,
            caption=by_person or setting.say("Who held the office, the latest first"),
            columns=(
                first,
                Column(code="since", text=setting.say("From")),
                Column(code="until", text=setting.say("To")),
                Column(code="remarks", text=setting.say("Remarks")),
            ),
            rows=tuple(_appointment(one, setting, first.code) for one in begun),
        )
    )


def _appointment(one: Appointment, setting: Setting, first: str) -> tuple[Cell, ...]:
    subject = office(one, setting) if first == "office" else setting.link("person", one.person)
    return (
        subject,
        day_cell(one.since, setting),
        _to(one, setting),
        remarks(one, setting),
    )


def _to(one: Appointment, setting: Setting) -> Cell:
    if one.since is None and one.until is None:
        return day_cell(None, setting)
    if one.days.ended_by(setting.on):
        return last_cell(one.until, setting)
    if labels.is_sure(one, setting):
        return Cell(text=setting.say("in office"))
    return Cell(text=setting.say("possibly in office"))


def office(one: Appointment, setting: Setting) -> Cell:
    """Return an office as a link to the structure it heads, by its name when it was taken."""
    term = setting.term("office", one.office)
    if term is None:
        return Cell(text=one.office, value=one.office)
    day = one.since.first_day if one.since else setting.on
    structure = setting.link("structure", term.structure) if term.structure else None
    name = setting.named(term, on=min(day, setting.on))
    return replace(name, href=structure.href if structure else "")


def remarks(one: Appointment, setting: Setting) -> Cell:
    """Return what is noted of an appointment, and what of it is in doubt."""
    said = [sentence(text) for text in (one.note, one.doubt) if text]
    if said:
        other = setting.told_in if setting.told_in != setting.lang else ""
        return Cell(text=" ".join(said), lang=other)
    return Cell(text=" ".join(doubts_of(one.days, setting)))


def may_overlap(one: Days, other: Days) -> bool:
    """Tell whether some day may be covered by both."""
    return _begins_in_time(one, other) and _begins_in_time(other, one)


def _begins_in_time(one: Days, other: Days) -> bool:
    return one.since is None or not other.ended_by(one.since.first_day)
