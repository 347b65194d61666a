"""Entries, and histories: what a log may hold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from communique.core.canonical import digest_of, to_bytes
from communique.core.entry import Act, Entry, order_id
from communique.core.fact import FACT, FactRecord
from communique.core.record import (
    Record,
    Release,
    Withdrawal,
)
from communique.core.vocab import Term
from tests.strategies.facts import fact_records
from tests.strategies.registry import terms
from tests.strategies.releases import releases, withdrawals
from tests.strategies.words import AT, KINDS, LANGS, digests, few, symbols


@st.composite
def entries(draw: DrawFn) -> Entry:
    """Return an entry of the log."""
    at = draw(st.datetimes()).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Entry(
        order=draw(digests()),
        act=draw(st.sampled_from(list(Act))),
        at=at,
        symbol=draw(symbols()),
        kind=draw(st.sampled_from(KINDS)),
        langs=tuple(sorted(draw(few(st.sampled_from(LANGS))))),
        digest=draw(digests()),
        prev=draw(st.none() | st.integers(0, 2**40)),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a history, and what it put into the deposit."""

    entry: Entry
    record: Record | None

    @property
    def leaf(self) -> str:
        """Return a stand-in for the leaf's hash."""
        return digest_of(self.entry.to_leaf())


History = tuple[Line, ...]


@st.composite
def histories(draw: DrawFn, *, max_size: int = 12) -> History:
    """Return what a log may hold: releases of a few symbols issued, corrected, withdrawn, erased.

    Facts and records of the registry stand between them, now and then one of them erased too.
    """
    lines: list[Line] = []
    for _ in range(draw(st.integers(1, max_size))):
        lines.append(draw(_next_line(tuple(lines))))
    return tuple(lines)


@st.composite
def _next_line(draw: DrawFn, lines: History) -> Line:
    erasable = sorted(
        {one.entry.digest for one in lines if one.record}
        - {one.entry.digest for one in lines if one.entry.act is Act.ERASE}
    )
    acts = ("registry", "issue", "issue", "correct", "withdraw", "erase", "fact")
    act = draw(st.sampled_from(acts))
    if act == "erase" and erasable:
        return _erasure(lines, draw(st.sampled_from(erasable)))
    if act == "registry":
        term = draw(terms())
        return line_of(lines, Act.ISSUE, replace(term, vocabulary="place", code="mere"))
    symbol = draw(st.sampled_from(("101", "102", "103")))
    if act == "fact":
        return line_of(lines, Act.ISSUE, draw(fact_records(release=symbol, number=1)))
    standing = any(one.entry.symbol == symbol for one in lines)
    if act == "withdraw" and standing:
        return line_of(lines, Act.WITHDRAW, draw(withdrawals(symbol=symbol)))
    act_of_release = Act.CORRECT if standing else Act.ISSUE
    return line_of(lines, act_of_release, draw(releases(symbol=symbol)))


def line_of(lines: History, act: Act, record: Record) -> Line:
    """Return the line that puts a record on a log that holds `lines`."""
    if isinstance(record, Release | Withdrawal):
        symbol, kind = record.symbol, record.kind
    elif isinstance(record, FactRecord):
        symbol, kind = record.symbol, FACT
    elif isinstance(record, Term):
        symbol, kind = f"{record.vocabulary}.{record.code}", record.vocabulary
    else:
        raise ValueError("a history holds releases, withdrawals, facts and terms")
    # The salt keeps two records of the same words apart, as in the deposit.
    digest = digest_of(to_bytes(record, f"{len(lines):032x}"))
    langs = record.langs if isinstance(record, Release) else ()
    return Line(_entry(lines, act, symbol, kind=kind, digest=digest, langs=langs), record)


def _erasure(lines: History, digest: str) -> Line:
    named = next(one.entry for one in lines if one.entry.digest == digest)
    return Line(
        _entry(lines, Act.ERASE, named.symbol, kind=named.kind, digest=digest, langs=()), None
    )


def erasure_of(lines: History, line: Line) -> Line:
    """Return the line that erases what an earlier one put into the deposit."""
    return _erasure(lines, line.entry.digest)


def _entry(
    lines: History, act: Act, symbol: str, *, kind: str, digest: str, langs: tuple[str, ...]
) -> Entry:
    before = [index for index, one in enumerate(lines) if one.entry.symbol == symbol]
    return Entry(
        order=order_id("history", str(len(lines))),
        act=act,
        at=AT,
        symbol=symbol,
        kind=kind,
        langs=langs,
        digest=digest,
        prev=before[-1] if before else None,
    )
