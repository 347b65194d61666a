"""What readers ask of the record, one function a question.

Every public question takes `tree_size`, the number of log entries it is answered as of, None
for all that the store holds; and `on`, the day until which releases count as said.
An erased text is in no answer, whatever the size.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from communique.core.edition import ERASED, ISSUED, WITHDRAWN, Card, Edition, Version
from communique.core.entry import Act, Entry
from communique.core.record import RegistryRecord, Release, Withdrawal
from communique.store.db import Row, Store
from communique.store.rows import (
    address_forms,
    card_of,
    day_number,
    number_at_the_end,
    read,
    read_release,
)

LAST_DAY = 99991231
LISTED_AT_ONCE = 1000
LOOKED_AT_FOR_QUOTES = 200
AFTER_EVERY_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A release as a sitemap lists it.  titles: (language, title), by language."""

    symbol: str
    at: str
    titles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """A release as readers see it now, entered at an instant."""

    release: Release
    at: str
    corrected: bool


def tree_size(store: Store) -> int:
    """Return how many entries of the log the store holds."""
    row = store.row("tree_size")
    return _number(row[0]) if row else 0


def edition(store: Store, symbol: str, tree_size: int | None = None) -> Edition | None:
    """Return a release as readers saw it at a size, None where the log did not hold it yet.

    A release withdrawn later still reads as issued; an erased one does not.
    """
    size = _size(store, tree_size)
    versions = tuple(_version(row) for row in store.rows("versions", symbol=symbol, tree_size=size))
    if not versions:
        return None
    state, last = _standing(versions)
    return Edition(
        symbol=symbol,
        state=state,
        tree_size=size,
        current=last if state == ISSUED else None,
        versions=versions,
    )


def registry(store: Store, tree_size: int | None = None) -> tuple[RegistryRecord, ...]:
    """Return the latest version of every registry record, in the order first entered."""
    rows = store.rows("registry", tree_size=_size(store, tree_size))
    return tuple(cast(RegistryRecord, read(str(kind), str(text))) for kind, text in rows)


def registry_version(store: Store, tree_size: int | None = None) -> int:
    """Return the index of the registry's last entry, -1 where it has none."""
    row = store.row("registry_version", tree_size=_size(store, tree_size))
    return -1 if row is None or row[0] is None else _number(row[0])


def registry_entered(store: Store, kind: str, tree_size: int | None = None) -> dict[str, str]:
    """Return the instant at which each registry record of a kind was last entered, by symbol."""
    rows = store.rows("registry_entered", kind=kind, tree_size=_size(store, tree_size))
    return {str(symbol): str(at) for symbol, at in rows}


def latest(
    store: Store,
    *,
    lang: str,
    limit: int = 20,
    skip: int = 0,
    on: date | None = None,
    tree_size: int | None = None,
) -> tuple[Card, ...]:
    """Return cards of the releases that readers see, newest first; undated ones come last."""
    rows = store.rows(
        "latest",
        until=_until(on),
        limit=limit,
        skip=skip,
        tree_size=_size(store, tree_size),
    )
    return tuple(_card(row, lang) for row in rows)


def about(
    store: Store,
    facet: str,
    code: str,
    *,
    lang: str,
    limit: int = 20,
    skip: int = 0,
    on: date | None = None,
    tree_size: int | None = None,
) -> tuple[tuple[Card, ...], int]:
    """Return cards of the releases filed under a facet's value, newest first, and how many.

    facet: one of core.edition.FACETS.
    """
    size = _size(store, tree_size)
    rows = store.rows(
        "about",
        facet=facet,
        code=code,
        until=_until(on),
        limit=limit,
        skip=skip,
        tree_size=size,
    )
    counted = _by_year(store, facet, code, on, tree_size)
    return tuple(_card(row, lang) for row in rows), sum(releases for _, releases in counted)


