"""An export entered: the entries of one log put on another, in their order and as they were.

Where the log was empty, its entries are the same bytes afterwards, and its root hash is the
same. Where it was not, each entry keeps act, digest and instant (but no instant lies before the
log's last), and a symbol comes in with its whole chain or not at all. What has come in already
is passed over, so that an interrupted import goes on where it stopped.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.core.entry import Act, Entry, Order, order_id
from communique.core.errors import CommuniqueError
from communique.core.exported import (
    ERASED,
    WITHDRAWN,
    BadExport,
    ExportedEntry,
    ExportedPart,
    read_line,
)
from communique.core.fact import FactRecord
from communique.core.media import media_of
from communique.core.record import Record, Release, Withdrawal
from communique.log.errors import LeafTooLong
from communique.log.tile import encode_entry
from communique.registrar.arriving import Arriving
from communique.registrar.enter import Registrar
from communique.registrar.planning import Planned
from communique.registrar.standing import Standing, check_order
from communique.registrar.turns import Turns

# One checkpoint for so many, as for a store that is rebuilt: a kill undoes little.
LINES_PER_BATCH = 1_000
ENTERED, UNCHANGED, REFUSED = "entered", "unchanged", "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What became of a line.  number: of the line, from 1."""

    number: int
    outcome: str
    symbol: str = ""
    message: str = ""


class Replay:
    """Lines of one export on their way into a site."""

    def __init__(self, turns: Turns, arriving: Arriving) -> None:
        """Take nothing yet; `arriving` takes the files."""
        self._turns, self._arriving = turns, arriving
        # By the index of an entry in the export, where it stands here; -1 where it does not.
        self._here = array("q")
        self._erasures_due: dict[str, int] = {}

    def enter(self, lines: Iterable[bytes]) -> Iterator[Replayed]:
        """Yield what became of each entry, once it is on the record."""
        batch: list[tuple[int, ExportedEntry]] = []
        for number, line in enumerate(lines, start=1):
            try:
                read = read_line(line)
                if isinstance(read, ExportedPart):
                    self._arriving.take(read)
                    continue
                self._check_place(read, number)
            except CommuniqueError as error:
                yield Replayed(number=number, outcome=REFUSED, message=str(error))
                continue
            batch.append((number, read))
            if len(batch) == LINES_PER_BATCH or self._turns.is_wanted:
                yield from self._flush(batch)
        yield from self._flush(batch)
        for digest, number in self._erasures_due.items():
            message = f"{digest} is said to be erased, and no entry of the export erases it"
            yield Replayed(number=number, outcome=REFUSED, message=message)

    def _check_place(self, read: ExportedEntry, number: int) -> None:
        if read.index < len(self._here):
            raise BadExport(f"entry {read.index} stands behind a later one")
        if read.index >= number:
            raise BadExport(f"entries are missing before entry {read.index}")
        self._here.extend([-1] * (read.index + 1 - len(self._here)))
        if read.absent == ERASED:
            self._erasures_due[read.entry.digest] = number
        if read.entry.act is Act.ERASE:
            self._erasures_due.pop(read.entry.digest, None)

    def _flush(self, batch: list[tuple[int, ExportedEntry]]) -> Iterator[Replayed]:
        lines = batch.copy()
        batch.clear()
        registrar = self._turns.registrar
        deciding = _Deciding(registrar, self._here)
        found = [deciding.decide(number, read) for number, read in lines]
        registrar.replay(deciding.planned)
        self._arriving.forget()
        self._turns.give_way()
        yield from found


