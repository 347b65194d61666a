"""Meetings in tables and links: what they are called, when, where, and how they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.core.record import Event
from communique.render.dates import in_words
from communique.render.registry.parts import Cell, Column, Table, trimmed
from communique.render.registry.setting import Setting
from communique.render.registry.telling import place


def path(event: Event, setting: Setting) -> str:
    """Return the path of a meeting's page below the language."""
    series = setting.term("meeting-series", event.series)
    return f"meetings/{series.address_part if series else event.series}/{event.code}"


def cell(event: Event, setting: Setting) -> Cell:
    """Return a meeting as a link."""
    href = setting.href(path(event, setting))
    return replace(setting.worded(event.worded(setting.lang), event.code), href=href)


def days(event: Event, setting: Setting) -> Cell:
    """Return its first and last day, as one where they are one."""
    first = in_words(event.first_day, setting.lang)
    last = in_words(event.last_day, setting.lang)
    if event.first_day == event.last_day:
        return Cell(text=first, value=str(event.first_day), is_day=True)
    if event.first_day.precision == "day" and event.first_day[:7] == event.last_day[:7]:
        # Every official language writes the day first, so the month need not stand twice.
        first = first.split()[0]
        return Cell(text=f"{first}–{last}", value=f"{event.first_day}/{event.last_day}")
    return Cell(text=f"{first} – {last}", value=f"{event.first_day}/{event.last_day}")


def status(event: Event, setting: Setting) -> str:
    """Return how it stands on the day: a meeting whose days lie ahead has not been held yet."""
    if event.status == "held" and event.first_day.first_day > setting.on:
        return setting.say("to come")
    known = {
        "announced": setting.say("announced"),
        "confirmed": setting.say("confirmed"),
        "postponed": setting.say("postponed"),
        "cancelled": setting.say("cancelled"),
        "held": setting.say("held"),
    }
    return known.get(event.status, event.status)


def ordered(events: Iterable[Event]) -> list[Event]:
    """Return meetings by their first day, the latest first."""
    return sorted(events, key=lambda one: (str(one.first_day), one.code), reverse=True)


def table(
    events: Iterable[Event],
    setting: Setting,
    *,
    code: str,
    title: str,
    caption: str,
    is_latest_first: bool = True,
) -> Table:
    """Return meetings as a table, the latest first where nothing else is said."""
    rows = ordered(events)
    return trimmed(
        Table(
            code=code,
            title=title,
            caption=caption,
            columns=(
                Column(code="event", text=setting.say("Meeting")),
                Column(
                    code="number",
                    text=setting.say(
                        "No.",
                    ),
                    is_number=True,
                ),
                Column(code="days", text=setting.say("Days")),
                Column(code="place", text=setting.say("Place")),
                Column(code="status", text=setting.say("Status")),
            ),
            rows=tuple(
                (
                    cell(one, setting),
                    Cell(text=str(one.number), value=one.number) if one.number else Cell(text=""),
                    days(one, setting),
                    place(one.place, setting) or Cell(text=""),
                    Cell(text=status(one, setting)),
                )
                for one in (rows if is_latest_first else reversed(rows))
            ),
            empty=setting.say("The record holds no meeting here yet."),
        )
    )
