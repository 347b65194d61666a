"""The record as CSV and as Parquet, streamed from the store."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from communique.config import Config
from communique.core.errors import CommuniqueError
from communique.render.table import COLUMNS, LISTS, SWITCHES, Value, cells, rows
from communique.store.db import Store, open_store
from communique.store.query import of_symbols, symbols, total

RELEASES_AT_ONCE = 500
ROWS_PER_GROUP = 5_000
Told = Callable[[int, int], None]
Row = tuple[Value, ...]


class NoParquet(CommuniqueError):
    """An export as Parquet where the library that writes it is not installed."""

    code = "export.no-parquet"
    hint = "Install it with `pip install communique[parquet]`, or take csv or jsonl."


def write_csv(config: Config, file: BinaryIO, told: Told) -> None:
    """Write the releases that readers see as CSV.  Source: RFC 4180."""
    words = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(words)
        writer.writerow(COLUMNS)
        writer.writerows(map(cells, _rows(config, told)))
    finally:
        words.detach()


def write_parquet(config: Config, file: BinaryIO, told: Told) -> None:
    """Write the releases that readers see as Parquet, some thousand rows a group.

    Raises NoParquet.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise NoParquet("this program has no pyarrow, which writes Parquet") from None
    schema = pyarrow.schema([(name, _type_of(name, pyarrow)) for name in COLUMNS])
    found = _rows(config, told)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(found, ROWS_PER_GROUP)):
            columns = [list(column) for column in zip(*group, strict=True)]
            arrays = [
                pyarrow.array(column, field.type)
                for column, field in zip(columns, schema, strict=True)
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))


def _type_of(column: str, pyarrow: Any) -> Any:
    if column in SWITCHES:
        return pyarrow.bool_()
    return pyarrow.list_(pyarrow.string()) if column in LISTS else pyarrow.string()


def _rows(config: Config, told: Told) -> Iterator[Row]:
    with open_store(config.store) as store:
        done, of = 0, total(store)
        listed = symbols(store)
        while part := [one.symbol for one in islice(listed, RELEASES_AT_ONCE)]:
            yield from _of(store, part, config.url)
            done += len(part)
            told(done, of)


def _of(store: Store, part: list[str], url: str) -> Iterator[Row]:
    found = of_symbols(store, part)
    for symbol in part:
        if held := found.get(symbol):
            yield from rows(held.release, at=held.at, is_corrected=held.corrected, url=url)