class _Deciding:
    """One batch: what is known of the log, and what the batch adds to it."""

    def __init__(self, registrar: Registrar, here: array[int]) -> None:
        self._registrar, self._here = registrar, here
        self.planned: list[Planned] = []
        self._last: dict[str, int] = {}
        self._standings: dict[str, Standing | None] = {}
        self._orders: set[str] = set()
        self._size = registrar.size
        self._at = registrar.entry(self._size - 1).at if self._size else ""

    def decide(self, number: int, read: ExportedEntry) -> Replayed:
        """Plan the entry of a line, or say why there is none."""
        entry = read.entry
        try:
            order, there = self._order(entry)
            if there is not None:
                self._here[read.index] = there
                return Replayed(number=number, outcome=UNCHANGED, symbol=entry.symbol)
            self._plan(read, order)
        except (CommuniqueError, LeafTooLong) as error:
            return Replayed(number=number, outcome=REFUSED, symbol=entry.symbol, message=str(error))
        return Replayed(number=number, outcome=ENTERED, symbol=entry.symbol)

    def _order(self, entry: Entry) -> tuple[str, int | None]:
        """Return the order's id here, and where it stands already."""
        # Two sites of one profile gave the same ids to their first orders, with other salts.
        for order in (entry.order, order_id("replayed", entry.order, entry.act, entry.digest)):
            there = self._registrar.order_index(order)
            if there is None and order not in self._orders:
                return order, None
            held = self._registrar.entry(there) if there is not None else None
            if held and (held.digest, held.act, held.symbol) == (
                entry.digest,
                entry.act,
                entry.symbol,
            ):
                return order, there
        raise BadExport(f"the order of entry {entry.symbol} was entered before, for another text")

    def _plan(self, read: ExportedEntry, order: str) -> None:
        entry = read.entry
        _check_is_given(read)
        before = self._prev(entry)
        self._check_chain(read, before)
        standing = self._standing(entry.symbol, before)
        given = _order_of(read, order)
        _check_rules(given, standing)
        self._check_files(read.record)
        made = replace(entry, order=order, prev=before, at=max(entry.at, self._at))
        leaf = made.to_leaf()
        encode_entry(leaf)  # refuses what the log cannot carry
        index = self._size + len(self.planned)
        self._standings[entry.symbol] = Standing.after(standing, made, given, index)
        self.planned.append(Planned(made, leaf, read.record, read.content))
        self._here[read.index], self._last[entry.symbol], self._at = index, index, made.at
        self._orders.add(order)

    def _prev(self, entry: Entry) -> int | None:
        held = self._last.get(entry.symbol)
        return self._registrar.last_index(entry.symbol) if held is None else held

    def _check_chain(self, read: ExportedEntry, before: int | None) -> None:
        prev, symbol = read.entry.prev, read.entry.symbol
        if prev is not None and not 0 <= prev < read.index:
            raise BadExport(f"it names entry {prev} as what came before it")
        came = None if prev is None else self._here[prev]
        if came == -1:
            raise BadExport(f"{symbol} has an earlier entry, which did not come in")
        # A site that was made with the same profile has its registry; the export's takes its place.
        is_registry = read.record is not None and not isinstance(
            read.record, Release | Withdrawal | FactRecord
        )
        if came != before and not (is_registry and came is None):
            raise BadExport(f"{symbol} is on the record here, and not as the export has it")

    def _standing(self, symbol: str, before: int | None) -> Standing | None:
        if before is None:
            return None
        if symbol not in self._standings:
            self._standings[symbol] = self._registrar.standing(symbol)
        return self._standings[symbol]

    def _check_files(self, record: Record | None) -> None:
        for digest in media_of(record) if isinstance(record, Release) else ():
            if not self._registrar.has_file(digest):
                raise BadExport(
                    f"it names the file {digest}, which is not here; an export --whole brings it"
                )


def _check_is_given(read: ExportedEntry) -> None:
    if read.absent == WITHDRAWN:
        raise BadExport(
            f"the text of {read.entry.symbol} was withdrawn and left out; an export --whole has it"
        )
    if read.record is None and read.absent != ERASED and read.entry.act is not Act.ERASE:
        raise BadExport("its record is missing, and nothing says why")


def _check_rules(order: Order, standing: Standing | None) -> None:
    """Hold an order against the rules, as far as what it and its forerunner said is there."""
    is_given = order.record is not None or order.act is Act.ERASE
    if is_given and (standing is None or standing.record is not None or order.act is Act.ERASE):
        check_order(order, standing)


def _order_of(read: ExportedEntry, order: str) -> Order:
    entry = read.entry
    return Order(
        id=order,
        act=entry.act,
        symbol=entry.symbol,
        kind=entry.kind,
        langs=entry.langs,
        record=read.record,
        erases=entry.digest if entry.act is Act.ERASE else "",
    )
