"""What a fact must be to go on the record, and whether its words still stand in the text."""

from __future__ import annotations

from collections.abc import Iterator

from communique.core.activity import Goods
from communique.core.dates import Days
from communique.core.fact import (
    AppointmentFact,
    Composition,
    Fact,
    FactRecord,
    Handover,
    Meeting,
    Participant,
    Passage,
    Visit,
    parties,
)
from communique.core.profile import Profile
from communique.core.record import Finding, Release
from communique.core.rules import ERROR
from communique.core.text import Text
from communique.core.vocab import Term


def passage_today(record: FactRecord[Fact], release: Release) -> Passage | None:
    """Return where the words behind a fact stand in a release's text, None where they do not.

    Where they were, or else where they stand now, if that is one place only: a correction may
    have moved them. A fact whose words are gone is shown nowhere.
    """
    text, found = release.texts.get(record.lang), record.evidence
    if text is None or not found.words:
        return None
    if _at(text, found) == found.words:
        return found
    places = [
        Passage(paragraph=number, start=start, end=start + len(found.words), words=found.words)
        for number, paragraph in enumerate((text.title, *text.body))
        for start in _occurrences(found.words, paragraph)
    ]
    return places[0] if len(places) == 1 else None


def check_fact(record: FactRecord[Fact]) -> tuple[Finding, ...]:
    """Return what is wrong with a fact by itself; every finding is an error."""
    found = [_finding("fact.incomplete", message) for message in _missing(record.fact)]
    found += [_finding("fact.amount", message) for message in _amounts(record.fact)]
    found += [_finding("fact.days", message) for message in _days(record.fact)]
    if record.number < 1:
        found.append(_finding("fact.number", "facts are numbered from 1"))
    if not 0 <= record.confidence <= 1 or not record.rule:
        found.append(_finding("fact.rule", "it does not say what made it, and how surely (0 to 1)"))
    return tuple(found)


def check_evidence(record: FactRecord[Fact], release: Release) -> tuple[Finding, ...]:
    """Return what is wrong with the words behind a fact; every finding is an error.

    release: as it stands when the fact is entered: its words must be where the fact says.
    """
    text = release.texts.get(record.lang)
    if text is None:
        message = f"{release.symbol} has no text in {record.lang!r}"
    elif not record.evidence.words or _at(text, record.evidence) != record.evidence.words:
        where = f"paragraph {record.evidence.paragraph}" if record.evidence.paragraph else "title"
        message = f"its words do not stand in the {where} of {release.symbol}"
    else:
        return ()
    return (_finding("fact.evidence", message, "Confirm the fact again from the text of today."),)


def check_parties(record: FactRecord[Fact], profile: Profile) -> Iterator[Finding]:
    """Yield a finding for every code that a fact uses and the registry does not have."""
    for party in parties(record.fact):
        code = party.ref.code
        if code and term_of(party.vocabularies, code, profile) is None:
            yield _finding(
                "vocab.unknown-term",
                f"{code!r} is no term of {' or '.join(map(repr, party.vocabularies))}",
                "Use a code of the vocabulary, or leave it empty and keep the name.",
            )


def term_of(vocabularies: tuple[str, ...], code: str, profile: Profile) -> Term | None:
    """Return the term that a code means in the first of some vocabularies that has it."""
    for vocabulary in vocabularies:
        if vocabulary in profile.vocabularies and (term := profile[vocabulary].get(code)):
            return term
    return None


def _finding(code: str, message: str, hint: str = "Amend the fact, or refuse it.") -> Finding:
    return Finding(code=code, level=ERROR, field="facts", message=message, hint=hint)


def _at(text: Text, passage: Passage) -> str:
    if not 0 <= passage.paragraph <= len(text.body) or not 0 <= passage.start < passage.end:
        return ""
    paragraph = text.body[passage.paragraph - 1] if passage.paragraph else text.title
    return paragraph[passage.start : passage.end]


def _occurrences(words: str, paragraph: str) -> Iterator[int]:
    start = paragraph.find(words)
    while start >= 0:
        yield start
        start = paragraph.find(words, start + 1)


def _missing(fact: Fact) -> Iterator[str]:
    if not all(party.ref.name.strip() for party in parties(fact)):
        yield "somebody or something in it has no name"
    match fact:
        case Visit():
            return
        case Meeting() if not fact.participants:
            yield "a meeting needs somebody who was met"
        case Meeting() if not all(map(_says_who, fact.participants)):
            yield "a participant of the meeting is nobody: no role, country, body or person"
        case Handover() if not fact.items or not all(one.what.strip() for one in fact.items):
            yield "a handover needs the things handed over"
        case Handover() if not (fact.recipient or fact.donor or fact.handed_over_by):
            yield "a handover needs somebody who gave or got"
        case Composition() if not fact.members:
            yield "a composition needs members"
        case Composition() if not all(one.role.strip() or one.body for one in fact.members):
            yield "a member of the body is nobody: no role, no body"


def _says_who(one: Participant) -> bool:
    return bool(one.role.strip() or one.country or one.body or one.person)


def _amounts(fact: Fact) -> Iterator[str]:
    items: tuple[Goods, ...] = fact.items if isinstance(fact, Handover) else ()
    for one in items:
        if one.quantity is not None and one.quantity < 1:
            yield f"{one.quantity} {one.what}: a quantity is at least 1"


def _days(fact: Fact) -> Iterator[str]:
    if isinstance(fact, AppointmentFact) and Days(fact.since, fact.until).ends_before_it_begins:
        yield f"an appointment until {fact.until} cannot begin on {fact.since}"
