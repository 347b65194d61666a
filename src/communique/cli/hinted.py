"""Readings with what the lists of the same import say of their pages taken into account.

What a list said is kept in a file of its own until the import ends, so that memory does not grow
with the number of entries. It is looked up by address when the page comes; where the page came
first, its release stands on the record, and `cli.intake` completes that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from communique.cli.readers import Readers
from communique.core.dates import PartialDate
from communique.core.errors import CommuniqueError
from communique.core.record import Draft, Reported
from communique.ingest.hints import Hint, hints_in, weighed
from communique.ingest.reading import PageRead, Readable
from communique.store.rows import address_forms

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Hinted:
    """Readers of whose lists the evidence is remembered as long as one import takes.

    judge: reads the rules over a draft that has got a value it had not.
    """

    readers: Readers
    judge: Callable[[Draft], PageRead]

    def in_order(
        self, given: Iterable[tuple[Given, Readable | None]]
    ) -> Iterator[tuple[Given, PageRead | CommuniqueError | None]]:
        """Yield each thing given with what its capture says, as `Readers.in_order` does."""
        with closing(_Remembered()) as remembered:
            for one, read in self.readers.in_order(given):
                yield one, self._weighed(read, remembered) if isinstance(read, PageRead) else read

    def _weighed(self, read: PageRead, remembered: _Remembered) -> PageRead:
        for hint in hints_in(read.reading):
            remembered.put(hint)
        hints = remembered.of(read.reading)
        if not hints:
            return read
        drafts = (one.reading for one in read.texts if isinstance(one.reading, Draft))
        first, *others = (self.judge(weighed(draft, hints)) for draft in drafts)
        return replace(first, others=tuple(others))


class _Remembered:
    """What lists said of pages, on disk: SQLite gives a base without a name a file of its own."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute(_statement("hints"))

    def put(self, hint: Hint) -> None:
        said = msgspec.json.encode(hint, enc_hook=str)
        for form in address_forms(hint.address)[:1]:
            values = {"address": form, "path": hint.path, "said": said}
            self._base.execute(_statement("hint_put"), values)

    def of(self, reading: Draft | Reported) -> list[Hint]:
        """Return what was said of the page of a draft, of a page that is no release nothing."""
        if isinstance(reading, Reported):
            return []
        stood = (reading.capture.address, *reading.addresses)
        forms = dict.fromkeys(form for one in stood for form in address_forms(one)[:1])
        rows = (
            row
            for form in forms
            for row in self._base.execute(_statement("hints_of"), {"address": form})
        )
        return [msgspec.json.decode(row[0], type=Hint, dec_hook=_read) for row in rows]

    def close(self) -> None:
        self._base.close()


def _read(wanted: type[object], value: object) -> object:
    if wanted is PartialDate and isinstance(value, str):
        return PartialDate(value)
    raise NotImplementedError(f"{wanted.__name__} is no part of a hint")


@cache
def _statement(name: str) -> str:
    return (files("communique.cli") / "sql" / f"{name}.sql").read_text(encoding="utf-8")
