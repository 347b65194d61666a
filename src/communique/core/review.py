"""What a writer should be told of a release before it goes on the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from communique.core.dates import PartialDate
from communique.core.profile import Profile
from communique.core.record import Finding, Release
from communique.core.rules import (
    ERROR,
    NOTE,
    WARNING,
    Filed,
    check_day,
    check_release,
    check_required,
    check_term,
    extent_of,
)
from communique.core.text import HEADING, LINK, Text, loose
from communique.core.vocab import Term

LONG_TITLE_CHARACTERS = 120
_SHOWN_CHARACTERS = 60

WhyDead = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What a reader heard in one text, as the rules need it.

    dateline: the day with which it begins.  states: (code of `country`, the name used).
    unspoken: quoted sentences of which it does not say who said them.
    """

    dateline: PartialDate | None = None
    states: tuple[tuple[str, str], ...] = ()
    unspoken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookups:
    """What the rules must ask of others.

    why_dead: says why a link leads nowhere in our own record; empty where it does, or leads
    elsewhere.  heard: by language, what a reader heard in the text.
    today: the day on which the release is to go out.
    """

    today: date
    why_dead: WhyDead
    heard: Mapping[str, Hearing] = field(default_factory=dict)


def review(release: Release, profile: Profile, lookups: Lookups) -> tuple[Finding, ...]:
    """Return what the rules find in a release that is being written.

    Findings of level `error` keep it from being signed off.
    """
    day = release.date
    first = release.texts.get(release.original) or next(iter(release.texts.values()), None)
    return (
        *check_required(
            first.title if first else None,
            release.kind,
            day,
            has_body=bool(first and first.body),
        ),
        *(check_day(day, profile, today=lookups.today) if day else ()),
        *_contacts(release),
        *_further_links(release, lookups.why_dead),
        *_terms(release, profile),
        *(found for lang, text in release.texts.items() for found in _text(lang, text, lookups)),
        *_heard(release, profile, lookups),
        *_alternatives(release),
        *check_release(release),
    )


def _contacts(release: Release) -> Iterator[Finding]:
    if not (release.contacts or release.contacts_in):
        yield Finding(
            code="draft.no-contact",
            level=WARNING,
            field="contacts",
            message="it names nobody to ask",
            hint="Give a name with a telephone number or an address, one a line.",
        )


def _further_links(release: Release, why_dead: WhyDead) -> Iterator[Finding]:
    for one in release.links:
        if why := why_dead(one.to):
            yield Finding(
                code="text.dead-link",
                level=WARNING,
                field="links",
                message=f"the further link {_short((one.label,))} is dead: {why}",
                hint="Lead it elsewhere, or take it out.",
            )


def _terms(release: Release, profile: Profile) -> Iterator[Finding]:
    filed = [("kind", "kind", release.kind)] if release.kind else []
    filed += [("fields_of_work", "field-of-work", code) for code in release.fields_of_work]
    filed += [("sources", "structure", code) for code in release.sources]
    filed += [("countries", "country", code) for code in release.countries]
    for name, vocabulary, code in filed:
        one = Filed(field=name, vocabulary=vocabulary, code=code)
        yield from check_term(one, profile, release.date, level=WARNING)


def _text(lang: str, text: Text, lookups: Lookups) -> Iterator[Finding]:
    """Yield what is found in one text by itself."""
    if len(text.title) > LONG_TITLE_CHARACTERS:
        yield Finding(
            code="text.long-title",
            level=NOTE,
            field="title",
            message=f"the title has {len(text.title)} characters ({lang})",
            hint=f"Lists and cards show about {LONG_TITLE_CHARACTERS} of them.",
        )
    yield from _headings(lang, text)
    yield from _links(lang, text, lookups.why_dead)


