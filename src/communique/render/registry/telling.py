"""What the page of any term tells: its names, its days, who came before, what is in doubt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from communique.core.activity import Activity
from communique.core.event import Event
from communique.core.vocab import Term
from communique.render.registry import labels
from communique.render.registry.days import day_cell, last_cell
from communique.render.registry.parts import Cell, Column, Fact, Table
from communique.render.registry.setting import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of a record beside its days: a note, a doubt, sources."""

    notes: tuple[Cell, ...]
    doubts: tuple[Cell, ...]
    sources: tuple[Cell, ...]


def told(
    subject: Term | Event | Activity, setting: Setting, *, open_ends: Iterable[str] = ()
) -> Told:
    """Return a record's notes, doubts and sources as cells, in the language they are written in.

    open_ends: sentences on what its days leave open.
    """
    notes = [Cell(text=sentence(subject.note), lang=_other(setting))] if subject.note else []
    notes += [Cell(text=one) for one in open_ends]
    # An activity is put on the record when it is known for certain.
    if isinstance(subject, Activity):
        doubt, confidence = "", ""
    else:
        doubt, confidence = subject.doubt, subject.confidence
    if confidence and confidence not in ("high", "certain"):
        notes.append(Cell(text=_confidence(confidence, setting)))
    return Told(
        notes=tuple(notes),
        doubts=(Cell(text=sentence(doubt), lang=_other(setting)),) if doubt else (),
        sources=tuple(source(one) for one in subject.sources),
    )


def sentence(text: str) -> str:
    """Return a note with a capital letter and a full stop.

    >>> sentence("the day is not known")
    'The day is not known.'
    """
    shown = text[:1].upper() + text[1:]
    return shown if shown.endswith((".", "!", "?")) else f"{shown}."


def source(text: str) -> Cell:
    """Return where something was read: a link where it is an address."""
    if text.startswith(("https://", "http://")):
        return Cell(text=text.partition("://")[2].removesuffix("/"), href=text, value=text)
    return Cell(text=text)


def names_over_time(term: Term, setting: Setting) -> Table | None:
    """Return the official names in the reader's language, by their days; None for one name only.

    Names of the first official language stand in where the reader's has none.
    """
    for lang in (setting.lang, setting.told_in):
        named = [one for one in term.names if one.kind == "official" and one.lang == lang]
        if named:
            break
    else:
        return None
    if len(named) < 2:
        return None
    named.sort(key=lambda one: str(one.since or ""), reverse=True)
    other = lang if lang != setting.lang else ""
    return Table(
        code="names",
        title=setting.say("Names over time"),
        caption=setting.say("The names it has borne, the latest first"),
        columns=(
            Column(code="name", text=setting.say("Name")),
            Column(code="since", text=setting.say("From")),
            Column(code="until", text=setting.say("To")),
        ),
        rows=tuple(
            (
                Cell(text=one.text, lang=other),
                day_cell(one.since or term.since, setting),
                last_cell(one.until, setting),
            )
            for one in named
            if not one.days.begin_after(setting.on)
        ),
    )


def lineage(term: Term, setting: Setting) -> tuple[Fact, ...]:
    """Return what came before a term and what came after it, as far as the day knows."""
    before = [one for one in setting.terms(term.vocabulary) if term.code in one.successors]
    after = [setting.term(term.vocabulary, code) for code in term.successors]
    known = [one for one in after if one is not None and not one.days.begin_after(setting.on)]
    facts = []
    if before:
        cells = tuple(linked(one, setting) for one in before)
        facts.append(Fact(code="predecessors", label=setting.say("Came after"), cells=cells))
    if known and not term.days.begin_after(setting.on) and term.days.ended_by(setting.on):
        cells = tuple(linked(one, setting) for one in known)
        facts.append(Fact(code="successors", label=setting.say("Followed by"), cells=cells))
    return tuple(facts)


def linked(term: Term, setting: Setting) -> Cell:
    """Return any term as a link with its derived label."""
    if term.vocabulary == "structure":
        return labels.body(term, setting)
    return setting.link(term.vocabulary, term.code)


def fact(code: str, label: str, *cells: Cell | None) -> tuple[Fact, ...]:
    """Return a fact as one of none or one: none where nothing is known."""
    known = tuple(cell for cell in cells if cell is not None and cell.text)
    return (Fact(code=code, label=label, cells=known),) if known else ()


def place(code: str, setting: Setting) -> Cell | None:
    """Return a place as a cell that leads to what was said there."""
    if not code:
        return None
    return replace(setting.link("place", code), href=setting.search(place=code))


def _other(setting: Setting) -> str:
    return setting.told_in if setting.told_in != setting.lang else ""


def _confidence(confidence: str, setting: Setting) -> str:
    if confidence == "medium":
        return setting.say("These facts are of medium confidence.")
    if confidence == "low":
        return setting.say("These facts are of low confidence.")
    return setting.say("Confidence: %(confidence)s.", confidence=confidence)
