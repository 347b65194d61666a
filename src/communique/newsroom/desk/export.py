"""Working copies of releases as the record has them, and issued releases as working copies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TypeVar

from communique.core.beside import contacts_of, links_of
from communique.core.dates import PartialDate
from communique.core.evidence import Capture, Found, Span
from communique.core.record import Draft, Release
from communique.core.text import Text
from communique.newsroom.desk.body import html_of
from communique.newsroom.desk.filed import line_of_link, plain_of
from communique.newsroom.desk.models.release import ReleaseCopy, TranslationCopy
from communique.newsroom.desk.models.working import Purpose

# Where the capture of a text typed at the desk was found, and the rule that read its fields.
DESK = "desk"
Value = TypeVar("Value")


def text_of(copy: ReleaseCopy | TranslationCopy) -> Text:
    """Return what a working copy says in its language."""
    return copy.as_text()


def release_of(copy: ReleaseCopy) -> Release:
    """Return the release that a working copy makes, with those translations that are ready.

    Of a release that stands on the record everything stays that the desk does not edit.
    Raises ValueError where its day is none.
    """
    return copy.as_record()


def draft_of(copy: ReleaseCopy) -> Draft:
    """Return a working copy as the reader and the rules take it.

    The capture is the text as typed: title, summary and paragraphs, a blank line between them.
    Title, summary and body say where they stand in it; what was chosen has an empty span.
    """
    text = copy.as_text()
    said = [part for part in (text.title, text.summary, *text.body) if part]
    capture = _capture("\n\n".join(said))
    found = _places(capture, said)
    return Draft(
        capture=capture,
        lang=copy.lang,
        kind=_chosen(copy.kind) if copy.kind else None,
        symbol=_chosen(copy.symbol) if copy.symbol else None,
        title=found.pop(0) if text.title else None,
        summary=found.pop(0) if text.summary else None,
        body=tuple(found),
        date=_day(copy.day),
        places=_each(copy.named_places()),
        sources=_each(copy.sources),
        fields_of_work=_each(copy.fields_of_work),
        countries=_each(copy.countries),
        people=_each(copy.named_people()),
        contacts=_each(copy.contact_lines()),
    )


def copy_of(
    release: Release, *, purpose: str | Purpose, based_on: int | None, lang: str = ""
) -> ReleaseCopy:
    """Return an unsaved working copy of an issued release.

    based_on: the index of the entry it stands in.  lang: of the text to be edited; the original
    where none is said, else the first the release has.
    """
    wanted = (lang, release.original, "en", *release.langs)
    edited = next(one for one in wanted if one in release.texts)
    text = release.texts[edited]
    return ReleaseCopy(
        symbol=release.symbol,
        purpose=str(purpose),
        based_on=based_on,
        kind=release.kind,
        lang=edited,
        title=text.title,
        summary=text.summary,
        body=html_of(text.body, text.marks),
        notes="\n".join(text.notes),
        contacts="\n".join(contacts_of(release, edited)),
        links="\n".join(map(line_of_link, links_of(release, edited))),
        day=release.date or "",
        sources=list(release.sources),
        fields_of_work=list(release.fields_of_work),
        countries=list(release.countries),
        places=plain_of(release.places),
        people=plain_of(release.people),
        events=list(release.events),
        activities=list(release.activities),
        pictures=plain_of(release.pictures),
        attachments=plain_of(release.attachments),
        languages=[one for one in release.langs if one != edited],
    )


def _capture(text: str) -> Capture:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Capture(text=text, digest=digest, path=DESK)


def _places(capture: Capture, said: Iterable[str]) -> list[Found[str]]:
    """Return each part of a text with where it stands in the capture."""
    found, start = [], 0
    for part in said:
        start = capture.text.index(part, start)
        end = start + len(part)
        span = Span(start=start, end=end, quote=part, rule=DESK)
        found.append(Found(value=part, span=span))
        start = end
    return found


def _day(day: str) -> Found[PartialDate] | None:
    try:
        return _chosen(PartialDate(day)) if day else None
    except ValueError:
        return None


def _each(values: Iterable[Value]) -> tuple[Found[Value], ...]:
    return tuple(_chosen(value) for value in values)


def _chosen(value: Value) -> Found[Value]:
    """Return what a writer chose: its evidence is nowhere in the text."""
    return Found(value=value, span=Span(start=0, end=0, quote="", rule=DESK))