def _headings(lang: str, text: Text) -> Iterator[Finding]:
    headings = [mark for mark in text.marks if mark.kind == HEADING]
    if text.body and len({mark.paragraph for mark in headings}) == len(text.body):
        yield Finding(
            code="text.only-headings",
            level=ERROR,
            field="body",
            message=f"the body is nothing but headings ({lang})",
            hint="Write the text, or make a heading a paragraph.",
        )
    above = 1
    for mark in sorted(headings, key=lambda one: one.paragraph):
        if mark.level > above + 1:
            words = _short(text.body[mark.paragraph - 1 : mark.paragraph])
            yield Finding(
                code="text.heading-order",
                level=WARNING,
                field="body",
                message=f"the heading {words} is of level {mark.level} and follows on "
                f"{f'one of level {above}' if above > 1 else 'the title'} ({lang})",
                hint=f"Make it a heading of level {above + 1}.",
            )
        above = mark.level


def _links(lang: str, text: Text, why_dead: WhyDead) -> Iterator[Finding]:
    for mark in text.marks:
        if mark.kind != LINK or not 1 <= mark.paragraph <= len(text.body):
            continue
        if why := why_dead(mark.to):
            paragraph = text.body[mark.paragraph - 1]
            start, end = extent_of(mark, paragraph)
            yield Finding(
                code="text.dead-link",
                level=WARNING,
                field="body",
                message=f"the link behind {_short((paragraph[start:end],))} in paragraph "
                f"{mark.paragraph} is dead: {why} ({lang})",
                hint="Lead it elsewhere, or take it out.",
            )


def _heard(release: Release, profile: Profile, lookups: Lookups) -> Iterator[Finding]:
    """Yield what a reader heard that goes against what the writer filed."""
    for lang, hearing in lookups.heard.items():
        said = hearing.dateline
        if said and release.date and said != release.date:
            yield Finding(
                code="date.differs",
                level=WARNING,
                field="date",
                message=f"the dateline says {said}, the date is {release.date} ({lang})",
                hint="Make them one.",
            )
        for quote in hearing.unspoken:
            yield Finding(
                code="text.no-speaker",
                level=NOTE,
                field="body",
                message=f"nobody is said to have said {_short((quote,))} ({lang})",
                hint="Name the speaker in the sentence, or beside it.",
            )
        yield from _state_names(release.date, lang, hearing, profile)


def _state_names(
    said_on: PartialDate | None, lang: str, hearing: Hearing, profile: Profile
) -> Iterator[Finding]:
    if said_on is None:
        return
    on = said_on.first_day
    for code, words in hearing.states:
        state = profile["country"].get(code)
        # A text may well speak of a State that is no more; it must call by its name one that is.
        if state is None or not state.days.cover(on) or _is_name_on(state, words, on):
            continue
        yield Finding(
            code="text.country-name",
            level=NOTE,
            field="body",
            message=f"{words!r} was no name of the State on {said_on}: "
            f"it was {state.name(lang, on)!r} ({lang})",
            hint="Use the name of the day, if the text means that day.",
        )


def _is_name_on(state: Term, words: str, on: date) -> bool:
    """Tell whether words are a name of a State on a day, or end one, as `Gambia` does."""
    borne = [name for name in state.names if loose(name.text).endswith(loose(words))]
    return not borne or any(name.kind == "adjective" or name.days.cover(on) for name in borne)


def _alternatives(release: Release) -> Iterator[Finding]:
    for picture in release.pictures:
        lacking = [lang for lang in release.langs if not picture.alt.get(lang, "").strip()]
        if lacking:
            yield Finding(
                code="media.no-alt",
                level=ERROR,
                field="pictures",
                message=f"the picture {picture.name!r} has no alternative text in "
                f"{', '.join(lacking)}",
                hint="Say in a sentence what it shows, for who does not see it.",
            )


def _short(words: tuple[str, ...]) -> str:
    said = " ".join(words)
    cut = said if len(said) <= _SHOWN_CHARACTERS else said[:_SHOWN_CHARACTERS].rstrip() + "…"
    return f"“{cut}”"
