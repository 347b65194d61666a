"""The record as the desk lists it: what was withdrawn or erased too, with the state of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from communique.core.edition import ERASED, ISSUED, WITHDRAWN
from communique.core.entry import Act, instant
from communique.core.record import Release
from communique.core.text import words
from communique.store.db import Row, Store
from communique.store.query import AFTER_EVERY_LETTER
from communique.store.rows import day_number, read_release
from communique.store.search.matching import first_indices

CORRECTED = "corrected"
STATES = (ISSUED, CORRECTED, WITHDRAWN, ERASED)
# `changed`: by the last entry, the latest first.
SORTS = ("newest", "oldest", "entered-last", "entered-first", "changed")
READ_AT_ONCE = 500
EVERYTHING = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What the desk asks of the record; an empty part of it asks for nothing.

    states: of STATES.  Of several values of one part any will do; every part must hold.
    since, until: days a release may be dated, both included.
    entered_since, entered_before: instants of its first entry, [since, before).
    words: as readers search; of what was withdrawn, the words of its title; or a symbol's
    beginning.  symbols: none but these.  without: none of these.
    """

    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    entered_since: datetime | None = None
    entered_before: datetime | None = None
    words: str = ""
    symbols: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    sort: str = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A release as the desk's list shows it.

    index: of its last entry that says something.  entered_at: of its first entry; changed_at: of
    its last, UTC.  langs: of the texts it has or, erased, had.  release: what it says or, where
    it was withdrawn, last said; None once erased.
    """

    symbol: str
    kind: str
    state: str
    index: int
    entered_at: str
    changed_at: str
    langs: tuple[str, ...]
    release: Release | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of a list, and how many lines the whole of it has."""

    lines: tuple[Line, ...]
    total: int


def find(store: Store, sought: Sought, *, lang: str = "en", page: int = 1, size: int = 50) -> Found:
    """Return one page of what was asked for; `page` counts from 1.

    lang: in which the words asked for are understood first.
    """
    rows = _rows(store, sought, lang=lang, limit=size, skip=(max(1, page) - 1) * size)
    if not rows and page > 1:
        # A page past the last has no row that could say how many there are.
        counted = _rows(store, sought, lang=lang, limit=1, skip=0)
        return Found(lines=(), total=cast(int, counted[0][1]) if counted else 0)
    total = cast(int, rows[0][1]) if rows else 0
    return Found(lines=_lines(store, [cast(int, row[0]) for row in rows]), total=total)


def all_of(store: Callable[[], Store], sought: Sought, *, lang: str = "en") -> Iterator[Line]:
    """Yield every line that was asked for, in order; memory holds a few hundred at a time.

    store: gives the store to read from in the thread that asks; a web server may take one part
    of a long answer in one thread and the next in another.
    """
    rows = _rows(store(), sought, lang=lang, limit=EVERYTHING, skip=0)
    indices = [cast(int, row[0]) for row in rows]
    for start in range(0, len(indices), READ_AT_ONCE):
        yield from _lines(store(), indices[start : start + READ_AT_ONCE])


def line_of(store: Store, symbol: str) -> Line | None:
    """Return the line of one release, None where the record has none of that symbol."""
    found = find(store, Sought(symbols=frozenset({symbol})), size=1).lines
    return found[0] if found else None


def _rows(store: Store, sought: Sought, *, lang: str, limit: int, skip: int) -> list[Row]:
    among = _with_words(store, sought.words, lang) if sought.words.strip() else None
    return store.rows(
        "desk_list",
        states=_listed(sought.states),
        kinds=_listed(sought.kinds),
        sources=_listed(sought.sources),
        fields=_listed(sought.fields),
        countries=_listed(sought.countries),
        langs=_listed(sought.langs),
        since=day_number(sought.since) if sought.since else None,
        until=day_number(sought.until) if sought.until else None,
        entered_since=instant(sought.entered_since) if sought.entered_since else None,
        entered_before=instant(sought.entered_before) if sought.entered_before else None,
        among=None if among is None else json.dumps(among),
        symbols=None if sought.symbols is None else json.dumps(sorted(sought.symbols)),
        without=_listed(sorted(sought.without)),
        sort=sought.sort,
        limit=limit,
        skip=skip,
    )


def _listed(values: Iterable[str]) -> str | None:
    return json.dumps(listed) if (listed := list(values)) else None


def _with_words(store: Store, asked: str, lang: str) -> list[int]:
    """Return the first entries of releases that have the words, or a symbol that begins so."""
    found = set(first_indices(store, asked, lang))
    wanted = set(words(asked))
    titles = store.rows("withdrawn_titles")
    found |= {cast(int, index) for index, title in titles if wanted <= set(words(str(title)))}
    begins = asked.strip()
    begun = store.rows("begun_so", first=begins, beyond=begins + AFTER_EVERY_LETTER)
    return sorted(found | {cast(int, index) for (index,) in begun})


def _lines(store: Store, indices: Sequence[int]) -> tuple[Line, ...]:
    rows = store.rows("desk_lines", indices=json.dumps(list(indices)))
    held = {cast(int, row[0]): _line(row) for row in rows}
    # Between the two questions one of them may have been changed: then it is another's turn.
    return tuple(held[index] for index in indices if index in held)


def _line(row: Row) -> Line:
    index, symbol, kind, act, changed_at, langs, entered_at, corrected, text = row
    release = read_release(str(text)) if text is not None else None
    return Line(
        symbol=str(symbol),
        kind=str(kind),
        state=_state(str(act), release, corrected=bool(corrected)),
        index=cast(int, index),
        entered_at=str(entered_at),
        changed_at=str(changed_at),
        langs=release.langs if release else tuple(str(langs).split()),
        release=release,
    )


def _state(act: str, release: Release | None, *, corrected: bool) -> str:
    if act == Act.WITHDRAW:
        return WITHDRAWN
    if release is None:
        return ERASED
    return CORRECTED if corrected else ISSUED
