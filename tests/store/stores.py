"""Stores for tests: filled from lines of a log that the tests make up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from communique.core.dates import PartialDate
from communique.core.entry import Act
from communique.core.record import Ref, Release, Withdrawal
from communique.core.text import Text
from communique.store.projection import Projection
from tests.strategies import History, Line, erasure_of, line_of


def apply(projection: Projection, lines: History, *, start: int | None = None) -> None:
    """Apply what follows the `start` (else what the store holds) of a log."""
    first = projection.size if start is None else start
    for index in range(first, len(lines)):
        line = lines[index]
        projection.apply(index, line.leaf, line.entry, line.record)


def filled(folder: Path, lines: History, *, commits: Iterable[int] = ()) -> Path:
    """Return a store's folder that holds the lines, committed after some sizes and at the end."""
    with Projection.open(folder) as projection:
        for size in [*sorted(set(commits)), len(lines)]:
            apply(projection, lines[:size])
            projection.commit()
    return folder


def without_the_erased(lines: History) -> History:
    """Return the lines as a rebuild reads them: the deposit has lost what was erased."""
    erased = {line.entry.digest for line in lines if line.entry.act is Act.ERASE}
    return tuple(
        Line(line.entry, None if line.entry.digest in erased else line.record) for line in lines
    )


def text(title: str, *body: str, summary: str = "") -> Text:
    """Return a text."""
    return Text(title=title, body=body or (f"{title}, says the body.",), summary=summary)


def release(symbol: str, date: str = "1999-05-02", **texts: Text) -> Release:
    """Return a release of the invented organisation, with texts by language."""
    return Release(
        symbol=symbol,
        kind="press-release",
        texts=texts or {"en": text(f"Notice {symbol}")},
        date=PartialDate(date) if date else None,
        places=(Ref(name="Mere", code="mere"),),
        sources=("secretariat",),
        fields_of_work=("navigation",),
        countries=("XA",),
    )


def issued(*releases: Release) -> History:
    """Return a log that issues releases, one after the other."""
    lines: History = ()
    for one in releases:
        lines = (*lines, line_of(lines, Act.ISSUE, one))
    return lines


def corrected(lines: History, one: Release) -> History:
    """Return the log with the correction after it."""
    return (*lines, line_of(lines, Act.CORRECT, one))


def withdrawn(lines: History, symbol: str, note: str = "It was issued by mistake.") -> History:
    """Return the log with the withdrawal after it."""
    reason = Withdrawal(symbol=symbol, kind="press-release", note=note)
    return (*lines, line_of(lines, Act.WITHDRAW, reason))


def erased(lines: History, index: int) -> History:
    """Return the log with the erasure of an entry's object after it."""
    return (*lines, erasure_of(lines, lines[index]))
