"""The form in which somebody amends a record before it goes in: its fields, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from difflib import SequenceMatcher

from communique.core.arrival import Arrival
from communique.core.dates import PartialDate
from communique.core.profile import Profile
from communique.core.record import Finding, Quote, Release
from communique.core.rules import (
    ERROR,
    Filed,
    check_day,
    check_release,
    check_required,
    check_term,
)
from communique.core.text import Text, squeeze
from communique.core.vocab import Term
from communique.core.waiting import Waits
from communique.newsroom.steps.errors import NotFit, NotPossible

LANG = "en"
_TERMS = (
    ("sources", "structure", "Sources, the lead first"),
    ("fields_of_work", "field-of-work", "Fields of work"),
    ("countries", "country", "Countries"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One field of the form.  rows: of a text of several lines, 0 for one line.

    choices: (code, name), where one of several is to be chosen.
    """

    name: str
    label: str
    value: str
    rows: int = 0
    lang: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def inputs(release: Release, profile: Profile) -> tuple[Input, ...]:
    """Return the fields of a release, filled."""
    on = release.date.first_day if release.date else None
    return (*_of_texts(release), *_of_record(release, profile, on or date.max))


def amended(arrival: Arrival, sent: Mapping[str, str], profile: Profile) -> Arrival:
    """Return the arrival that a form makes of one.

    Raises NotPossible for a day or a name that is none, NotFit where it breaks a rule. The
    number under which it is known stays: the page is still that page.
    """
    before = arrival.release
    day = _day(sent.get("date", ""))
    on = day.first_day if day else None
    changed = replace(
        before,
        kind=sent.get("kind", before.kind),
        date=day,
        sources=_codes("structure", sent.get("sources", ""), profile, on),
        fields_of_work=_codes("field-of-work", sent.get("fields_of_work", ""), profile, on),
        countries=_codes("country", sent.get("countries", ""), profile, on),
    )
    for lang in before.texts:
        changed = _with_text(changed, lang, sent)
    _check(changed, profile)
    return replace(arrival, release=changed)


def with_arrival(waits: Waits, arrival: Arrival) -> Waits:
    """Return what waits with another arrival."""
    return replace(waits, arrival=arrival)


def _of_texts(release: Release) -> Iterator[Input]:
    for lang, text in release.texts.items():
        of = f" ({lang})" if len(release.texts) > 1 else ""
        yield Input(name=f"title-{lang}", label=f"Title{of}", value=text.title, rows=2, lang=lang)
        yield Input(
            name=f"summary-{lang}", label=f"Summary{of}", value=text.summary, rows=2, lang=lang
        )
        yield Input(
            name=f"body-{lang}",
            label=f"Body{of}, an empty line between paragraphs",
            value="\n\n".join(text.body),
            rows=12,
            lang=lang,
        )


def _of_record(release: Release, profile: Profile, on: date) -> Iterator[Input]:
    kinds = tuple((term.code, term.name(LANG, on)) for term in profile["kind"])
    yield Input(name="kind", label="Kind", value=release.kind, choices=kinds)
    day = str(release.date) if release.date else ""
    yield Input(name="date", label="Date, as 2016-02-13", value=day)
    for field, vocabulary, label in _TERMS:
        codes: Sequence[str] = getattr(release, field)
        names = [_named(profile[vocabulary].get(code), code, on) for code in codes]
        yield Input(name=field, label=f"{label}, one a line", value="\n".join(names), rows=3)


def _named(term: Term | None, code: str, on: date) -> str:
    return term.name(LANG, on) if term else code


def _day(said: str) -> PartialDate | None:
    try:
        return PartialDate(said.strip()) if said.strip() else None
    except ValueError:
        raise NotPossible(f"{said!r} is no day, month or year as 2016-02-13") from None


def _codes(vocabulary: str, said: str, profile: Profile, on: date | None) -> tuple[str, ...]:
    found = [_code(vocabulary, line.strip(), profile, on) for line in said.splitlines()]
    return tuple(dict.fromkeys(filter(None, found)))


def _code(vocabulary: str, said: str, profile: Profile, on: date | None) -> str:
    if not said:
        return ""
    term = profile[vocabulary].get(said) or profile.find(vocabulary, said, on)
    if term is None:
        raise NotPossible(f"{said!r} is no name of {vocabulary!r} that the registry knows")
    return term.code


def _with_text(release: Release, lang: str, sent: Mapping[str, str]) -> Release:
    before = release.texts[lang]
    said = sent.get(f"body-{lang}")
    body = before.body if said is None else _paragraphs(said)
    moved = _moved(before.body, body)
    text = replace(
        before,
        title=squeeze(sent.get(f"title-{lang}", before.title)),
        summary=squeeze(sent.get(f"summary-{lang}", before.summary)),
        body=body,
        marks=tuple(
            replace(mark, paragraph=moved[mark.paragraph])
            for mark in before.marks
            if mark.paragraph in moved
        ),
    )
    return replace(
        release,
        texts={**release.texts, lang: text},
        quotes=tuple(_kept_quotes(release.quotes, lang, moved)),
    )


def _paragraphs(said: str) -> tuple[str, ...]:
    blocks = said.replace("\r\n", "\n").split("\n\n")
    return tuple(squeeze(block) for block in blocks if block.strip())


def _moved(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Return where the paragraphs that stayed as they were stand now, both counted from 1.

    What was marked or quoted in one that was rewritten is not known to be there any more.
    """
    same = SequenceMatcher(a=before, b=after, autojunk=False).get_matching_blocks()
    return {
        block.a + number + 1: block.b + number + 1 for block in same for number in range(block.size)
    }


def _kept_quotes(quotes: Sequence[Quote], lang: str, moved: Mapping[int, int]) -> Iterator[Quote]:
    for quote in quotes:
        if quote.lang != lang:
            yield quote
        elif quote.paragraph in moved:
            yield replace(quote, paragraph=moved[quote.paragraph])


def _check(release: Release, profile: Profile) -> None:
    findings = [found for found in _found(release, profile) if found.level == ERROR]
    if findings:
        raise NotFit(tuple(findings))


def _found(release: Release, profile: Profile) -> Iterator[Finding]:
    for text in release.texts.values():
        yield from _required(text, release)
    if release.date:
        yield from check_day(release.date, profile, today=datetime.now(UTC).date())
    kind = Filed(field="kind", vocabulary="kind", code=release.kind)
    yield from check_term(kind, profile, release.date)
    yield from check_release(release)


def _required(text: Text, release: Release) -> Iterator[Finding]:
    yield from check_required(text.title, release.kind, release.date, has_body=bool(text.body))
