"""A log and its deposit shown in a store; needs no key, so that any mirror can do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from communique.core.canonical import from_bytes
from communique.core.entry import Act, Entry
from communique.core.record import Record
from communique.log.deposit import Deposit
from communique.log.errors import ObjectMissing
from communique.log.merkle import leaf_hash
from communique.log.reader import LogReader
from communique.store.projection import Projection

# A store transaction holds this many entries: few enough to bound memory, many enough that a
# commit (a disk flush and a search segment) is a small part of the work.
ENTRIES_PER_COMMIT = 2_000


class Erases(Protocol):
    """Whoever takes erased objects out of the deposit."""

    @property
    def is_waiting(self) -> bool:
        """Tell whether there is something to take out."""
        ...

    def add(self, digest: str) -> None:
        """Take an object."""
        ...

    def carry_out(self) -> None:
        """Take all out, once the projection has every entry."""
        ...


def catch_up(
    reader: LogReader,
    deposit: Deposit,
    projection: Projection,
    *,
    erasing: Erases | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Apply what the log holds and the store does not; return how many entries that was.

    erasing: takes what is erased out of the deposit; a crash may have come between the entry
    and the erasure.  progress: told (entries applied, entries in the log) after each batch.
    """
    size, start = reader.checkpoint().size, projection.size
    for index, leaf in reader.entries(start, size):
        entry = Entry.from_leaf(leaf)
        if entry.act is Act.ERASE and erasing is not None:
            erasing.add(entry.digest)
        projection.apply(index, leaf_hash(leaf).hex(), entry, record_of(entry, deposit))
        # What is still to be erased is known as long as the store does not have its entry.
        is_safe = erasing is None or not erasing.is_waiting
        if (index + 1 - start) % ENTRIES_PER_COMMIT == 0 and is_safe:
            projection.commit()
            if progress is not None:
                progress(index + 1, size)
    if erasing is not None:
        erasing.carry_out()
    if size > start:
        projection.commit()
    return size - start


def record_of(entry: Entry, deposit: Deposit) -> Record | None:
    """Return the record an entry put into the deposit; None for an erasure or an erased text.

    Whether a missing object was lawfully erased is for the audit to say: a reader of the record
    sees no text either way.
    """
    if entry.act is Act.ERASE:
        return None
    try:
        return from_bytes(deposit.get(entry.digest)).record
    except ObjectMissing:
        return None


def entries_back(index: int, reader: LogReader) -> Iterator[tuple[int, Entry]]:
    """Yield a symbol's entries from one of them back to its first."""
    at: int | None = index
    while at is not None:
        entry = Entry.from_leaf(reader.entry(at))
        yield at, entry
        at = entry.prev
