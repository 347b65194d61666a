"""The one writing function: signed-off orders go on the record, then before the readers."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from communique.config import Config
from communique.core.canonical import SALT_BYTES, digest_of, to_bytes
from communique.core.entry import Act, Entry, Order
from communique.core.record import Record
from communique.log.appender import Appender
from communique.log.depositing import Depositing
from communique.log.errors import LogUnavailable
from communique.log.lock import hold
from communique.log.merkle import leaf_hash
from communique.log.reader import LogReader
from communique.registrar.follow import catch_up
from communique.registrar.keys import signer_of, verifier_of
from communique.registrar.standing import Standing, check_order
from communique.store.projection import Projection

LOCK_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where an order stands in the log.

    index: of its entry.  leaf: the leaf's hash, hex.  is_new: False where it stood there before.
    """

    order: str
    index: int
    leaf: str
    is_new: bool = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class _Planned:
    """An order with the entry it becomes and the bytes that go into the deposit."""

    entry: Entry
    leaf: bytes
    record: Record | None
    content: bytes | None


class Registrar:
    """Who enters: opened under the site's lock, caught up with the log, ready for orders."""

    def __init__(
        self,
        *,
        log: Appender,
        reader: LogReader,
        depositing: Depositing,
        projection: Projection,
    ) -> None:
        """Take the parts, and make good what a crash left between them."""
        self._log, self._reader = log, reader
        self._depositing, self._deposit = depositing, depositing.deposit
        self._projection = projection
        self._mend()

    def enter(
        self, orders: Sequence[Order], *, clock: Callable[[], datetime] | None = None
    ) -> tuple[Receipt, ...]:
        """Put orders on the record as one batch under one checkpoint; safe to repeat.

        An order that stands in the log already gives its old receipt and writes nothing. The
        batch is public whole or not at all. Raises Contradiction, with nothing written, where
        an order does not fit what stands; LogUnavailable where the disk refuses.
        """
        at = (clock or _now)()
        old = {order.id: self._projection.order_index(order.id) for order in orders}
        new = {order.id: order for order in orders if old[order.id] is None}
        receipts = {
            id_: self._entered(id_, index) for id_, index in old.items() if index is not None
        }
        for receipt in self._write(self._plan(list(new.values()), at)):
            receipts[receipt.order] = receipt
        return tuple(receipts[order.id] for order in orders)

    def standing(self, symbol: str) -> Standing | None:
        """Return how a symbol stands on the record, None where it has no entry."""
        index = self._projection.last_index(symbol)
        return None if index is None else Standing.read(index, self._reader, self._deposit)

    def order_index(self, order: str) -> int | None:
        """Return the index of an order's entry, None where it has none."""
        return self._projection.order_index(order)

    def _plan(self, orders: Sequence[Order], at: datetime) -> list[_Planned]:
        size = self._reader.checkpoint().size
        standing: dict[str, Standing | None] = {}
        planned: list[_Planned] = []
        for order in orders:
            if order.symbol not in standing:
                standing[order.symbol] = self.standing(order.symbol)
            before = standing[order.symbol]
            check_order(order, before)
            one = _planned(order, at, before.index if before else None)
            standing[order.symbol] = Standing.after(before, one.entry, order, size + len(planned))
            planned.append(one)
        return planned

    def _write(self, planned: Sequence[_Planned]) -> list[Receipt]:
        if not planned:
            return []
        try:
            indices = self._put_on_the_log(planned)
        except LogUnavailable:
            # Nothing of the batch is public, unless the disk failed at the very last flush:
            # the log itself tells, and the deposit is swept accordingly.
            self._mend()
            raise
        receipts = []
        # The log before the store: the log is the record, the store only a view of it. A crash
        # in between costs lateness, which the next opening makes good.
        for index, one in zip(indices, planned, strict=True):
            if one.entry.act is Act.ERASE:
                self._depositing.erase(one.entry.digest)
            leaf = leaf_hash(one.leaf).hex()
            self._projection.apply(index, leaf, one.entry, one.record)
            receipts.append(Receipt(one.entry.order, index, leaf, is_new=True))
        self._projection.commit()
        return receipts

    def _put_on_the_log(self, planned: Sequence[_Planned]) -> range:
        kept = [one for one in planned if one.content is not None]
        # The deposit before the log: an entry never names an object that is not there. What a
        # crash leaves between the two is named by the intent, and swept at the next opening.
        self._depositing.begin(one.entry.digest for one in kept)
        self._depositing.put_all(one.content for one in kept if one.content is not None)
        indices = self._log.append([one.leaf for one in planned])
        self._depositing.commit()
        return indices

    def _mend(self) -> None:
        catch_up(self._reader, self._deposit, self._projection, erase=self._depositing.erase)
        self._depositing.recover(lambda digest: self._projection.digest_index(digest) is not None)

    def _entered(self, order: str, index: int) -> Receipt:
        leaf = leaf_hash(self._reader.entry(index)).hex()
        return Receipt(order, index, leaf, is_new=False)


@contextmanager
def opened(config: Config, *, wait_seconds: float = LOCK_SECONDS) -> Iterator[Registrar]:
    """Hold the site's lock, mend what a crash left, and give the registrar.

    Raises LockHeld where another process enters for longer than `wait_seconds`, KeyRefused where
    the key cannot be used, LogDamaged where the log is not as its checkpoint says.
    """
    signer = signer_of(config)
    with hold(config.lock, wait_seconds=wait_seconds):
        log = Appender(config.log, signer)
        with Projection.open(config.store) as projection:
            yield Registrar(
                log=log,
                reader=LogReader(config.log, verifier_of(config)),
                depositing=Depositing(config.deposit),
                projection=projection,
            )


def _planned(order: Order, at: datetime, prev: int | None) -> _Planned:
    if order.record is None:
        entry = Entry.of(order, digest=order.erases, at=at, prev=prev)
        return _Planned(entry, entry.to_leaf(), None, None)
    content = to_bytes(order.record, secrets.token_hex(SALT_BYTES))
    entry = Entry.of(order, digest=digest_of(content), at=at, prev=prev)
    return _Planned(entry, entry.to_leaf(), order.record, content)


def _now() -> datetime:
    return datetime.now(UTC)
