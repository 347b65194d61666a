"""The search index: one document a release, its fields, and how it is made and opened.

`plain` holds the words of all texts of a release as they stand, so that a phrase is found
exactly and a word typed without its accents is found too. `title_XX` and `text_XX` hold stems.
Facets are kept whole and in columns; so are the days, for ranges, and `rank`, for the order.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import tantivy

from communique.core.edition import FACETS
from communique.core.record import Release
from communique.core.text import Text
from communique.store.rows import days_of, filings
from communique.store.search.analysis import LANGS, PLAIN, analyzer, analyzer_name, prepared

YEAR = "year"
TEXT_FACETS = tuple(facet for facet in FACETS if facet != YEAR)
# `rank` puts releases in order of day, then of entry; 2^32 entries are more than a log holds.
ENTRY_BITS = 32
LOCK = ".tantivy-meta.lock"
SETTINGS = ("meta.json", ".managed.json")


@cache
def schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("symbol", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(PLAIN, tokenizer_name=analyzer_name(PLAIN))
    for lang in LANGS:
        for part in ("title", "text"):
            builder.add_text_field(
                f"{part}_{lang}", tokenizer_name=analyzer_name(lang), index_option="freq"
            )
    for facet in TEXT_FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    for number in (YEAR, "first_day", "last_day", "rank"):
        builder.add_integer_field(number, fast=True, indexed=True)
    return builder.build()


def make_index(path: Path) -> None:
    """Make an empty index in a folder."""
    path.mkdir()
    tantivy.Index(schema(), path=str(path), reuse=False)
    open_to_readers(path)


def open_to_readers(path: Path) -> None:
    """Let a portal that runs as another user open the index.

    tantivy writes its settings for its own user alone. And whoever opens an index takes a lock
    for that moment, for which the lock's file, empty for ever, must be open to writing: it is
    the one file of a site that a reader may write.
    """
    for name in SETTINGS:
        (path / name).chmod(0o644)
    (path / LOCK).touch()
    (path / LOCK).chmod(0o666)


def open_index(path: Path) -> tantivy.Index:
    """Return the index of a folder with its analyzers; ValueError or OSError where it is broken.

    An index on disk knows its analyzers by name only: they are registered at every opening.
    Nothing is reloaded unasked, so that one answer is made from one state.
    """
    index = tantivy.Index.open(str(path))
    for name in (*LANGS, PLAIN):
        index.register_tokenizer(analyzer_name(name), analyzer(name))
    index.config_reader(reload_policy="manual")
    return index


def document(release: Release, first_index: int) -> tantivy.Document:
    """Return the document of a release; `first_index` is its symbol's first entry."""
    made = tantivy.Document()
    made.add_text("symbol", release.symbol)
    for lang, text in release.texts.items():
        _add_text(made, lang, text)
    for facet, code in filings(release):
        if facet == YEAR:
            made.add_integer(YEAR, int(code))
        else:
            made.add_text(facet, code)
    first_day, last_day = days_of(release.date)
    made.add_integer("first_day", first_day)
    made.add_integer("last_day", last_day)
    made.add_integer("rank", rank_of(first_day, first_index))
    return made


def rank_of(first_day: int, first_index: int) -> int:
    """Return the number that sorts releases by day and, on one day, by when they came."""
    return (first_day << ENTRY_BITS) + first_index


def _add_text(made: tantivy.Document, lang: str, text: Text) -> None:
    title = prepared(text.title)
    body = prepared("\n".join((text.summary, *text.body)))
    made.add_text(PLAIN, title)
    made.add_text(PLAIN, body)
    if lang in LANGS:
        made.add_text(f"title_{lang}", title)
        made.add_text(f"text_{lang}", body)
