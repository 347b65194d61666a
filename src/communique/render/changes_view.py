"""What changed in a release from entry to entry, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import pairwise

from communique.core.comparison import SAME, Run, changes_only, compare, whole
from communique.core.edition import Edition, Version
from communique.core.record import Release
from communique.core.text import Text
from communique.render.dates import instant_in_words
from communique.render.messages import language_name
from communique.render.registry.setting import Setting

_OWN = ("symbol", "texts", "note", "captures", "addresses")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """The changed words of a text in one language; `sentence` where words say it better."""

    lang: str
    language: str
    sentence: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One correction: when, why, and the words it changed."""

    index: int
    at: str
    day: str
    note: str
    texts: tuple[TextChange, ...]
    filed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """Every correction of a release, the latest first."""

    title: str
    release: str
    href: str
    lang: str
    changes: tuple[Change, ...]


def changes_view(
    edition: Edition, setting: Setting, *, release: str, href: str, lang: str
) -> ChangesView:
    """Return the view of a release's corrections.

    release: its title, in `lang`.  href: its page.
    """
    shown = [one for one in edition.versions if one.release is not None]
    pairs = pairwise(shown)
    changes = [
        _change(before.release, after, setting)
        for before, after in pairs
        if before.release and after.entry.act == "correct"
    ]
    return ChangesView(
        title=setting.say("What was changed"),
        release=release,
        href=href,
        lang=lang,
        changes=tuple(reversed(changes)),
    )


def _change(before: Release, after: Version, setting: Setting) -> Change:
    if after.release is None:
        raise ValueError(f"entry {after.index} shows nothing")
    return Change(
        index=after.index,
        at=after.entry.at,
        day=instant_in_words(after.entry.at, setting.lang),
        note=after.note,
        texts=tuple(_texts(before, after.release, setting)),
        filed=tuple(_filed(before, after.release, setting)),
    )


def _texts(before: Release, after: Release, setting: Setting) -> Iterator[TextChange]:
    for lang in sorted({*before.texts, *after.texts}):
        old, new = (_said(release.texts.get(lang)) for release in (before, after))
        if old != new:
            yield TextChange(
                lang=lang,
                language=language_name(lang, setting.lang),
                sentence=_sentence(old, new, setting),
                runs=changes_only(compare(whole(old), whole(new))) if old and new else (),
            )


def _said(text: Text | None) -> Text | None:
    """Return a text without what it was translated from, which no reader sees."""
    return replace(text, follows="") if text else None


def _sentence(old: Text | None, new: Text | None, setting: Setting) -> str:
    if old is None:
        return setting.say("This text was added.")
    if new is None:
        return setting.say("This text was taken away.")
    if replace(old, marks=(), notes=()) == replace(new, marks=(), notes=()):
        return setting.say("Only headings, lists, links or notes changed.")
    if all(run.kind == SAME for run in compare(whole(old), whole(new))):
        return setting.say("Only punctuation or the breaks between paragraphs changed.")
    return ""


def _filed(before: Release, after: Release, setting: Setting) -> Iterator[str]:
    labels = {
        "kind": setting.say("Kind"),
        "date": setting.say("Date"),
        "places": setting.say("Place"),
        "sources": setting.say("Source"),
        "fields_of_work": setting.fields,
        "countries": setting.say("Countries"),
        "people": setting.say("People"),
        "quotes": setting.say("Quotations"),
        "contacts": setting.say("Contacts"),
        "contacts_in": setting.say("Contacts"),
        "links": setting.say("Further links"),
        "pictures": setting.say("Pictures"),
        "attachments": setting.say("Attachments"),
        "original": setting.say("Original language"),
        "events": setting.say("Meetings"),
        "activities": setting.say("Activities"),
    }
    for field in fields(Release):
        if field.name in _OWN or getattr(before, field.name) == getattr(after, field.name):
            continue
        yield labels.get(field.name, field.name)
