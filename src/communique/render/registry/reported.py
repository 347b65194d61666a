"""What a release reports, in the reader's words: a sentence for each fact, and its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from communique.core.activity import Goods
from communique.core.dates import Days
from communique.core.fact import (
    AppointmentFact,
    Composition,
    Fact,
    Handover,
    Meeting,
    Member,
    Participant,
    Visit,
    kind_of_fact,
    parties,
)
from communique.core.ref import Ref
from communique.render.registry.days import day_cell, period_words
from communique.render.registry.parts import Cell
from communique.render.registry.parts import Fact as Known
from communique.render.registry.setting import Setting
from communique.render.registry.telling import fact as known

_PLACE = re.compile(r"%\((\w+)\)s")
_BODIES = ("body", "structure", "country", "person")
Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One fact in words.

    kind: what sort of fact it is, in the reader's language.  sentence: its cells stand side by
    side as they are.  details: what else is known.
    """

    kind: str
    sentence: Cells
    details: tuple[Known, ...]

    @property
    def text(self) -> str:
        """Return the sentence without its links."""
        return "".join(cell.text for cell in self.sentence)


def told(fact: Fact, setting: Setting, *, lang: str) -> Told:
    """Return a fact in the reader's words; lang: of the text, for what no registry translates."""
    voice = Voice(setting, lang)
    match fact:
        case Visit():
            return _visit(fact, voice)
        case Meeting():
            return _meeting(fact, voice)
        case Handover():
            return _handover(fact, voice)
        case Composition():
            return _composition(fact, voice)
        case AppointmentFact():
            return _appointment(fact, voice)


@dataclass(frozen=True, slots=True)
class Voice:
    """Says the parts of a fact: in the reader's language where the registry has the words."""

    setting: Setting
    lang: str

    @property
    def other(self) -> str:
        """Return the text's language where it is another than the reader's."""
        return self.lang if self.lang != self.setting.lang else ""

    def say(self, message: str) -> str:
        """Return a message with its places still open."""
        return self.setting.say(message)

    def plain(self, text: str) -> Cell:
        """Return words of the text."""
        return Cell(text=text, lang=self.other)

    def ref(self, ref: Ref | None, vocabularies: Sequence[str] = _BODIES) -> Cell:
        """Return somebody or something: by the registry's name where it has one."""
        if ref is None:
            return Cell(text="")
        for vocabulary in vocabularies if ref.code else ():
            if ref.code and self.setting.term(vocabulary, ref.code) is not None:
                return self.setting.link(vocabulary, ref.code)
        return replace(self.plain(ref.name), value=ref.code or "")

    def country(self, code: str) -> Cell:
        """Return a State."""
        return self.setting.link("country", code)


def _visit(fact: Visit, voice: Voice) -> Told:
    who, where = named_as(fact, "who", voice), named_as(fact, "where", voice)
    if fact.when is None:
        pattern = voice.say("%(who)s visited %(where)s.")
        sentence = _filled(pattern, who=who, where=where)
    else:
        pattern = voice.say("%(who)s visited %(where)s, %(when)s.")
        when = (day_cell(fact.when, voice.setting),)
        sentence = _filled(pattern, who=who, where=where, when=when)
    return Told(kind=_kind(fact, voice), sentence=sentence, details=())


def _meeting(fact: Meeting, voice: Voice) -> Told:
    met = joined(participant(one, voice) for one in fact.participants)
    pattern = voice.say("%(who)s met %(participants)s.")
    purpose = voice.plain(fact.purpose) if fact.purpose else None
    return Told(
        kind=_kind(fact, voice),
        sentence=_filled(pattern, who=named_as(fact, "who", voice), participants=met),
        details=known("purpose", voice.say("Purpose"), purpose),
    )


