"""What releases report of a State, a body, a person: a table for each kind of fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.core.dates import Days, PartialDate
from communique.core.edition import ReportedFact
from communique.core.fact import (
    AppointmentFact,
    Composition,
    Handover,
    Meeting,
    Party,
    Visit,
    kind_of_fact,
    parties,
)
from communique.core.text import slug
from communique.render.registry.days import day_cell, period_words
from communique.render.registry.parts import Cell, Column, RegistryView, Table, together, trimmed
from communique.render.registry.reported import (
    Cells,
    Voice,
    goods,
    joined,
    member,
    named_as,
    participant,
)
from communique.render.registry.setting import Setting


def beside(view: RegistryView, found: Sequence[ReportedFact], setting: Setting) -> RegistryView:
    """Return a registry page with what releases report of its subject, behind the releases."""
    after = [place for place, one in enumerate(view.sections, 1) if one.code == "releases"]
    place = after[0] if after else len(view.sections)
    tables = tuple(tables_of(found, setting))
    return replace(view, sections=(*view.sections[:place], *tables, *view.sections[place:]))


def tables_of(found: Sequence[ReportedFact], setting: Setting) -> Iterator[Table]:
    """Yield a table for each kind of fact that there is."""
    for kind, (title, columns) in _shapes(setting).items():
        of_kind = [one for one in found if kind_of_fact(one.record.fact) == kind]
        if of_kind:
            yield trimmed(
                Table(
                    code=f"reported-{kind}",
                    title=title,
                    caption=setting.say("As releases report it, the latest first"),
                    columns=(
                        Column(code="day", text=setting.say("Day")),
                        *(Column(code=code, text=text) for code, text in columns),
                        Column(code="release", text=setting.say("Reported in")),
                    ),
                    rows=tuple(_row(one, setting) for one in of_kind),
                )
            )


def concerns(one: ReportedFact, vocabulary: str, code: str, setting: Setting) -> bool:
    """Tell whether a fact names a term: the code alone may be one of another vocabulary."""
    return any(_means(party, setting) == (vocabulary, code) for party in parties(one.record.fact))


def source(one: ReportedFact, setting: Setting) -> Cell:
    """Return the release that reports a fact, as a link to the fact on its page."""
    release, lang = one.release, setting.lang
    if lang not in release.texts:
        lang = one.record.lang
    title = release.texts[lang].title
    path = f"releases/{release.symbol}/{slug(title)}"
    return Cell(
        text=title,
        href=f"{setting.href(path)}#{anchor(one)}",
        value=release.symbol,
        lang=lang if lang != setting.lang else "",
        note=f"({setting.say('Sample')})" if release.sample else "",
    )


def anchor(one: ReportedFact) -> str:
    """Return the part of the page's address at which a fact is told."""
    return f"fact-{one.record.number}"


def _shapes(setting: Setting) -> dict[str, tuple[str, tuple[tuple[str, str], ...]]]:
    """Return by kind the title of its table, and its columns between the day and the release."""
    who = ("who", setting.say("Who"))
    return {
        "visit": (setting.say("Visits"), (who, ("where", setting.say("Where")))),
        "meeting": (setting.say("Meetings"), (who, ("participants", setting.say("Whom they met")))),
        "handover": (
            setting.say("Handovers given and received"),
            (
                ("things", setting.say("What")),
                ("donor", setting.say("Given by")),
                ("funders", setting.say("Paid for by")),
                ("recipient", setting.say("Received by")),
            ),
        ),
        "composition": (
            setting.say("Who bodies are made up of"),
            (
                ("body", setting.say("Body")),
                ("members", setting.say("Members")),
                ("established", setting.say("Set up")),
            ),
        ),
        "appointment": (
            setting.say("Appointments reported"),
            (
                ("person", setting.say("Name")),
                ("office", setting.say("Office")),
                ("days", setting.say("Days")),
            ),
        ),
    }


def _row(one: ReportedFact, setting: Setting) -> Cells:
    """Return the cells of a fact under the columns of its kind."""
    fact, voice = one.record.fact, Voice(setting, one.record.lang)
    said_on: PartialDate | None = one.release.date
    made: tuple[Cells, ...]
    match fact:
        case Visit():
            said_on = fact.when or said_on
            made = (named_as(fact, "who", voice), named_as(fact, "where", voice))
        case Meeting():
            met = joined(participant(other, voice) for other in fact.participants)
            made = (named_as(fact, "who", voice), met)
        case Handover():
            things = joined((goods(other, voice),) for other in fact.items)
            sides = ("donor", "funder", "recipient")
            made = (things, *(named_as(fact, role, voice) for role in sides))
        case Composition():
            members = joined(member(other, voice) for other in fact.members)
            since = (day_cell(fact.established, setting),) if fact.established else ()
            made = (named_as(fact, "body", voice), members, since)
        case AppointmentFact():
            said_on = fact.since or said_on
            days = (Cell(text=period_words(Days(fact.since, fact.until), setting)),)
            made = (named_as(fact, "person", voice), named_as(fact, "office", voice), days)
    return (day_cell(said_on, setting), *map(together, made), source(one, setting))


def _means(party: Party, setting: Setting) -> tuple[str, str]:
    code = party.ref.code or ""
    for vocabulary in party.vocabularies:
        if code and setting.term(vocabulary, code) is not None:
            return (vocabulary, code)
    return ("", code)
