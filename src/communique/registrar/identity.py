"""Under which symbol a page's release stands, whatever its bytes and wherever it was found."""

from __future__ import annotations

from collections.abc import Iterator

from communique.core.record import Release, content_symbol
from communique.store.db import Store
from communique.store.query import edition, fingerprints
from communique.store.rows import body_digest, number_at_the_end


def symbol_of(store: Store, release: Release) -> str:
    """Return the symbol of the release on the record that has the words of this one, or its own.

    The number of the old site rules where both have one: the same words under two numbers are
    two releases. Where one has none, the words do: the page with another menu, other line ends
    or no address is the same release.
    """
    if edition(store, release.symbol) is not None:
        return release.symbol
    numbered = not _is_by_content(release)
    for symbol, record in _of_these_words(store, release):
        if not (numbered and (symbol.isdigit() or _has_a_number(record))):
            return symbol
    return release.symbol


def contents_of(release: Release) -> set[str]:
    """Return what a release's texts would be called by their words alone."""
    return {content_symbol(text) for text in release.texts.values()}


def _of_these_words(store: Store, release: Release) -> Iterator[tuple[str, Release]]:
    own = contents_of(release)
    for text in release.texts.values():
        for symbol, _, index in fingerprints(store, body_digest(text)):
            one = edition(store, symbol)
            versions = one.versions if one else ()
            records = (version.release for version in versions if version.index == index)
            yield from ((symbol, found) for found in records if found and own & contents_of(found))


def _is_by_content(release: Release) -> bool:
    return release.symbol in contents_of(release)


def _has_a_number(release: Release) -> bool:
    return any(number_at_the_end(address) for address in release.addresses)
