"""How a symbol stands on the record, and which orders that allows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.core.edition import ERASED, ISSUED, WITHDRAWN
from communique.core.entry import Act, Entry, Order
from communique.core.errors import Contradiction
from communique.core.fact import FactRecord
from communique.core.record import Record, Release, Withdrawal
from communique.log.deposit import Deposit
from communique.log.reader import LogReader
from communique.registrar.follow import entries_back, record_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The state of a symbol with an entry.

    index: of its last entry.  state: `issued`, `withdrawn`, or `erased` where the object that was
    issued last is gone; an erasure of an earlier version leaves the state as it was.
    record: what was issued last, None once erased.  issued: its digest.
    digests: of every object its entries put into the deposit and no erasure took, oldest first.
    """

    index: int
    state: str
    kind: str
    record: Record | None
    issued: str
    digests: tuple[str, ...]

    @classmethod
    def read(cls, index: int, reader: LogReader, deposit: Deposit) -> Standing:
        """Return the standing of the symbol whose last entry has this index."""
        entries = list(entries_back(index, reader))
        erased = {entry.digest for _, entry in entries if entry.act is Act.ERASE}
        said = next(entry for _, entry in entries if entry.act is not Act.ERASE)
        issued = next(entry for _, entry in entries if entry.act in (Act.ISSUE, Act.CORRECT))
        gone = issued.digest in erased
        return cls(
            index=index,
            state=WITHDRAWN if said.act is Act.WITHDRAW else ERASED if gone else ISSUED,
            kind=entries[0][1].kind,
            record=record_of(issued, deposit),
            issued=issued.digest,
            digests=tuple(
                entry.digest
                for _, entry in reversed(entries)
                if entry.act is not Act.ERASE and entry.digest not in erased
            ),
        )

    @classmethod
    def after(cls, before: Standing | None, entry: Entry, order: Order, index: int) -> Standing:
        """Return the standing once an order of the same batch is entered.

        before: None only where the order issues: `check_order` refuses what has nothing to end.
        """
        if before is None or order.act in (Act.ISSUE, Act.CORRECT):
            return cls(
                index=index,
                state=ISSUED,
                kind=order.kind,
                record=order.record,
                issued=entry.digest,
                digests=(*(before.digests if before else ()), entry.digest),
            )
        if order.act is Act.WITHDRAW:
            digests = (*before.digests, entry.digest)
            return replace(before, index=index, state=WITHDRAWN, kind=order.kind, digests=digests)
        gone = order.erases == before.issued
        return replace(
            before,
            index=index,
            state=ERASED if gone and before.state == ISSUED else before.state,
            kind=order.kind,
            record=None if gone else before.record,
            digests=tuple(one for one in before.digests if one != order.erases),
        )


def check_order(order: Order, before: Standing | None) -> None:
    """Raise Contradiction where an order does not fit how its symbol stands."""
    if order.act is Act.ISSUE:
        _check_issue(order, before)
    elif before is None:
        raise Contradiction(f"{order.symbol} is not on the record: there is nothing to {order.act}")
    elif order.act is Act.ERASE:
        if order.erases not in before.digests:
            raise Contradiction(f"{order.symbol} put no object {order.erases} on the record")
    elif before.state != ISSUED:
        raise Contradiction(f"{order.symbol} is {before.state}: it cannot be {_PAST[order.act]}")
    elif not _note(order.record):
        raise Contradiction(f"{order.symbol} cannot be {_PAST[order.act]} without a public note")


_PAST = {Act.CORRECT: "corrected", Act.WITHDRAW: "withdrawn"}


def _check_issue(order: Order, before: Standing | None) -> None:
    if before is None:
        return
    if before.state != ISSUED:
        raise Contradiction(f"{order.symbol} is {before.state}: a symbol is never used again")
    old, new = before.record, order.record
    if isinstance(old, FactRecord) or isinstance(new, FactRecord):
        raise Contradiction(f"{order.symbol} is on the record: a fact changes by correction only")
    if not isinstance(old, Release) and not isinstance(new, Release):
        return
    # A further issue may add a language or a fact; a text that was issued changes by `correct`
    # only, so that nobody changes words without the readers being told.
    if not isinstance(old, Release) or not isinstance(new, Release):
        raise Contradiction(f"{order.symbol} is on the record as another kind of thing")
    if changed := [lang for lang in old.texts if new.texts.get(lang) != old.texts[lang]]:
        raise Contradiction(
            f"{order.symbol} is on the record with another text ({', '.join(changed)})"
        )


def _note(record: Record | None) -> str:
    return record.note.strip() if isinstance(record, Release | Withdrawal | FactRecord) else ""
