"""Derived labels, never typed: who chairs on the day, what is closed, how many take part."""

from __future__ import annotations

from dataclasses import replace

from communique.core.dates import Days
from communique.core.record import Appointment, Chairpersonship
from communique.core.vocab import Term
from communique.render.dates import in_words
from communique.render.registry.days import last_of
from communique.render.registry.parts import Cell
from communique.render.registry.setting import Setting

CHAIR = "chairpersonship"
FIELD_OPERATION, INSTITUTION, PAGE = "field-operation", "institution", "page"
PARTICIPATING = "participating-state"


def has_operations(setting: Setting) -> bool:
    """Tell whether the organisation has, or had, field operations at all."""
    return any(term.group == FIELD_OPERATION for term in setting.terms("structure"))


def state(term: Term, setting: Setting) -> Cell:
    """Return a State as a link; the one in the chair on the day bears the chair's name and year."""
    cell = setting.link("country", term.code)
    chair = setting.profile.chair_on(setting.on)
    if chair is None or chair.country != term.code:
        return cell
    name = chair_name(chair, setting)
    if cell.lang != setting.link("structure", CHAIR).lang:
        return replace(cell, note=name)
    return replace(cell, text=f"{cell.text} – {name}")


def chair_name(chair: Chairpersonship, setting: Setting) -> str:
    """Return what a chairpersonship is called: the chair's name on the day, and the year."""
    if setting.term("structure", CHAIR) is None:
        abbreviation = setting.site.abbreviation
        return setting.say("%(body)s chair %(year)s", body=abbreviation, year=chair.year)
    return f"{setting.name('structure', CHAIR)} {chair.year}"


def body(term: Term, setting: Setting) -> Cell:
    """Return a structure as a link; one that has ended by the day says so."""
    return setting.link("structure", term.code, note=ended(term.days, setting))


def ended(days: Days, setting: Setting) -> str:
    """Return “closed on …” or “closed in …” for days that are over, else nothing."""
    if days.until is None or not days.ended_by(setting.on):
        return ""
    words = in_words(last_of(days.until), setting.lang)
    if days.until.precision == "day":
        return setting.say("closed on %(day)s", day=words)
    return setting.say("closed in %(month)s", month=words)


def status(days: Days, setting: Setting) -> str:
    """Return whether a body is open or closed on the day; “possibly” where nobody can say."""
    if days.begin_after(setting.on):
        return setting.say("not yet set up")
    if days.ended_by(setting.on):
        return setting.say("closed")
    ends_somewhere = days.until is not None and days.until.precision != "day"
    if ends_somewhere and days.until is not None and days.until.first_day <= setting.on:
        return setting.say("possibly closed")
    return setting.say("open")


def holders(office: str, setting: Setting) -> tuple[Cell, ...]:
    """Return who holds an office on the day; each of several is there possibly."""
    held = setting.profile.holders(office, setting.on)
    if len(held) == 1 and is_sure(held[0], setting):
        return (setting.link("person", held[0].person),)
    return tuple(
        setting.link("person", one.person, note="" if is_sure(one, setting) else doubt)
        for one in held
        for doubt in (setting.say("possibly"),)
    )


def is_sure(one: Appointment, setting: Setting) -> bool:
    """Tell whether an appointment covers the day beyond doubt."""
    begun = one.since is not None and one.since.last_day <= setting.on
    if one.until is None:
        return begun
    return begun and setting.on < one.until.first_day
