"""The home page: what was said last, who is in the chair, what meets, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.core.edition import Card
from communique.core.event import CONFIRMED, HELD
from communique.core.record import Event
from communique.render.dates import in_words, number, span_in_words
from communique.render.listing import Line, line_of
from communique.render.registry import events, labels, operations
from communique.render.registry.parts import Cell, Fact, Map
from communique.render.registry.setting import Setting

MEETINGS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store knows that the home page shows.

    counts: releases by field of work.  entries: lines of the log.
    """

    cards: tuple[Card, ...]
    total: int
    entries: int
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """Everything home.html shows."""

    title: str
    folio: tuple[Cell, ...]
    lines: tuple[Line, ...]
    all_releases: str
    feed: str
    chair: tuple[Fact, ...]
    meetings: tuple[Cell, ...]
    numbers: tuple[Fact, ...]
    fields_title: str
    fields: tuple[Cell, ...]
    operations: tuple[Cell, ...]
    map: Map | None = None


def home_view(known: Known, setting: Setting) -> HomeView:
    """Return the view of the home page."""
    return HomeView(
        title=setting.site.name,
        folio=tuple(_folio(known, setting)),
        lines=tuple(line_of(card, setting) for card in known.cards),
        all_releases=setting.href("search"),
        feed=f"/{setting.lang}/releases.atom",
        chair=tuple(_chair(setting)),
        meetings=tuple(_meetings(setting)),
        numbers=tuple(_numbers(known, setting)),
        fields_title=setting.fields,
        fields=tuple(_fields(known, setting)),
        operations=tuple(
            setting.link("structure", one.code) for one in operations.at_work_now(setting)
        ),
        map=operations.map_of(
            operations.at_work_now(setting),
            setting,
            title=setting.say("Where the organisation is in the field"),
            twin="operations",
        ),
    )


def _folio(known: Known, setting: Setting) -> Iterator[Cell]:
    """Yield what a gazette prints below its name: the day, its number, who presides."""
    yield Cell(text=in_words(setting.on, setting.lang), value=setting.on.isoformat(), is_day=True)
    said = setting.count(
        "%(counted)s entry in the log",
        "%(counted)s entries in the log",
        known.entries,
        counted=number(known.entries, setting.lang),
    )
    yield Cell(text=said, value=known.entries)
    chair = setting.profile.chair_on(setting.on)
    if chair is not None:
        country = setting.link("country", chair.country)
        # A name in another language stands alone, for half a sentence cannot be marked.
        said = setting.say("%(country)s in the chair", country=country.text)
        yield country if country.lang else replace(country, text=said)


def _chair(setting: Setting) -> Iterator[Fact]:
    chair = setting.profile.chair_on(setting.on)
    if chair is not None:
        cell = setting.link("country", chair.country)
        label = labels.chair_name(chair, setting)
        lang = setting.link("structure", labels.CHAIR).lang
        yield Fact(code="chair", label=label, cells=(cell,), lang=lang)
    for term in setting.terms("office"):
        if term.structure in ("chairpersonship", "secretariat") and term.days.cover(setting.on):
            held = labels.holders(term.code, setting)
            if held:
                office = setting.link("office", term.code)
                yield Fact(code=term.code, label=office.text, cells=held, lang=office.lang)


def _meetings(setting: Setting) -> Iterator[Cell]:
    """Yield what meets next, and behind it what met last."""
    held = sorted(setting.profile.events, key=lambda one: str(one.first_day))
    ahead = [one for one in held if one.last_day.last_day >= setting.on]
    past = [one for one in held if one.last_day.last_day < setting.on]
    for event in [*ahead[:MEETINGS], *reversed(past[len(ahead[:MEETINGS]) - MEETINGS :])]:
        yield _meeting(event, setting)


def _meeting(event: Event, setting: Setting) -> Cell:
    return replace(
        events.cell(event, setting),
        note=" · ".join(
            part
            for part in (
                span_in_words(event.first_day, event.last_day, setting.lang),
                "" if event.status in (CONFIRMED, HELD) else events.status(event, setting),
            )
            if part
        ),
    )


def _numbers(known: Known, setting: Setting) -> Iterator[Fact]:
    lang = setting.lang
    states = [
        term for term in setting.terms("country") if labels.PARTICIPATING in term.groups(setting.on)
    ]
    counted = (
        ("releases", setting.say("Releases"), known.total, setting.href("search")),
        ("entries", setting.say("Entries in the log"), known.entries, "/log/checkpoint"),
        ("states", setting.say("States"), len(states), setting.href("countries")),
    )
    for code, label, count, href in counted:
        if count:
            cell = Cell(text=number(count, lang), value=count, href=href)
            yield Fact(code=code, label=label, cells=(cell,))


def _fields(known: Known, setting: Setting) -> Iterator[Cell]:
    counted = dict(known.counts)
    for term in setting.by_name(setting.terms("field-of-work")):
        if term.days.cover(setting.on):
            count = number(counted.get(term.code, 0), setting.lang)
            yield setting.link("field-of-work", term.code, note=count)
