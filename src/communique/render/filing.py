"""What a release is filed under, by the names of its day and with today's beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from communique.core.record import Release
from communique.render.registry import activities, events, labels
from communique.render.registry.parts import Cell, Fact
from communique.render.registry.setting import Setting


def setting_of_day(release: Release, setting: Setting) -> Setting:
    """Return the setting in which names are those of the release's day."""
    day: date = release.date.last_day if release.date else setting.on
    return replace(setting, site=replace(setting.site, on=min(day, setting.on)))


def named(vocabulary: str, code: str, setting: Setting, then: Setting) -> Cell:
    """Return a term by its name of the day, and what became of it since.

    A body that closed says so; one that bears another name today says which.
    """
    term = setting.term(vocabulary, code)
    if term is None:
        return Cell(text=code, value=code)
    name, today = then.name(vocabulary, code), setting.name(vocabulary, code)
    ended = labels.ended(term.days, setting) if vocabulary == "structure" else ""
    note = f"({ended})" if ended else ""
    if not note and name != today:
        note = setting.say("(today %(name)s)", name=today)
    lang = then.link(vocabulary, code).lang
    return replace(setting.link(vocabulary, code, note=note), text=name, lang=lang)


def place_named(then: Setting, code: str | None, name: str) -> Cell:
    """Return a place's name on the day, as the release gives it where the registry has none."""
    return then.link("place", code) if code and then.term("place", code) else Cell(text=name)


def facts_of(release: Release, setting: Setting, then: Setting) -> Iterator[Fact]:
    """Yield what a release is filed under, one fact a label.

    then: the setting of its day, whose names are shown.
    """
    filed = (
        ("sources", setting.say("Source"), "structure", release.sources),
        ("fields_of_work", setting.fields, "field-of-work", release.fields_of_work),
        ("countries", setting.say("Countries"), "country", release.countries),
    )
    for code, label, vocabulary, codes in filed:
        yield from _fact(code, label, (named(vocabulary, one, setting, then) for one in codes))
    met = (_event(one, setting) for one in release.events)
    yield from _fact("events", setting.say("Meetings"), met)
    done = (_activity(one, setting) for one in release.activities)
    yield from _fact("activities", setting.say("Activities"), done)
    people = (
        replace(setting.link("person", one.code), text=one.name)
        if one.code
        else Cell(text=one.name)
        for one in release.people
    )
    yield from _fact("people", setting.say("People"), people)
    places = (
        replace(
            place_named(then, one.code, one.name),
            href=setting.search(place=one.code) if one.code else "",
            value=one.code or "",
        )
        for one in release.places
    )
    yield from _fact("places", setting.say("Place"), places)
    kind = replace(then.link("kind", release.kind), href=setting.search(kind=release.kind))
    yield from _fact("kind", setting.say("Kind"), (kind,))
    yield from _fact("symbol", setting.say("Symbol"), (Cell(text=release.symbol),))


def _event(code: str, setting: Setting) -> Cell:
    found = next((one for one in setting.profile.events if one.code == code), None)
    return events.cell(found, setting) if found else Cell(text=code, value=code)


def _activity(code: str, setting: Setting) -> Cell:
    found = next((one for one in setting.profile.activities if one.code == code), None)
    return activities.cell(found, setting) if found else Cell(text=code, value=code)


def _fact(code: str, label: str, cells: Iterable[Cell]) -> Iterator[Fact]:
    known = tuple(cells)
    if known:
        yield Fact(code=code, label=label, cells=known)