def quoting(
    store: Store,
    person: str,
    *,
    limit: int = 20,
    on: date | None = None,
    tree_size: int | None = None,
) -> tuple[Release, ...]:
    """Return the newest releases in which a person, by code, is quoted; undated ones come last.

    Only the newest releases that name the person are looked at, `LOOKED_AT_FOR_QUOTES` of them.
    What was withdrawn or erased since is shown at no size.
    """
    rows = store.rows(
        "quoting",
        person=person,
        until=_until(on),
        limit=limit,
        looked_at=LOOKED_AT_FOR_QUOTES,
        tree_size=_size(store, tree_size),
    )
    return tuple(read_release(str(row[0])) for row in rows)


def counts(
    store: Store, facet: str, *, on: date | None = None, tree_size: int | None = None
) -> tuple[tuple[str, int], ...]:
    """Return how many releases are filed under each value of a facet, most first."""
    if on is None and tree_size is None:
        rows = store.rows("counts_now", facet=facet)
    else:
        size = _size(store, tree_size)
        rows = store.rows("counts", facet=facet, until=_until(on), tree_size=size)
    return tuple((str(code), _number(releases)) for code, releases in rows)


def filed_beside(
    store: Store,
    facet: str,
    code: str,
    of: str,
    *,
    on: date | None = None,
    tree_size: int | None = None,
) -> tuple[tuple[str, int], ...]:
    """Return under which values of the facet `of` the releases under a value are filed, too.

    of: a facet that few releases are filed under, such as `event`.
    """
    size = _size(store, tree_size)
    rows = store.rows(
        "filed_beside", facet=facet, code=code, of=of, until=_until(on), tree_size=size
    )
    return tuple((str(one), _number(releases)) for one, releases in rows)


def years(
    store: Store,
    facet: str,
    code: str,
    *,
    on: date | None = None,
    tree_size: int | None = None,
) -> tuple[tuple[int, int], ...]:
    """Return how many releases of each year are filed under a facet's value, oldest first."""
    return tuple(pair for pair in _by_year(store, facet, code, on, tree_size) if pair[0])


def total(store: Store, *, on: date | None = None, tree_size: int | None = None) -> int:
    """Return how many releases readers see."""
    if on is None and tree_size is None:
        row = store.row("total_now")
    else:
        row = store.row("total", until=_until(on), tree_size=_size(store, tree_size))
    return _number(row[0]) if row else 0


def redirect(store: Store, address: str, tree_size: int | None = None) -> str | None:
    """Return the symbol of the release that an old address or path stood for, or None.

    The whole address first, then its path, then a symbol that is the number it ends in.
    """
    size = _size(store, tree_size)
    for form in address_forms(address):
        if row := store.row("redirect", address=form, tree_size=size):
            return str(row[0])
    number = number_at_the_end(address)
    row = store.row("release_symbol", symbol=number, tree_size=size) if number else None
    return str(row[0]) if row else None


def by_symbol_prefix(
    store: Store, prefix: str, *, limit: int = 20, tree_size: int | None = None
) -> tuple[str, ...]:
    """Return the symbols of releases readers see that begin so, in order."""
    rows = store.rows(
        "symbol_prefix",
        first=prefix,
        beyond=prefix + AFTER_EVERY_LETTER,
        limit=limit,
        tree_size=_size(store, tree_size),
    )
    return tuple(str(row[0]) for row in rows)


def symbols(store: Store, tree_size: int | None = None) -> Iterator[Listed]:
    """Yield every release that readers see, in the order entered; memory stays flat."""
    size, after = _size(store, tree_size), -1
    # In runs, for a cursor held open over the whole record would hold up the writer's WAL.
    while rows := store.rows("listing", after=after, limit=LISTED_AT_ONCE, tree_size=size):
        after = _number(rows[-1][0])
        listed: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for _, symbol, at, lang, title in rows:
            listed.setdefault((str(symbol), str(at)), []).append((str(lang), str(title)))
        for (symbol, at), titles in listed.items():
            yield Listed(symbol=symbol, at=at, titles=tuple(titles))


