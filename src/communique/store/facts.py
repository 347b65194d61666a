"""What readers and the desk ask of the facts on the record, one function a question."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from communique.core.edition import ERASED, ISSUED, WITHDRAWN, ReportedFact
from communique.core.entry import Act
from communique.core.fact import FACT, Fact, FactRecord, number_of_fact, release_of_fact
from communique.core.fact_rules import passage_today
from communique.store.db import Row, Store
from communique.store.query import AFTER_EVERY_LETTER, LAST_DAY, tree_size
from communique.store.rows import day_number, read, read_fact, read_release

LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FactHistory:
    """What became of one fact, as the desk needs it.

    state: issued, withdrawn or erased.  record: what it said last, None once erased.
    digests: of the objects that it put into the deposit and no erasure took, oldest first.
    """

    symbol: str
    number: int
    state: str
    record: FactRecord[Fact] | None
    digests: tuple[str, ...]


def facts_of(store: Store, release: str, size: int | None = None) -> tuple[ReportedFact, ...]:
    """Return the facts of a release as readers saw them at a size, in the order confirmed.

    None of a release that was withdrawn or erased, and none whose words are gone from its text.
    """
    rows = store.rows("facts_of", release=release, tree_size=_size(store, size))
    return tuple(_reported(rows))


def facts_naming(
    store: Store,
    codes: Iterable[str],
    *,
    on: date | None = None,
    size: int | None = None,
    limit: int = LISTED,
) -> tuple[ReportedFact, ...]:
    """Return the facts that name one of some codes, those of the newest release first.

    on: the day until which releases count as said.  A code may be one of several vocabularies;
    who asks for a person must look whether it is one (`core.fact.parties`).
    """
    rows = store.rows(
        "facts_naming",
        codes=json.dumps(sorted(set(codes))),
        until=day_number(on) if on else LAST_DAY,
        tree_size=_size(store, size),
        limit=limit,
    )
    return tuple(_reported(rows))


def facts_of_kind(
    store: Store,
    kind: str,
    *,
    on: date | None = None,
    size: int | None = None,
    limit: int = LISTED,
) -> tuple[ReportedFact, ...]:
    """Return the facts of a kind, those of the newest release first."""
    rows = store.rows(
        "facts_of_kind",
        kind=kind,
        until=day_number(on) if on else LAST_DAY,
        tree_size=_size(store, size),
        limit=limit,
    )
    return tuple(_reported(rows))


def fact_histories(store: Store, release: str) -> tuple[FactHistory, ...]:
    """Return every fact a release ever had, by number, whatever became of it."""
    first = f"{FACT}.{release}."
    rows = store.rows("fact_entries", first=first, beyond=first + AFTER_EVERY_LETTER)
    by_symbol: dict[str, list[Row]] = {}
    for row in rows:
        if release_of_fact(str(row[0])) == release:
            by_symbol.setdefault(str(row[0]), []).append(row)
    found = [_history(symbol, entries) for symbol, entries in by_symbol.items()]
    return tuple(sorted(found, key=lambda one: one.number))


def _history(symbol: str, entries: Sequence[Row]) -> FactHistory:
    erased = {str(digest) for _, act, digest, _, _ in entries if act == Act.ERASE}
    said = [row for row in entries if row[1] != Act.ERASE]
    records = [read(str(kind), str(text)) for _, _, _, kind, text in said if text is not None]
    facts = [one for one in records if isinstance(one, FactRecord)]
    state = WITHDRAWN if said[-1][1] == Act.WITHDRAW else ISSUED if said[-1][4] else ERASED
    return FactHistory(
        symbol=symbol,
        number=number_of_fact(symbol),
        state=state,
        record=facts[-1] if facts else None,
        digests=tuple(str(row[2]) for row in said if row[2] not in erased),
    )


def _reported(rows: Iterable[Row]) -> Iterator[ReportedFact]:
    for index, leaf, at, digest, fact, text, corrected in rows:
        record, release = read_fact(str(fact)), read_release(str(text))
        passage = passage_today(record, release)
        if passage is not None:
            yield ReportedFact(
                record=record,
                passage=passage,
                release=release,
                index=cast(int, index),
                leaf=str(leaf),
                at=str(at),
                digest=str(digest),
                corrected=bool(corrected),
            )


def _size(store: Store, asked: int | None) -> int:
    held = tree_size(store)
    return held if asked is None else max(0, min(asked, held))
