"""From what a reader proposes to facts that may be confirmed, each tied to words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from communique.core.evidence import Found
from communique.core.fact import Fact, FactRecord, Passage
from communique.core.fact_rules import check_evidence, check_fact, check_parties
from communique.core.profile import Profile
from communique.core.record import Draft, Release
from communique.core.ref import Ref
from communique.core.text import Text

BODY = "body"
Part = TypeVar("Part")


def proposed(
    draft: Draft, release: Release, profile: Profile, *, first: int = 1
) -> tuple[FactRecord[Fact], ...]:
    """Return the facts of a draft as records that could go on the record, numbered from `first`.

    release: the text that the draft was read from, as it is issued. A fact whose words cannot be
    found in it, or that breaks a rule, is left out.
    """
    made: list[FactRecord[Fact]] = []
    for found in draft.facts:
        record = _record(found, draft, release, profile, first + len(made))
        if record is not None and not _is_refused(record, release, profile):
            made.append(record)
    return tuple(made)


def known(record: FactRecord[Fact], held: Iterable[FactRecord[Fact]]) -> bool:
    """Tell whether a fact stands among others already: the same fact of the same words."""
    return any(
        (one.fact, one.evidence.words, one.lang)
        == (record.fact, record.evidence.words, record.lang)
        for one in held
    )


def passage_in(text: Text, words: str, near: int) -> Passage | None:
    """Return where words stand in a text: in one paragraph, or else where they stand once.

    near: the paragraph's number, 0 for the title. White space makes no difference.
    """
    said = words.split()
    if not said:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, said)))
    paragraphs = (text.title, *text.body)
    if near < len(paragraphs) and (found := pattern.search(paragraphs[near])):
        return _passage(near, found)
    places = [
        _passage(number, found)
        for number, paragraph in enumerate(paragraphs)
        for found in pattern.finditer(paragraph)
    ]
    return places[0] if len(places) == 1 else None


def with_bodies(fact: Fact, profile: Profile) -> Fact:
    """Return a fact with the codes of the external bodies that it names without one."""
    return _coded(fact, profile)


def _record(
    found: Found[Fact], draft: Draft, release: Release, profile: Profile, number: int
) -> FactRecord[Fact] | None:
    text = release.texts.get(draft.lang)
    passage = passage_in(text, found.span.quote, _paragraph(found, draft)) if text else None
    if passage is None:
        return None
    return FactRecord(
        release=release.symbol,
        number=number,
        lang=draft.lang,
        fact=with_bodies(found.value, profile),
        evidence=passage,
        rule=found.span.rule or "reader",
        confidence=round(found.span.confidence, 2),
        sample=release.sample,
    )


def _paragraph(found: Found[Fact], draft: Draft) -> int:
    starts = [one.span.start for one in draft.body]
    return sum(start <= found.span.start for start in starts)


def _is_refused(record: FactRecord[Fact], release: Release, profile: Profile) -> bool:
    findings: Iterator[object] = check_parties(record, profile)
    return bool(check_fact(record) or check_evidence(record, release)) or any(
        True for _ in findings
    )


def _passage(number: int, found: re.Match[str]) -> Passage:
    return Passage(paragraph=number, start=found.start(), end=found.end(), words=found.group())


def _coded(part: Part, profile: Profile) -> Part:
    """Return a part of a fact, its references to external bodies resolved."""
    if isinstance(part, Ref):
        term = profile.find(BODY, part.name) if part.code is None else None
        return replace(part, code=term.code) if term else part
    if isinstance(part, tuple):
        return type(part)(_coded(one, profile) for one in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(
            part, **{one.name: _coded(getattr(part, one.name), profile) for one in fields(part)}
        )
    return part