def entries_page(
    store: Store, start: int, limit: int = 100, tree_size: int | None = None
) -> tuple[Version, ...]:
    """Return the entries from an index on, in order, without what they put on the record."""
    size = _size(store, tree_size)
    rows = store.rows("entries", start=start, limit=limit, tree_size=size)
    return tuple(_line(row) for row in rows)


def entry_of_digest(store: Store, digest: str, tree_size: int | None = None) -> Version | None:
    """Return the entry that put an object into the deposit, without its record, or None."""
    row = store.row("entry_of_digest", digest=digest, tree_size=_size(store, tree_size))
    return _line(row) if row else None


def fingerprints(
    store: Store, words_digest: str, tree_size: int | None = None
) -> tuple[tuple[str, str, int], ...]:
    """Return (symbol, language, entry index) of every version whose text has these words.

    words_digest: SHA-256, hex, of the body's words (core.text.words) joined by one blank each.
    """
    size = _size(store, tree_size)
    rows = store.rows("fingerprints", words_digest=words_digest, tree_size=size)
    return tuple((str(symbol), str(lang), _number(index)) for symbol, lang, index in rows)


def by_capture(
    store: Store, capture_digest: str, tree_size: int | None = None
) -> tuple[str, int] | None:
    """Return symbol and index of the last entry read from a capture, or None."""
    size = _size(store, tree_size)
    row = store.row("by_capture", capture_digest=capture_digest, tree_size=size)
    return (str(row[0]), _number(row[1])) if row else None


def of_symbols(store: Store, symbols: Sequence[str]) -> dict[str, Current]:
    """Return the releases of some symbols as readers see them now, those that they see at all."""
    rows = store.rows("of_symbols", symbols=json.dumps(list(symbols)))
    return {
        str(symbol): Current(release=read_release(str(text)), at=str(at), corrected=bool(corrected))
        for symbol, at, text, corrected in rows
    }


def _by_year(
    store: Store, facet: str, code: str, on: date | None, tree_size: int | None
) -> tuple[tuple[int, int], ...]:
    """Return (year, releases) under a facet's value, oldest first; year 0: undated."""
    if on is None and tree_size is None:
        rows = store.rows("years_now", facet=facet, code=code)
    else:
        size = _size(store, tree_size)
        rows = store.rows("years", facet=facet, code=code, until=_until(on), tree_size=size)
    return tuple((_number(year), _number(releases)) for year, releases in rows)


def _size(store: Store, asked: int | None) -> int:
    held = tree_size(store)
    return held if asked is None else max(0, min(asked, held))


def _until(on: date | None) -> int:
    return day_number(on) if on else LAST_DAY


def _number(value: object) -> int:
    return cast(int, value)


def _line(row: Row) -> Version:
    index, leaf, order, act, at, symbol, kind, langs, digest, prev = row[:10]
    entry = Entry(
        order=str(order),
        act=Act(str(act)),
        at=str(at),
        symbol=str(symbol),
        kind=str(kind),
        langs=tuple(str(langs).split()),
        digest=str(digest),
        prev=None if prev is None else _number(prev),
    )
    return Version(index=_number(index), leaf=str(leaf), entry=entry, release=None)


def _version(row: Row) -> Version:
    line, kind, text = _line(row), row[10], row[11]
    record = read(str(kind), str(text)) if text is not None else None
    return Version(
        index=line.index,
        leaf=line.leaf,
        entry=line.entry,
        release=record if isinstance(record, Release) else None,
        note=record.note if isinstance(record, Release | Withdrawal) else "",
    )


def _standing(versions: tuple[Version, ...]) -> tuple[str, Version]:
    """Return the state of a release and the entry that put it there.

    An erasure takes words away and says nothing itself: one of an earlier version leaves the
    current text standing.
    """
    said = [one for one in versions if one.entry.act is not Act.ERASE]
    last = said[-1] if said else versions[-1]
    if last.entry.act is Act.WITHDRAW:
        return WITHDRAWN, last
    return (ISSUED if last.release else ERASED), last


def _card(row: Row, lang: str) -> Card:
    _, at, text, corrected = row
    return card_of(read_release(str(text)), lang, at=str(at), corrected=bool(corrected))
