"""A record that waits for a person: as it was read, with the words that bear out each value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from communique.core.arrival import Arrival
from communique.core.canonical import decode, to_json
from communique.core.doubt import Doubt
from communique.core.evidence import Found
from communique.core.record import Draft, Finding, Quote, Ref
from communique.core.text import FurtherLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a field, as a person reads it, and where in the capture it stands.

    start, end: characters of the capture's text; both 0 where it stands elsewhere, as a number
    in an address or a day in a list does, and `quote` then says where.  confidence: 0 to 1.
    """

    field: str
    text: str
    start: int
    end: int
    quote: str
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRead:
    """What was read of one language text.  findings: (code, what it says)."""

    lang: str
    values: tuple[Value, ...]
    findings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """A record that waits.

    capture: SHA-256 of the page.  path, address: where it was found.  words: the capture's text.
    arrival: what is entered once somebody accepts it.  keeps_symbol: its system numbers its
    records.  note: the public note under which another text is entered as a correction.
    """

    capture: str
    path: str
    address: str
    words: str
    arrival: Arrival
    texts: tuple[TextRead, ...]
    doubts: tuple[Doubt, ...]
    keeps_symbol: bool = False
    note: str = ""

    @property
    def site(self) -> str:
        """Return the host it stood at, else the folder it was found in."""
        try:
            host = urlsplit(self.address).hostname
        except ValueError:
            host = None
        return host or self.path.rpartition("/")[0] or "-"

    @property
    def reasons(self) -> str:
        """Return its doubts in one line: `kind:newsroom date:first-paragraph !date.no-year`."""
        said = {f"{one.field}:{one.why}" for one in self.doubts if one.confidence is not None}
        found = {f"!{one.why}" for one in self.doubts if one.confidence is None}
        return " ".join((*sorted(said), *sorted(found)))

    @property
    def family(self) -> str:
        """Return the name of the like cases: those of one site with the same doubts."""
        return hashlib.sha256(f"{self.site}\n{self.reasons}".encode()).hexdigest()[:16]

    @property
    def percent(self) -> int:
        """Return how sure the reader is of what it is least sure of; 100 for findings alone."""
        sure = (one.confidence for one in self.doubts if one.confidence is not None)
        return round(100 * min(sure, default=1.0))


def in_words(reasons: str) -> str:
    """Return the reasons for which records wait, as a person reads them.

    >>> in_words("date:first-paragraph kind:newsroom !draft.date-ahead")
    'date by “first-paragraph”, kind by “newsroom”, found “date ahead”'
    """
    return ", ".join(
        f"found “{_plain(one[1:])}”"
        if one.startswith("!")
        else "{} by “{}”".format(*one.split(":", 1))
        for one in reasons.split()
    )


def _plain(code: str) -> str:
    return code.rpartition(".")[2].replace("-", " ")


def to_text(waits: Waits) -> str:
    """Return what waits as one line of JSON, in ASCII: any database holds that."""
    return json.dumps(to_json(waits))


def from_text(text: str) -> Waits:
    """Return what waits, from the line that `to_text` made of it."""
    return decode(json.loads(text), Waits)


def text_read(draft: Draft, findings: Sequence[Finding]) -> TextRead:
    """Return what was read of a draft, for a person to judge."""
    return TextRead(
        lang=draft.lang,
        values=tuple(_values(draft)),
        findings=tuple((one.code, one.message) for one in findings),
    )


def _values(draft: Draft) -> Iterator[Value]:
    single = {
        "title": draft.title,
        "kind": draft.kind,
        "symbol": draft.symbol,
        "summary": draft.summary,
    }
    for field, one in single.items():
        if one is not None:
            yield _value(field, one.value, one)
    if draft.date is not None:
        yield _value("date", str(draft.date.value), draft.date)
    several: dict[str, tuple[Found[str], ...]] = {
        "sources": draft.sources,
        "fields_of_work": draft.fields_of_work,
        "countries": draft.countries,
        "contacts": draft.contacts,
        "body": draft.body,
    }
    for field, found in several.items():
        yield from (_value(field, one.value, one) for one in found)
    for link in draft.links:
        yield _value("links", f"{link.value.label}: {link.value.to}", link)
    for place in draft.places:
        yield _value("places", _name(place.value), place)
    for person in draft.people:
        yield _value("people", _name(person.value), person)
    for quote in draft.quotes:
        yield _value("quotes", f"{_name(quote.value.speaker)}: {quote.value.words}", quote)


def _name(ref: Ref) -> str:
    return ref.name or ref.code or ""


def _value(
    field: str,
    text: str,
    found: Found[str] | Found[Ref] | Found[Quote] | Found[FurtherLink] | Found[object],
) -> Value:
    span = found.span
    # Where a list says it, its place is one of the list's.
    start, end = (0, 0) if span.elsewhere else (span.start, span.end)
    return Value(
        field=field,
        text=text,
        start=start,
        end=end,
        quote=f"{span.elsewhere}: {span.quote}" if span.elsewhere else span.quote,
        confidence=span.confidence,
        rule=span.rule,
    )
