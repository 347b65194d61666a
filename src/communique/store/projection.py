"""Entries of the log into rows and documents: the one writer of the store.

A commit is three steps: the tables; the search index; the tables again, to say how far search
has come. Whatever a crash leaves between them is made good at the next opening, from the tables
alone. Every commit is flushed to the disk, so that search never knows what the tables do not:
the log is the record, and what the store lacks of it is applied again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from communique.core.entry import Act, Entry
from communique.core.fact import Fact, FactRecord, kind_of_fact
from communique.core.media import media
from communique.core.record import Record, Release
from communique.store import generations
from communique.store.db import SCHEMA, check_schema, connect, damaged
from communique.store.errors import StoreBehind
from communique.store.rows import (
    RELEASE,
    address_forms,
    body_digest,
    days_of,
    family_of,
    filings,
    named_in,
    parties_of,
    read_release,
    written,
)
from communique.store.search.index import make_index
from communique.store.search.indexing import Indexing
from communique.store.statements import statement

CACHED_STATEMENTS = 128
# A reader's read lasts a few of these.
BUSY_MILLISECONDS = 2_000
# What is looked up by a digest lies anywhere in a long index: with SQLite's own 2 MiB, pages are
# read again and written out in the midst of a batch once a record has some 100,000 releases.
CACHE_KIBIBYTES = 64 * 1024
Argument = str | int | None


class Projection:
    """A store as its one writer holds it; whoever opens it holds the site's lock."""

    def __init__(self, folder: Path, generation: Path) -> None:
        """Open a generation that exists; `open` and `anew` are the ways in."""
        self._folder, self._generation = folder, generation
        self._connection = _connect(generation / generations.DATABASE)
        # Opened first and closed last: where the last connection to close can only read, SQLite
        # leaves the journal's files there, and readers who may not write, need them.
        self._keeper = connect(generation / generations.DATABASE)
        try:
            self._search = Indexing(generation / generations.SEARCH)
        except (ValueError, OSError) as error:
            self._connection.close()
            self._keeper.close()
            raise damaged(generation, error) from error
        self._size = self._number("size")
        with _told(generation):
            self._repair()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the store of a folder, an empty one where it holds none, ready for entries.

        Raises StrangeStore (another schema) or DamagedStore.
        """
        if not (folder / generations.CURRENT).exists():
            generation = _make(folder)
            generations.make_current(folder, generation)
        return cls(folder, generations.current(folder))

    @classmethod
    def anew(cls, folder: Path) -> Self:
        """Return an empty store beside the one in use, whose readers see nothing until `swap`."""
        return cls(folder, _make(folder))

    def swap(self) -> None:
        """Put this store in the place of the one in use, and remove that."""
        self.commit()
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        generations.make_current(self._folder, self._generation)
        generations.remove_others(self._folder)

    def __enter__(self) -> Self:
        """Return the projection itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it; what was not committed is forgotten."""
        self.close()

    def close(self) -> None:
        """Forget what was not committed, and give the files back."""
        self._search.close()
        if self._connection.in_transaction:
            self._connection.rollback()
        # Into the database itself, as far as readers let us: an audit reads the one file.
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()
        self._keeper.close()

    @property
    def size(self) -> int:
        """Return how many entries are applied, those not committed yet included."""
        return self._size

    def order_index(self, order: str) -> int | None:
        """Return the index of an order's entry, None where it has none."""
        return self._found("order_index", order=order)

    def last_index(self, symbol: str) -> int | None:
        """Return the index of a symbol's last entry, None where it has none."""
        return self._found("last_index", symbol=symbol)

    def digest_index(self, digest: str) -> int | None:
        """Return the index of the entry that put an object into the deposit, or None."""
        return self._found("digest_index", digest=digest)

    def names_media(self, digest: str) -> bool:
        """Tell whether a version of a release on the record names a file."""
        return self._found("media_index", media_digest=digest) is not None

    def media_only_of(self, digests: Iterable[str]) -> tuple[str, ...]:
        """Return the files that go when some objects are erased: what no other object names.

        digests: of the records that are erased together. Ask before the erasure is applied.
        """
        rows = self._run("media_only_of", digests=json.dumps(list(digests)))
        return tuple(str(row[0]) for row in rows)

    def apply(self, index: int, leaf: str, entry: Entry, record: Record | None) -> None:
        """Take an entry in; readers see it after `commit`.

        index: must be `size`, for the log is applied in order.  leaf: the leaf's hash, hex.
        record: what the deposit holds; None for an erasure, and for what was erased since.
        Raises StoreBehind where the disk refuses.
        """
        if index != self._size:
            raise ValueError(f"entry {index} cannot follow {self._size} applied ones")
        with _told(self._generation):
            self._apply(index, leaf, entry, record)
        self._size = index + 1

    def _apply(self, index: int, leaf: str, entry: Entry, record: Record | None) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
        first = self._found("first_index", symbol=entry.symbol)
        self._put_entry(index, leaf, entry, index if first is None else first)
        if entry.act is Act.ERASE:
            self._erase(entry)
        else:
            if first is not None:
                self._replace(entry, index)
            if record is not None:
                self._put_record(index, record, index if first is None else first)

    def commit(self) -> None:
        """Show readers what was applied; memory and the journal hold one commit's entries.

        Raises StoreBehind where the disk refuses.
        """
        with _told(self._generation):
            self._commit()

    def _commit(self) -> None:
        if not self._connection.in_transaction:
            return
        self._set("size", self._size)
        if not self._search.is_waiting and not self._number("unscrubbed"):
            self._set("search_size", self._size)
            self._connection.commit()
            return
        self._connection.commit()
        if self._number("unscrubbed"):
            self._scrub()
        else:
            self._search.commit()
        self._say_searched()

    def _put_entry(self, index: int, leaf: str, entry: Entry, first_index: int) -> None:
        self._run(
            "insert_entry",
            entry_index=index,
            leaf=leaf,
            order_id=entry.order,
            act=entry.act.value,
            at=entry.at,
            symbol=entry.symbol,
            kind=entry.kind,
            langs=" ".join(entry.langs),
            digest=entry.digest,
            prev=entry.prev,
            family=family_of(entry),
            first_index=first_index,
        )

    def _replace(self, entry: Entry, index: int) -> None:
        # Filings first: they are found through the edition that still stands.
        for question in ("replace_filing", "replace_edition", "replace_fact", "replace_entry"):
            self._run(question, symbol=entry.symbol, replaced_by=index)
        if family_of(entry) == RELEASE:
            self._search.remove(entry.symbol)

    def _erase(self, entry: Entry) -> None:
        # A store made anew never saw the words, and has nothing to scrub.
        if self._run("erase", digest=entry.digest).rowcount > 0:
            self._set("unscrubbed", 1)

    def _put_record(self, index: int, record: Record, first_index: int) -> None:
        kind, text = written(record)
        self._run("insert_record", entry_index=index, type=kind, json=text)
        if isinstance(record, Release):
            self._put_release(index, record, first_index)
            self._search.put(record, first_index)
        elif isinstance(record, FactRecord):
            self._put_fact(index, record)

    def _put_fact(self, index: int, record: FactRecord[Fact]) -> None:
        self._run(
            "insert_fact",
            entry_index=index,
            symbol=record.symbol,
            release=record.release,
            number=record.number,
            kind=kind_of_fact(record.fact),
        )
        rows = [(code, role, index) for code, role in parties_of(record.fact)]
        self._connection.executemany(statement("insert_party"), rows)

    def _put_release(self, index: int, release: Release, first_index: int) -> None:
        first_day, last_day = days_of(release.date)
        self._run(
            "insert_edition",
            entry_index=index,
            symbol=release.symbol,
            first_index=first_index,
            first_day=first_day,
            last_day=last_day,
        )
        forms = {form for address in release.addresses for form in address_forms(address)}
        texts = sorted(release.texts.items())
        under = (*filings(release), *named_in(release))
        files = sorted({(one.digest, one.name, one.media_type) for one in media(release)})
        for question, rows in (
            ("insert_title", [(index, lang, text.title) for lang, text in texts]),
            (
                "insert_filing",
                [(facet, code, first_day, first_index, index) for facet, code in under],
            ),
            ("insert_redirect", [(form, index) for form in sorted(forms)]),
            ("insert_fingerprint", [(body_digest(text), lang, index) for lang, text in texts]),
            ("insert_media", [(*file, index) for file in files]),
            ("insert_capture", [(capture, index) for capture in sorted(set(release.captures))]),
        ):
            self._connection.executemany(statement(question), rows)

    def _repair(self) -> None:
        """Do again what a crash left undone after the tables' last commit."""
        searched = self._number("search_size")
        if self._number("unscrubbed"):
            self._scrub()
        elif searched < self._size:
            touched = self._connection.execute(statement("touched"), {"since": searched})
            for (symbol,) in touched.fetchall():
                self._search.remove(symbol)
                for release, first_index in self._releases("current_of_symbol", symbol=symbol):
                    self._search.put(release, first_index)
            self._search.commit()
        else:
            return
        self._say_searched()

    def _scrub(self) -> None:
        """Leave no byte of what was erased in the index, the tables or their journal."""
        self._search.write_anew(self._releases("current"))
        self._connection.execute("VACUUM")
        busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if not busy:
            self._set("unscrubbed", 0)

    def _say_searched(self) -> None:
        self._set("search_size", self._size)
        self._connection.commit()

    def _releases(self, question: str, /, **arguments: Argument) -> Iterator[tuple[Release, int]]:
        """Yield releases that readers see, with the index of their symbol's first entry."""
        for text, first_index in self._run(question, **arguments):
            yield read_release(text), first_index

    def _run(self, question: str, /, **arguments: Argument) -> sqlite3.Cursor:
        return self._connection.execute(statement(question), arguments)

    def _found(self, question: str, /, **arguments: Argument) -> int | None:
        row = self._run(question, **arguments).fetchone()
        return None if row is None else row[0]

    def _number(self, name: str) -> int:
        return self._found("meta", name=name) or 0

    def _set(self, name: str, value: int) -> None:
        self._run("set_meta", name=name, value=value)


@contextmanager
def _told(generation: Path) -> Iterator[None]:
    """Turn what SQLite and tantivy say of a disk that refuses into StoreBehind."""
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        raise StoreBehind(f"{generation}: {error}", where=str(generation)) from error
    except ValueError as error:
        # tantivy has one exception for everything; a mistake of ours has other words.
        if "os error" not in str(error).lower() and "IoError" not in str(error):
            raise
        raise StoreBehind(f"{generation}: {error}", where=str(generation)) from error


def _make(folder: Path) -> Path:
    """Return the folder of a new and empty generation."""
    with _told(folder):
        return _made(folder)


def _made(folder: Path) -> Path:
    generation = generations.begin(folder)
    make_index(generation / generations.SEARCH)
    connection = sqlite3.connect(generation / generations.DATABASE)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(statement("schema"))
        for name, value in (("schema", SCHEMA), ("size", 0), ("search_size", 0), ("unscrubbed", 0)):
            connection.execute(statement("set_meta"), {"name": name, "value": value})
        connection.commit()
    finally:
        connection.close()
    return generation


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise damaged(path.parent, FileNotFoundError(path.name))
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=CACHED_STATEMENTS)
    try:
        check_schema(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise damaged(path.parent, error) from error
    return connection
