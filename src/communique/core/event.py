"""Meetings and conferences: when, where, how they stand; agenda, documents, who takes part."""

from __future__ import annotations

from dataclasses import dataclass

from communique.core.dates import PartialDate
from communique.core.fact import Participant
from communique.core.ref import Ref
from communique.core.vocab import Name

ANNOUNCED, CONFIRMED, POSTPONED = "announced", "confirmed", "postponed"
CANCELLED, HELD = "cancelled", "held"
STATUSES = (ANNOUNCED, CONFIRMED, POSTPONED, CANCELLED, HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPoint:
    """One point of an agenda.

    number: as the agenda counts it, `3 (a)`.  day: None where the meeting has one only or
    nobody said.  time: `10:00`, as clocks at the place show it; empty where nobody said.
    """

    text: str
    lang: str = "en"
    number: str = ""
    day: PartialDate | None = None
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of a meeting.

    title, lang: its own.  symbol: of the release that is the document, where one is.
    address: where it stands else, beginning with `https://` or, on this site, with `/`.
    """

    title: str
    lang: str = "en"
    symbol: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A meeting or conference; its first and last day both belong to it.

    series: a code of `meeting-series`.  number: its number in the series, 0 for none.
    status: announced, confirmed, postponed, cancelled or held.
    hosts: with the code of the structure, country or person where the registry has one.
    """

    code: str
    series: str
    names: tuple[Name, ...]
    first_day: PartialDate
    last_day: PartialDate
    number: int = 0
    place: str = ""
    status: str = HELD
    note: str = ""
    doubt: str = ""
    confidence: str = ""
    sources: tuple[str, ...] = ()
    hosts: tuple[Ref, ...] = ()
    agenda: tuple[AgendaPoint, ...] = ()
    documents: tuple[Document, ...] = ()
    participants: tuple[Participant, ...] = ()

    def name(self, lang: str) -> str:
        """Return its name in the language, in English where it has none."""
        named = self.worded(lang)
        return named.text if named else self.code

    def worded(self, lang: str) -> Name | None:
        """Return the name that `name` shows, which tells its language; None where it has none."""
        by_lang = {name.lang: name for name in reversed(self.names) if name.text}
        return by_lang.get(lang) or by_lang.get("en") or next(iter(by_lang.values()), None)