def _handover(fact: Handover, voice: Voice) -> Told:
    things = joined((goods(one, voice),) for one in fact.items)
    if fact.recipient:
        pattern = voice.say("%(recipient)s received %(things)s.")
        recipient = named_as(fact, "recipient", voice)
        sentence = _filled(pattern, recipient=recipient, things=things)
    else:
        sentence = _filled(voice.say("Handed over: %(things)s."), things=things)
    sides = (
        ("donor", voice.say("Given by"), named_as(fact, "donor", voice)),
        ("funders", voice.say("Paid for by"), each_named(fact, "funder", voice)),
        ("handed_over_by", voice.say("Handed over by"), named_as(fact, "handed-over-by", voice)),
    )
    details = tuple(one for code, label, cells in sides for one in known(code, label, *cells))
    return Told(kind=_kind(fact, voice), sentence=sentence, details=details)


def _composition(fact: Composition, voice: Voice) -> Told:
    members = joined(member(one, voice) for one in fact.members)
    pattern = voice.say("%(body)s is made up of %(members)s.")
    day = day_cell(fact.established, voice.setting) if fact.established else None
    return Told(
        kind=_kind(fact, voice),
        sentence=_filled(pattern, body=named_as(fact, "body", voice), members=members),
        details=known("established", voice.say("Set up"), day),
    )


def _appointment(fact: AppointmentFact, voice: Voice) -> Told:
    who, office = named_as(fact, "person", voice), named_as(fact, "office", voice)
    days = period_words(Days(fact.since, fact.until), voice.setting)
    said = (*office, Cell(text=f", {days}")) if days else office
    sentence = (*who, Cell(text=": "), *said, Cell(text="."))
    return Told(kind=_kind(fact, voice), sentence=sentence, details=())


def _kind(fact: Fact, voice: Voice) -> str:
    names = {
        "visit": voice.say("Visit"),
        "meeting": voice.say("Meeting"),
        "handover": voice.say("Handover"),
        "composition": voice.say("Composition"),
        "appointment": voice.say("Appointment"),
    }
    return names[kind_of_fact(fact)]


def named_as(fact: Fact, role: str, voice: Voice) -> Cells:
    """Return who or what is named in a role, joined."""
    return joined((one,) for one in each_named(fact, role, voice))


def each_named(fact: Fact, role: str, voice: Voice) -> Cells:
    """Return whoever is named in a role, a cell each."""
    named = [one for one in parties(fact) if one.role == role]
    return tuple(voice.ref(one.ref, one.vocabularies) for one in named)


def participant(one: Participant, voice: Voice) -> Cells:
    """Return who was met: what they are, and of which State or body."""
    behind = [voice.country(one.country)] if one.country else []
    behind += [voice.ref(one.body)] if one.body else []
    if one.person:
        behind = [voice.plain(one.role), *behind] if one.role else behind
        return _with(voice.ref(one.person, ("person",)), behind)
    if one.role:
        return _with(voice.plain(one.role), behind)
    return joined((cell,) for cell in behind)


def member(one: Member, voice: Voice) -> Cells:
    """Return people in a body, and the body that sends them."""
    body = [voice.ref(one.body)] if one.body else []
    return _with(voice.plain(one.role), body) if one.role else tuple(body)


def _with(first: Cell, behind: Sequence[Cell]) -> Cells:
    """Return words with others in brackets behind them."""
    if not behind:
        return (first,)
    return (first, Cell(text=" ("), *joined((cell,) for cell in behind), Cell(text=")"))


def goods(one: Goods, voice: Voice) -> Cell:
    """Return things handed over, with their number where the text gives it."""
    return voice.plain(f"{one.quantity} {one.what}" if one.quantity is not None else one.what)


def joined(several: Iterable[Cells]) -> Cells:
    """Return several groups of cells side by side, with commas between them."""
    made: list[Cell] = []
    for cells in several:
        made += [Cell(text=", ")] if made else []
        made += cells
    return tuple(made)


def _filled(pattern: str, **cells: Cells) -> Cells:
    """Return a sentence as cells: its places filled, whatever order the language gives them."""
    parts = _PLACE.split(pattern)
    made: list[Cell] = []
    for number, part in enumerate(parts):
        made += cells[part] if number % 2 else [Cell(text=part)] if part else []
    return tuple(made)
