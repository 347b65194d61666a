"""One release of the record as a row: of the page, and of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique.core.edition import ERASED
from communique.core.profile import Profile
from communique.core.record import Release, stale_langs
from communique.core.text import Text
from communique.newsroom.record.buttons import Button, buttons, portal_address
from communique.newsroom.record.export import Row as Exported
from communique.newsroom.record.question import LANG, named
from communique.newsroom.roles import Person
from communique.render.messages import language_name
from communique.store.desk_list import Line

HEADINGS = (
    "symbol",
    "state",
    "kind",
    "date",
    "entered",
    "changed",
    "title",
    "title_language",
    "languages",
    "stale",
    "sources",
    "fields_of_work",
    "countries",
    "address",
)
ERASED_TITLE = "Erased by legal order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language a release is in; stale where its original has moved on."""

    code: str
    name: str
    is_stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A release as the page shows it, every word of it finished.

    date: as far as it is known.  entered, changed: UTC; changed is empty where it never was.
    """

    symbol: str
    title: str
    lang: str
    state: str
    kind: str
    date: str
    entered: str
    changed: str
    sources: tuple[str, ...]
    languages: tuple[Language, ...]
    address: str
    buttons: tuple[Button, ...]


def row(line: Line, profile: Profile, person: Person, *, on: date) -> Row:
    """Return a release as a row; names are those of the day `on`."""
    title, lang = title_of(line)
    release = line.release
    entered, changed = _minute(line.entered_at), _minute(line.changed_at)
    return Row(
        symbol=line.symbol,
        title=title,
        lang=lang,
        state=line.state,
        kind=_name(profile, "kind", line.kind, on),
        date=(release.date or "") if release else "",
        entered=entered,
        changed=changed if changed != entered else "",
        sources=tuple(
            _name(profile, "structure", code, on) for code in (release.sources if release else ())
        ),
        languages=tuple(languages(line)),
        address=portal_address(line.symbol, lang),
        buttons=tuple(buttons(person, line)),
    )


def exported(line: Line) -> Exported:
    """Return a release as a row of a file: codes and ISO 8601, under HEADINGS."""
    title, lang = title_of(line)
    release = line.release
    return (
        line.symbol,
        line.state,
        line.kind,
        (release.date or "") if release else "",
        line.entered_at,
        line.changed_at,
        "" if line.state == ERASED else title,
        lang,
        line.langs,
        tuple(one.code for one in languages(line) if one.is_stale),
        release.sources if release else (),
        release.fields_of_work if release else (),
        release.countries if release else (),
        portal_address(line.symbol, lang),
    )


def title_of(line: Line) -> tuple[str, str]:
    """Return what a list calls a release, and in which language."""
    if line.release is None:
        return ERASED_TITLE, LANG
    text = text_shown(line.release)
    return (text[1].title, text[0]) if text else (line.symbol, LANG)


def text_shown(release: Release) -> tuple[str, Text] | None:
    """Return the desk's language and text of a release: its own, else the original, else any."""
    for lang in (LANG, release.original, *release.langs):
        if lang in release.texts:
            return lang, release.texts[lang]
    return None


def languages(line: Line) -> Iterator[Language]:
    """Yield the languages a release is in, those of stale texts marked."""
    stale = stale_langs(line.release) if line.release else ()
    for lang in line.langs:
        yield Language(code=lang, name=language_name(lang, LANG), is_stale=lang in stale)


def _name(profile: Profile, vocabulary: str, code: str, on: date) -> str:
    term = profile[vocabulary].get(code)
    return named(term, on) if term else code


def _minute(at: str) -> str:
    # As the log writes it, without seconds: short, and the same for every reader.
    return at[:16].replace("T", " ")
