"""The record as lines: every entry of the log in its order, with what it put into the deposit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from communique.config import Config
from communique.core.canonical import from_bytes
from communique.core.entry import Act, Entry
from communique.core.exported import (
    ERASED,
    WITHDRAWN,
    ExportedLog,
    ExportedPart,
    entry_line,
    part_line,
    with_log,
)
from communique.core.fact import release_of_fact
from communique.core.media import media_of
from communique.core.record import Release
from communique.log.deposit import Deposit
from communique.log.errors import ObjectMissing
from communique.log.note import open_checkpoint
from communique.log.reader import LogReader
from communique.registrar.keys import verifier_of

PART_BYTES = 192 * 1024
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """An entry on its way out.

    content: the deposit's bytes, None of an erasure and where `absent` says why.
    """

    index: int
    leaf: bytes
    content: bytes | None
    absent: str = ""


def lines(
    config: Config, *, whole: bool = False, progress: Progress | None = None
) -> Iterator[bytes]:
    """Yield the record line by line; the site may run meanwhile.

    whole: what was withdrawn too, and the bytes of pictures and attachments: all that another
    site needs to hold the same record.
    Raises ObjectMissing where the deposit lacks what no entry erased.
    """
    reader, deposit = LogReader(config.log, verifier_of(config)), Deposit(config.deposit)
    log = ExportedLog(note=reader.note().decode(), key=reader.verifier.text())
    sent: set[str] = set()
    for one in entries(config, whole=whole, progress=progress):
        if whole and one.content is not None:
            yield from _files(one.content, deposit, sent)
        line = entry_line(one.index, one.leaf, one.content, one.absent)
        yield line if one.index else with_log(line, log)


def entries(
    config: Config, *, whole: bool = False, progress: Progress | None = None
) -> Iterator[Taken]:
    """Yield every entry with its object, but not what was erased or, unless `whole`, withdrawn.

    Raises as `lines` does.
    """
    reader = LogReader(config.log, verifier_of(config))
    taking = _Taking(reader, Deposit(config.deposit))
    done = 0
    while done < taking.look():
        for index, leaf in taking.reader.entries(done, taking.size):
            yield taking.taken(index, leaf, whole=whole)
            if progress is not None and index % 100 == 0:
                progress(index + 1, taking.size)
        done = taking.size
        if not taking.was_overtaken:
            return


def taken_back(config: Config) -> tuple[str, ...]:
    """Return the symbols of releases that were withdrawn, or erased in a version or whole."""
    reader = LogReader(config.log, verifier_of(config))
    found: dict[str, None] = {}
    for _, leaf in reader.entries():
        if b'"act":"erase"' in leaf or b'"act":"withdraw"' in leaf:
            symbol = Entry.from_leaf(leaf).symbol
            found |= {} if release_of_fact(symbol) else {symbol: None}
    return tuple(found)


class _Taking:
    """What is known of the log while it is read: its size, and what is not to be shown."""

    def __init__(self, reader: LogReader, deposit: Deposit) -> None:
        self.reader, self.deposit = reader, deposit
        self.size = self._seen = 0
        self.was_overtaken = False
        self._erased: set[str] = set()
        self._withdrawn: set[str] = set()

    def look(self) -> int:
        """Return how many entries the log has now, and see what they take back."""
        self.was_overtaken = False
        self.size = open_checkpoint(self.reader.note(), self.reader.verifier).size
        self._see()
        return self.size

    def _see(self) -> None:
        size = self.reader.checkpoint().size
        for _, leaf in self.reader.entries(self._seen, size):
            # A look at the bytes first: a leaf in a million is one of these.
            if b'"act":"erase"' in leaf or b'"act":"withdraw"' in leaf:
                entry = Entry.from_leaf(leaf)
                if entry.act is Act.ERASE:
                    self._erased.add(entry.digest)
                else:
                    self._withdrawn.add(entry.symbol)
        self._seen = size

    def taken(self, index: int, leaf: bytes, *, whole: bool) -> Taken:
        """Return an entry with its object, or with the word why it has none."""
        entry = Entry.from_leaf(leaf)
        if entry.act is Act.ERASE:
            return Taken(index, leaf, None)
        if entry.digest in self._erased:
            return Taken(index, leaf, None, ERASED)
        # A fact carries words of its release.
        said_of = {entry.symbol, release_of_fact(entry.symbol)}
        is_shown = entry.act is Act.WITHDRAW or self._withdrawn.isdisjoint(said_of)
        if not (whole or is_shown):
            return Taken(index, leaf, None, WITHDRAWN)
        try:
            return Taken(index, leaf, self.deposit.get(entry.digest))
        except ObjectMissing:
            # It may have been erased while we wrote: then the log goes on to say so, and so do we.
            self._see()
            if entry.digest not in self._erased:
                raise
            self.was_overtaken = True
            return Taken(index, leaf, None, ERASED)


def _files(content: bytes, deposit: Deposit, sent: set[str]) -> Iterable[bytes]:
    if b'"media_type"' not in content:
        return
    record = from_bytes(content).record
    for digest in media_of(record) if isinstance(record, Release) else ():
        if digest in sent:
            continue
        sent.add(digest)
        deposit.check_one(digest)
        with deposit.path_of(digest).open("rb") as file:
            part = 0
            while (held := file.read(PART_BYTES)) or part == 0:
                yield part_line(ExportedPart(digest=digest, part=part, content=held))
                part += 1
