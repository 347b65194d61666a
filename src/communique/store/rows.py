"""What a release is in the tables: pure, so that a rebuilt store is the same store."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from urllib.parse import urlsplit

from communique.core.canonical import NAMES, TYPES, decode, to_json
from communique.core.dates import PartialDate
from communique.core.edition import Card
from communique.core.entry import Entry
from communique.core.fact import FACT, Fact, FactRecord, parties, release_of_fact
from communique.core.record import Record, Release, stale_langs
from communique.core.text import Text, words

RELEASE, REGISTRY, FACTS = "release", "registry", "fact"
UNDATED = 0
EXTRACT_CHARACTERS = 240


def family_of(entry: Entry) -> str:
    """Return `registry` for a record of the registry, whose symbol is `KIND.code`; or `fact`.

    The entry alone decides, because the record may have been erased.
    """
    if entry.kind == FACT and release_of_fact(entry.symbol):
        return FACTS
    return REGISTRY if entry.symbol.startswith(f"{entry.kind}.") else RELEASE


def written(record: Record) -> tuple[str, str]:
    """Return a record as the store keeps it: its type and its JSON."""
    return NAMES[type(record)], json.dumps(
        to_json(record), ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )


def read(kind: str, text: str) -> Record:
    """Return the record that the store keeps so."""
    return decode(json.loads(text), TYPES[kind])


def read_release(text: str) -> Release:
    """Return the release that the store keeps so."""
    return decode(json.loads(text), Release)


def read_fact(text: str) -> FactRecord[Fact]:
    """Return the fact that the store keeps so."""
    return decode(json.loads(text), FactRecord)


def days_of(known: PartialDate | None) -> tuple[int, int]:
    """Return the first and last day a date can mean as YYYYMMDD; (0, 0) where there is none.

    >>> days_of(PartialDate("1992-02"))
    (19920201, 19920229)
    """
    if known is None:
        return (UNDATED, UNDATED)
    return (day_number(known.first_day), day_number(known.last_day))


def day_number(day: date) -> int:
    """Return a day as YYYYMMDD."""
    return day.year * 10_000 + day.month * 100 + day.day


def filings(release: Release) -> tuple[tuple[str, str], ...]:
    """Return the (facet, code) pairs a release is filed under, each once, in order."""
    under = [("kind", release.kind)]
    under += [("field", code) for code in release.fields_of_work]
    under += [("country", code) for code in release.countries]
    under += [("source", code) for code in release.sources]
    under += [("person", one.code) for one in release.people if one.code]
    under += [("place", one.code) for one in release.places if one.code]
    under += [("lang", lang) for lang in release.langs]
    under += [("year", release.date[:4])] if release.date else []
    return tuple(sorted(set(under)))


def named_in(release: Release) -> tuple[tuple[str, str], ...]:
    """Return the (facet, code) pairs of what a release names and no search asks for."""
    under = [("event", code) for code in release.events]
    under += [("activity", code) for code in release.activities]
    return tuple(sorted(set(under)))


def parties_of(fact: Fact) -> tuple[tuple[str, str], ...]:
    """Return the (code, role) pairs of what a fact names, each once, in order.

    The State in which something lies is named with it, in the role `country`.
    """
    named = [(one.ref.code, one.role) for one in parties(fact) if one.ref.code]
    named += [(one.ref.country, "country") for one in parties(fact) if one.ref.country]
    return tuple(sorted(set(named)))


def body_digest(text: Text) -> str:
    """Return the SHA-256, hex, of the words of a text's body, in order."""
    return digest_of_words(words("\n".join(text.body)))


def digest_of_words(said: tuple[str, ...]) -> str:
    """Return the SHA-256, hex, of words joined by one blank each."""
    return hashlib.sha256(" ".join(said).encode()).hexdigest()


def address_forms(address: str) -> tuple[str, ...]:
    """Return the forms under which an old address is found again, the most exact first.

    Scheme, fragment, case of the host and a slash at the end make no difference; the path
    alone is understood too, with its query and without.

    >>> address_forms("https://www.Example.org/node/7?lang=en")
    ('www.example.org/node/7?lang=en', '/node/7?lang=en', 'www.example.org/node/7', '/node/7')
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "") if parts.scheme in ("http", "https", "") else ""
    except ValueError:
        return ()
    path = "/" + parts.path.strip("/")
    if path == "/" and not parts.query:
        return ()
    asked = [f"{path}?{parts.query}"] if parts.query else []
    forms = (form for one in [*asked, path] for form in ((host + one) if host else one, one))
    return tuple(dict.fromkeys(forms))


def number_at_the_end(address: str) -> str:
    """Return the number that an old address ends in, or nothing.

    >>> number_at_the_end("/secretariat/news/299301/"), number_at_the_end("/about")
    ('299301', '')
    """
    last = address.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
    return last if last.isascii() and last.isdigit() else ""


def lang_shown(release: Release, lang: str) -> str:
    """Return the language in which a reader is shown a release: theirs, English, or any."""
    if lang in release.texts or not release.texts:
        return lang
    return "en" if "en" in release.texts else release.langs[0]


def card_of(release: Release, lang: str, *, at: str, corrected: bool) -> Card:
    """Return the card of a release with the beginning of its body as extract."""
    shown = lang_shown(release, lang)
    text = release.texts.get(shown) or Text(title=release.symbol, body=())
    return Card(
        symbol=release.symbol,
        kind=release.kind,
        lang=shown,
        title=text.title,
        date=release.date or "",
        langs=release.langs,
        sources=release.sources,
        fields_of_work=release.fields_of_work,
        countries=release.countries,
        places=tuple(one.code or one.name for one in release.places),
        extract=beginning(text),
        at=at,
        sample=release.sample,
        corrected=corrected,
        stale=shown in stale_langs(release),
        pictures=release.pictures,
        attachments=release.attachments,
    )


def beginning(text: Text) -> tuple[tuple[str, bool], ...]:
    """Return the first words of a text as one run that is no match."""
    whole = text.summary or " ".join(text.body)
    if len(whole) <= EXTRACT_CHARACTERS:
        return ((whole, False),) if whole else ()
    cut = whole[:EXTRACT_CHARACTERS].rpartition(" ")[0] or whole[:EXTRACT_CHARACTERS]
    return ((cut + "\u00a0…", False),)
