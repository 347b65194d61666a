"""What a member may do with a release that is on the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from communique.core.edition import ERASED, WITHDRAWN
from communique.newsroom.roles import Deed, Person, may
from communique.newsroom.site import config
from communique.render.messages import LANGUAGES
from communique.store.desk_list import Line


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A release of the record, as the table of roles asks of it: nobody's draft any more."""

    sources: tuple[str, ...]
    missing: tuple[str, ...]

    def writers(self) -> Collection[int]:
        """Return nobody: what is issued has been cleared."""
        return ()

    def owners(self) -> Collection[str]:
        """Return the structures it speaks for."""
        return self.sources

    def wanted_languages(self) -> Collection[str]:
        """Return the languages somebody could translate it into."""
        return self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to do: where it leads, and whether that is done at once or shown first."""

    name: str
    label: str
    href: str
    is_act: bool = False


def on_record(line: Line, languages: Collection[str] | None = None) -> OnRecord:
    """Return the release of a line, to be asked about.

    languages: those it could be translated into; every one without them, for a text may be
    translated anew where the original has moved on.
    """
    sources = line.release.sources if line.release else ()
    return OnRecord(sources, tuple(languages or every_language(line)))


def every_language(line: Line) -> tuple[str, ...]:
    """Return the languages a release could be put into: the desk's, but for its own."""
    own = line.release.original if line.release else ""
    return tuple(lang for lang in OFFICIAL if lang != own)


OFFICIAL = tuple(dict.fromkeys((*LANGUAGES, "en", "fr", "de", "it", "ru", "es")))


def buttons(person: Person, line: Line) -> Iterator[Button]:
    """Yield what a member may do with a release as it stands, in the order of a row."""
    release = on_record(line)
    if line.state not in (WITHDRAWN, ERASED):
        if may(person, Deed.CORRECT, release):
            yield from _button("record:correct", "Correct", line, is_act=True)
        if may(person, Deed.TRANSLATE, release):
            yield from _button("translations:of-record", "Translate…", line)
        if may(person, Deed.CONFIRM_FACTS, release):
            yield from _button("steps:facts", "Facts…", line)
        if may(person, Deed.WITHDRAW, release):
            yield from _button("steps:withdraw", "Withdraw…", line)
    if line.release is not None and may(person, Deed.ASK_ERASURE, release):
        yield from _button("steps:erase", "Erase…", line)


def portal_address(symbol: str, lang: str) -> str:
    """Return where readers find a release, in a language of the portal's pages."""
    shown = lang if lang in LANGUAGES else LANGUAGES[0]
    return f"{config().url}/{shown}/releases/{symbol}"


def _button(page: str, label: str, line: Line, *, is_act: bool = False) -> Iterator[Button]:
    try:
        href = reverse(page, args=[line.symbol])
    except NoReverseMatch:
        return
    yield Button(name=label.rstrip("…").lower(), label=label, href=href, is_act=is_act)
