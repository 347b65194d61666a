"""The record as a table: a row for each text of a release that readers see, in stable columns."""

from __future__ import annotations

from collections.abc import Iterator

from communique.core.beside import contacts_of, links_of
from communique.core.record import Release
from communique.core.text import slug
from communique.render.messages import LANGUAGES

Value = str | bool | tuple[str, ...]
# A column may be added behind the last; none is renamed, moved or taken away.
COLUMNS: tuple[str, ...] = (
    "symbol",
    "lang",
    "kind",
    "date",
    "entered_at",
    "corrected",
    "sample",
    "original",
    "title",
    "summary",
    "body",
    "notes",
    "places",
    "place_codes",
    "sources",
    "fields_of_work",
    "countries",
    "people",
    "person_codes",
    "contacts",
    "events",
    "activities",
    "old_addresses",
    "pictures",
    "attachments",
    "address",
    "link_labels",
    "links",
)
SWITCHES = frozenset({"corrected", "sample"})
LISTS = frozenset(COLUMNS[COLUMNS.index("body") :]) - {"address"}
# What parts the values of a list in one cell; paragraphs are lines.
BETWEEN, BETWEEN_LINES = "|", "\n"
_LINES = frozenset({"body", "notes", "contacts", "link_labels", "links"})
# A spreadsheet takes what begins like this for a formula, and computes it.
FORMULAE = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows(release: Release, *, at: str, is_corrected: bool, url: str) -> Iterator[tuple[Value, ...]]:
    """Yield a row for each language of a release, one value a column.

    at: the instant its last version was entered.  url: the portal's address.
    """
    for lang, text in sorted(release.texts.items()):
        # The portal shows a text in a language that it does not speak, on a page that it does.
        links = links_of(release, lang)
        reader = lang if lang in LANGUAGES else LANGUAGES[0]
        yield (
            release.symbol,
            lang,
            release.kind,
            str(release.date) if release.date else "",
            at,
            is_corrected,
            release.sample,
            release.original,
            text.title,
            text.summary,
            text.body,
            text.notes,
            tuple(one.name for one in release.places),
            tuple(one.code or "" for one in release.places),
            release.sources,
            release.fields_of_work,
            release.countries,
            tuple(one.name for one in release.people),
            tuple(one.code or "" for one in release.people),
            contacts_of(release, lang),
            release.events,
            release.activities,
            release.addresses,
            tuple(one.digest for one in release.pictures),
            tuple(one.digest for one in release.attachments),
            f"{url}/{reader}/releases/{release.symbol}/{slug(text.title)}",
            tuple(one.label for one in links),
            tuple(one.to for one in links),
        )


def cells(row: tuple[Value, ...]) -> list[str]:
    """Return a row as cells of a spreadsheet, none of which it would compute.

    >>> cells(("=1+1", True, ("a", "b|c"))[:2])
    ["'=1+1", 'true']
    """
    return [_cell(column, value) for column, value in zip(COLUMNS, row, strict=False)]


def _cell(column: str, value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return guarded(value)
    if column in _LINES:
        return guarded(BETWEEN_LINES.join(value))
    return guarded(BETWEEN.join(one.replace(BETWEEN, "/") for one in value))


def guarded(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would compute it."""
    return f"'{text}" if text.startswith(FORMULAE) else text
