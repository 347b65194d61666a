"""Log, deposit and store held against each other; every wrong byte is traced to its file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.config import Config
from communique.core.canonical import from_bytes
from communique.core.entry import Act, Entry
from communique.core.errors import CommuniqueError, UnreadableEntry, UnreadableRecord
from communique.core.media import media_of
from communique.core.profile import kind_of, symbol_of
from communique.core.record import Record, Release
from communique.log.deposit import Deposit
from communique.log.errors import LogDamaged, ObjectDamaged, ObjectMissing
from communique.log.lock import hold
from communique.log.merkle import leaf_hash
from communique.log.reader import LogReader
from communique.registrar.follow import ENTRIES_PER_COMMIT
from communique.registrar.keys import verifier_of
from communique.store.dump import dump_digest
from communique.store.integrity import database, integrity
from communique.store.projection import Projection

LOCK_SECONDS = 10.0
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the file it is wrong in, and how."""

    path: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Audit:
    """What an audit has seen so far of the log's entries."""

    folder: Path
    reader: LogReader
    deposit: Deposit
    projection: Projection
    missing: dict[str, int] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    # By the digest of a file, those of the records that name it.
    media: dict[str, list[str]] = field(default_factory=dict)
    # Files whose bytes were read and are right.
    right: set[str] = field(default_factory=set)


def audit(config: Config, *, progress: Progress | None = None) -> Iterator[Fault]:
    """Yield every fault of a site; nothing is yielded where all is well.

    The log: signature, every tile and bundle against the root. The entries: their order ids, and
    their links to what came before. The deposit: every object and every file that a release
    names against its digest; one may be missing only where it was erased, and none may be there
    that neither an entry nor a release names. The store: the same, table by table, as one made
    anew. Nothing of the site is changed, and nobody is kept from entering unless something seems
    wrong or came meanwhile.
    """
    try:
        reader = LogReader(config.log, verifier_of(config))
        size = reader.checkpoint().size
    except CommuniqueError as error:
        yield Fault(error.where or str(config.log), str(error))
        return
    damaged = [Fault(found.path, found.problem) for found in reader.check()]
    yield from damaged
    if damaged:
        # What the entries say is not to be trusted where the log itself is wrong.
        return
    with (
        tempfile.TemporaryDirectory(prefix="communique-audit-") as name,
        Projection.open(Path(name)) as projection,
    ):
        deposit = Deposit(config.deposit)
        seen = _Audit(folder=Path(name), reader=reader, deposit=deposit, projection=projection)
        yield from _entries(seen, size, progress)
        if not list(_rest(seen, config)) and reader.checkpoint().size == projection.size:
            return
        # Under the lock nothing is on its way: what is wrong now, is wrong.
        with hold(config.lock, wait_seconds=LOCK_SECONDS):
            yield from _entries(seen, reader.checkpoint().size, progress)
            yield from _rest(seen, config)


def _rest(seen: _Audit, config: Config) -> Iterator[Fault]:
    yield from _deposit(seen)
    yield from _store(config, seen.folder)


def _entries(seen: _Audit, size: int, progress: Progress | None) -> Iterator[Fault]:
    for index, leaf in seen.reader.entries(seen.projection.size, size):
        try:
            entry = Entry.from_leaf(leaf)
        except UnreadableEntry as error:
            raise LogDamaged(f"entry {index}", str(error)) from None
        yield from _links(seen, index, entry)
        record = yield from _object(seen, index, entry)
        seen.projection.apply(index, leaf_hash(leaf).hex(), entry, record)
        if (index + 1) % ENTRIES_PER_COMMIT == 0:
            seen.projection.commit()
            if progress is not None:
                progress(index + 1, size)
    seen.projection.commit()


def _links(seen: _Audit, index: int, entry: Entry) -> Iterator[Fault]:
    before = seen.projection.last_index(entry.symbol)
    if entry.prev != before:
        yield Fault(f"entry {index}", f"it names {entry.prev} as what came before, not {before}")
    if (twice := seen.projection.order_index(entry.order)) is not None:
        yield Fault(f"entry {index}", f"its order was entered before, as entry {twice}")


def _object(seen: _Audit, index: int, entry: Entry) -> Generator[Fault, None, Record | None]:
    if entry.act is Act.ERASE:
        seen.erased.add(entry.digest)
        return None
    path = str(seen.deposit.path_of(entry.digest))
    try:
        record: Record = from_bytes(seen.deposit.get(entry.digest)).record
    except ObjectMissing:
        seen.missing[entry.digest] = index
        return None
    except (ObjectDamaged, UnreadableRecord) as error:
        yield Fault(path, str(error))
        return None
    for digest in media_of(record) if isinstance(record, Release) else ():
        seen.media.setdefault(digest, []).append(entry.digest)
    if (symbol_of(record), kind_of(record)) != (entry.symbol, entry.kind):
        yield Fault(path, f"it is not the {entry.kind} {entry.symbol} that entry {index} names")
    return record


def _deposit(seen: _Audit) -> Iterator[Fault]:
    for digest, index in seen.missing.items():
        if digest not in seen.erased:
            path = str(seen.deposit.path_of(digest))
            yield Fault(path, f"the object of entry {index} is missing, and no erase names it")
    media = {one for one, names in seen.media.items() if not seen.erased.issuperset(names)}
    for digest in sorted(media - seen.right):
        try:
            seen.deposit.check_one(digest)
            seen.right.add(digest)
        except CommuniqueError as error:
            yield Fault(str(seen.deposit.path_of(digest)), str(error))
    for digest in seen.deposit.digests():
        path = str(seen.deposit.path_of(digest))
        if digest in seen.erased:
            yield Fault(path, "an erase names this object, and it is still there")
        elif digest not in media and seen.projection.digest_index(digest) is None:
            yield Fault(path, "neither an entry nor a release names this object")


def _store(config: Config, anew: Path) -> Iterator[Fault]:
    try:
        faults = list(integrity(config.store))
        yield from (Fault(path, problem) for path, problem in faults)
        if not faults and dump_digest(config.store) != dump_digest(anew):
            yield Fault(
                str(database(config.store)),
                "it does not say what the log says; run `communique rebuild`",
            )
    except CommuniqueError as error:
        yield Fault(error.where or str(config.store), str(error))
