"""The one writing function: signed-off orders go on the record, then before the readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from communique.config import Config
from communique.core.entry import Act, Entry, Order
from communique.core.errors import CommuniqueError
from communique.core.media import media_of
from communique.core.record import Release
from communique.log.appender import Appender
from communique.log.depositing import Depositing
from communique.log.errors import FileRefused, LogUnavailable
from communique.log.lock import hold
from communique.log.merkle import leaf_hash
from communique.log.reader import LogReader
from communique.registrar.erasing import Erasing
from communique.registrar.follow import catch_up
from communique.registrar.keys import signer_of, verifier_of
from communique.registrar.planning import Planned, plan
from communique.registrar.standing import Standing
from communique.store.projection import Projection

LOCK_SECONDS = 10.0
# In the newsroom's folder: files by their digest, until they are issued.
UPLOADS = "media"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where an order stands in the log.

    index: of its entry.  leaf: the leaf's hash, hex.  at: the instant that the entry says.
    is_new: False where it stood there before.
    """

    order: str
    index: int
    leaf: str
    at: datetime
    is_new: bool = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of bundles: receipts by order id; by the bundle's place, why it is refused."""

    receipts: Mapping[str, Receipt]
    refused: Mapping[int, CommuniqueError]


class Registrar:
    """Who enters: opened under the site's lock, caught up with the log, ready for orders."""

    def __init__(
        self,
        *,
        log: Appender,
        reader: LogReader,
        depositing: Depositing,
        projection: Projection,
        uploads: Path,
    ) -> None:
        """Take the parts, and make good what a crash left between them.

        uploads: the folder where the newsroom keeps files by their digest until they are issued.
        """
        self._log, self._reader = log, reader
        self._depositing, self._deposit = depositing, depositing.deposit
        self._projection = projection
        self._erasing = Erasing(depositing, projection)
        self._uploads = uploads
        self._mend()

    def enter(
        self, orders: Sequence[Order], *, clock: Callable[[], datetime] | None = None
    ) -> tuple[Receipt, ...]:
        """Put orders on the record as one batch under one checkpoint; safe to repeat.

        An order that stands in the log already gives its old receipt and writes nothing. The
        batch is public whole or not at all. Raises Contradiction, with nothing written, where
        an order does not fit what stands; FileRefused where a file it names is missing or wrong;
        LogUnavailable where the disk refuses.
        """
        entered = self.enter_bundles([orders], clock=clock)
        for refusal in entered.refused.values():
            raise refusal
        return tuple(entered.receipts[order.id] for order in orders)

    def enter_bundles(
        self, bundles: Sequence[Sequence[Order]], *, clock: Callable[[], datetime] | None = None
    ) -> Entered:
        """Put bundles on the record under one checkpoint, each whole or not at all.

        One that does not fit what stands, or names a file that is missing or wrong, is refused
        and keeps no other out. Raises LogUnavailable where the disk refuses.
        """
        at = (clock or _now)()
        receipts = self._known(bundles)
        new = _without(receipts, bundles)
        refused: dict[int, CommuniqueError] = {}
        while True:
            size = self._reader.checkpoint().size
            planned = plan(new, at=at, size=size, standing=self.standing)
            refused |= planned.refused
            try:
                written = self._write(planned.planned)
            except FileRefused as error:
                self._mend()
                named = [place for place, bundle in new.items() if _names(bundle, error.digest)]
                refused |= dict.fromkeys(named, error)
                new = {place: bundle for place, bundle in new.items() if place not in refused}
                continue
            receipts |= {receipt.order: receipt for receipt in written}
            return Entered(receipts, refused)

    def replay(self, planned: Sequence[Planned]) -> tuple[Receipt, ...]:
        """Put entries that another log had on this one as they are, under one checkpoint.

        Whoever planned them under this turn answers for their links and their order.
        Raises LogUnavailable, with nothing written.
        """
        return tuple(self._write(planned))

    @property
    def size(self) -> int:
        """Return how many entries the log holds."""
        return self._reader.checkpoint().size

    def entry(self, index: int) -> Entry:
        """Return an entry of the log."""
        return Entry.from_leaf(self._reader.entry(index))

    def last_index(self, symbol: str) -> int | None:
        """Return the index of a symbol's last entry, None where it has none."""
        return self._projection.last_index(symbol)

    def has_file(self, digest: str) -> bool:
        """Tell whether a file is in the deposit, or where the registrar takes one from."""
        return self._deposit.has(digest) or (self._uploads / digest).is_file()

    def standing(self, symbol: str) -> Standing | None:
        """Return how a symbol stands on the record, None where it has no entry."""
        index = self._projection.last_index(symbol)
        return None if index is None else Standing.read(index, self._reader, self._deposit)

    def order_index(self, order: str) -> int | None:
        """Return the index of an order's entry, None where it has none."""
        return self._projection.order_index(order)

    def entered(self, order: str) -> Receipt | None:
        """Return where an order stands in the log, None where it does not."""
        index = self._projection.order_index(order)
        if index is None:
            return None
        leaf = self._reader.entry(index)
        at = _instant(Entry.from_leaf(leaf))
        return Receipt(order, index, leaf_hash(leaf).hex(), at, is_new=False)

    def _known(self, bundles: Sequence[Sequence[Order]]) -> dict[str, Receipt]:
        """Return the receipts of orders that stand in the log already."""
        found = [self.entered(order.id) for bundle in bundles for order in bundle]
        return {receipt.order: receipt for receipt in found if receipt is not None}

    def _write(self, planned: Sequence[Planned]) -> list[Receipt]:
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
                self._erasing.add(one.entry.digest)
            leaf = leaf_hash(one.leaf).hex()
            self._projection.apply(index, leaf, one.entry, one.record)
            receipts.append(Receipt(one.entry.order, index, leaf, _instant(one.entry), is_new=True))
        self._erasing.carry_out()
        self._projection.commit()
        return receipts

    def _put_on_the_log(self, planned: Sequence[Planned]) -> range:
        kept = [one for one in planned if one.content is not None]
        named = dict.fromkeys(digest for one in kept for digest in one.media)
        files = {one: self._uploads / one for one in named if not self._deposit.has(one)}
        # The deposit before the log: an entry never names an object that is not there. What a
        # crash leaves between the two is named by the intent, and swept at the next opening.
        self._depositing.begin((*(one.entry.digest for one in kept), *files))
        contents = (one.content for one in kept if one.content is not None)
        self._depositing.put_all(contents, files=files)
        indices = self._log.append([one.leaf for one in planned])
        self._depositing.commit()
        return indices

    def _mend(self) -> None:
        catch_up(self._reader, self._deposit, self._projection, erasing=self._erasing)
        self._depositing.recover(self._is_named)

    def _is_named(self, digest: str) -> bool:
        projection = self._projection
        return projection.digest_index(digest) is not None or projection.names_media(digest)


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
                uploads=config.newsroom / UPLOADS,
            )


def _without(
    known: Mapping[str, Receipt], bundles: Sequence[Sequence[Order]]
) -> dict[int, list[Order]]:
    """Return the orders that are not in the log yet, each once, by their bundle's place."""
    seen = set(known)
    new: dict[int, list[Order]] = {}
    for place, bundle in enumerate(bundles):
        new[place] = list({one.id: one for one in bundle if one.id not in seen}.values())
        seen.update(one.id for one in bundle)
    return new


def _names(bundle: Sequence[Order], digest: str) -> bool:
    releases = (one.record for one in bundle if isinstance(one.record, Release))
    return any(digest in media_of(release) for release in releases)


def _instant(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry.at)


def _now() -> datetime:
    return datetime.now(UTC)
