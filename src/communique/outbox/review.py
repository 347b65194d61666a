"""Records that wait for a person: laid here by an import, judged at the desk, then entered.

Like the outbox, every function works on the connection it is handed, and the caller begins and
ends the transaction. Who accepts a record says that it shall go in; what it is to the record by
then (new, a translation, a text that stands already) the registrar decides, as in an import.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from communique.core.waiting import Waits, from_text, in_words, to_text
from communique.outbox.frozen import instant_of, microseconds, title_of
from communique.outbox.statements import Connection, Row, change, make, rows


class Stage(StrEnum):
    """How far a record is: waiting → accepted → entered or kept-out; waiting → refused."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ENTERED = "entered"
    KEPT_OUT = "kept-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A record as a list shows it, without its text.

    found_at: the address it stood at, else its file.  settled_at, settled_by, reason: who said
    what becomes of it; of one that was kept out, why.  symbol: empty until it is entered.
    """

    number: int
    capture: str
    stage: Stage
    family: str
    site: str
    reasons: str
    percent: int
    title: str
    found_at: str
    waits_since: datetime
    settled_at: datetime | None
    settled_by: str
    reason: str
    symbol: str

    @property
    def is_settled(self) -> bool:
        """Tell whether somebody said what becomes of it: it is not asked again."""
        return self.stage in (Stage.ACCEPTED, Stage.REFUSED)

    @property
    def is_refused(self) -> bool:
        """Tell whether somebody would not have it."""
        return self.stage is Stage.REFUSED

    @property
    def doubts(self) -> str:
        """Return why it waits, in words."""
        return in_words(self.reasons)

    @property
    def said(self) -> str:
        """Return who said what of it, when and why."""
        on = f" on {self.settled_at:%Y-%m-%d}" if self.settled_at else ""
        if self.is_refused:
            because = f": {self.reason}" if self.reason else ""
            return f"refused at the desk by {self.settled_by}{on}{because}"
        return f"accepted at the desk by {self.settled_by}{on}, and on its way"


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Like cases that wait: of one site, with the same doubts.

    pages: how many.  lowest: the least confidence among them, per cent.  first: a number.
    """

    family: str
    site: str
    reasons: str
    pages: int
    lowest: int
    first: int

    @property
    def doubts(self) -> str:
        """Return why they wait, in words."""
        return in_words(self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Where a record stands in its family.  before, after: numbers, None at the ends."""

    before: int | None
    after: int | None
    place: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A record that somebody accepted, for the registrar."""

    number: int
    at: datetime
    by: str
    waits: Waits


def create_tables(connection: Connection) -> None:
    """Make the tables of the review list where they are not there."""
    make(connection, "review_tables")


def wait(connection: Connection, found: Iterable[Waits], at: datetime) -> None:
    """Lay records in the list; what was accepted, refused or entered stays as it is."""
    for one in found:
        change(
            connection,
            "review_wait",
            capture=one.capture,
            family=one.family,
            site=_kept(one.site),
            reasons=_kept(one.reasons),
            percent=one.percent,
            title=_kept(title_of(one.arrival.release)),
            found_at=_kept(one.address or one.path),
            at=microseconds(at),
            content=to_text(one),
        )


def of_capture(connection: Connection, capture: str) -> Listed | None:
    """Return the record that was read from a page, None where it never waited."""
    found = rows(connection, "review_of_capture", capture=capture)
    return _listed(found[0]) if found else None


def passed(connection: Connection, capture: str, symbol: str, at: datetime) -> None:
    """Say that a page that waited went in by an import: it is read more surely today."""
    change(connection, "review_passed", capture=capture, symbol=symbol, at=microseconds(at))


def counts(connection: Connection) -> dict[Stage, int]:
    """Return how many records there are in each stage."""
    return {Stage(row[0]): int(row[1]) for row in rows(connection, "review_counts")}


def families(connection: Connection, limit: int, skip: int = 0) -> list[Family]:
    """Return what waits, like cases together, the most of them first."""
    return [_family(row) for row in rows(connection, "review_families", most=limit, skip=skip)]


def count_families(connection: Connection) -> int:
    """Return in how many families of like cases what waits falls."""
    ((number,),) = rows(connection, "review_count_families")
    return int(number)


def family_of(connection: Connection, family: str) -> Family | None:
    """Return one family, None where nothing of it waits."""
    found = rows(connection, "review_family", family=family)
    return _family(found[0]) if found else None


def pages_of(connection: Connection, family: str, limit: int, skip: int = 0) -> list[Listed]:
    """Return the records of a family that wait, as they came."""
    found = rows(connection, "review_pages", family=family, most=limit, skip=skip)
    return [_listed(row) for row in found]


def settled(connection: Connection, stage: Stage, limit: int, skip: int = 0) -> list[Listed]:
    """Return the records in a stage, the last that came into it first."""
    found = rows(connection, "review_settled", state=stage.value, most=limit, skip=skip)
    return [_listed(row) for row in found]


def one(connection: Connection, number: int) -> tuple[Listed, Waits | None] | None:
    """Return a record with all that was read of it, its row locked; None where there is none.

    Of one that is entered the text is in the deposit, and no longer here.
    """
    for row in rows(connection, "review_one", number=number):
        return _listed(row), from_text(row[-1]) if row[-1] else None
    return None


def beside(connection: Connection, family: str, number: int) -> Beside:
    """Return where a record stands among those of its family that wait."""
    ((before, after, place, of),) = rows(connection, "review_beside", family=family, number=number)
    return Beside(before=before, after=after, place=place, of=of)


def last_of(connection: Connection, family: str) -> int:
    """Return the number of the last record of a family that waits, 0 where none does."""
    ((number,),) = rows(connection, "review_last", family=family)
    return int(number or 0)


def amend(connection: Connection, number: int, waits: Waits) -> bool:
    """Keep a record as somebody amended it; tell whether it still waited."""
    title = _kept(title_of(waits.arrival.release))
    return bool(
        change(connection, "review_amend", number=number, title=title, content=to_text(waits))
    )


def settle(
    connection: Connection, number: int, stage: Stage, *, by: str, at: datetime, reason: str = ""
) -> bool:
    """Accept or refuse one record; tell whether it still waited."""
    return bool(
        change(
            connection,
            "review_settle",
            number=number,
            state=stage.value,
            by=by,
            at=microseconds(at),
            reason=reason,
        )
    )


def settle_family(
    connection: Connection,
    family: str,
    stage: Stage,
    *,
    last: int,
    by: str,
    at: datetime,
    reason: str = "",
) -> int:
    """Accept or refuse all of a family up to the number `last`; return how many that were.

    What came in since the family was looked at goes on waiting.
    """
    return change(
        connection,
        "review_settle_family",
        family=family,
        state=stage.value,
        last=last,
        by=by,
        at=microseconds(at),
        reason=reason,
    )


def recall(connection: Connection, number: int) -> bool:
    """Have a record wait again that was refused or kept out; tell whether it was."""
    return bool(change(connection, "review_recall", number=number))


def has_accepted(connection: Connection) -> bool:
    """Tell whether something was accepted and is not entered yet."""
    return bool(rows(connection, "review_has_accepted"))


def accepted(connection: Connection, limit: int) -> list[Accepted]:
    """Return what was accepted and is not entered yet, the first accepted first."""
    return [
        Accepted(number=row[0], at=instant_of(row[1]), by=row[2], waits=from_text(row[3]))
        for row in rows(connection, "review_accepted", most=limit)
    ]


def mark_entered(connection: Connection, number: int, symbol: str) -> None:
    """Say under which symbol an accepted record stands; its text leaves the list."""
    change(connection, "review_entered", number=number, symbol=symbol)


def mark_kept_out(connection: Connection, number: int, symbol: str, reason: str) -> None:
    """Say why an accepted record is not entered."""
    change(connection, "review_kept_out", number=number, symbol=symbol, reason=_kept(reason))


def _kept(text: str) -> str:
    """Return a text without what a database refuses: a zero, or half of a character."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _listed(row: Row) -> Listed:
    return Listed(
        number=row[0],
        capture=row[1],
        stage=Stage(row[2]),
        family=row[3],
        site=row[4],
        reasons=row[5],
        percent=row[6],
        title=row[7],
        found_at=row[8],
        waits_since=instant_of(row[9]),
        settled_at=None if row[10] is None else instant_of(row[10]),
        settled_by=row[11],
        reason=row[12],
        symbol=row[13],
    )


def _family(row: Sequence[str | int]) -> Family:
    family, site, reasons, pages, lowest, first = row
    return Family(
        family=str(family),
        site=str(site),
        reasons=str(reasons),
        pages=int(pages),
        lowest=int(lowest),
        first=int(first),
    )
