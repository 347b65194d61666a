"""Under which symbol a page's release stands, whatever its bytes and wherever it was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.core.arrival import Arrival
from communique.core.record import Finding, Release, content_symbol
from communique.core.rules import ADDRESS_TAKEN, WARNING
from communique.store.db import Store
from communique.store.query import by_capture, edition, fingerprints, redirect
from communique.store.rows import body_digest, number_at_the_end


def known(store: Store, arrival: Arrival, *, keeps_symbol: bool) -> Arrival:
    """Return an arrival under the symbol that its page has on the record, else its own.

    A page entered before without its address keeps the symbol it got then, and so does
    another text at the address that was added to it; other pages go by number and words.
    keeps_symbol: it is a record of a system that numbers its records.
    """
    release = arrival.release
    found = (by_capture(store, capture) for capture in release.captures)
    symbol = next((one[0] for one in found if one), "")
    if not symbol and keeps_symbol:
        symbol = release.symbol
    if not symbol:
        symbol = next(filter(None, (_at(store, one) for one in release.addresses)), "")
    symbol = symbol or symbol_of(store, release)
    return replace(arrival, release=replace(release, symbol=symbol))


def with_free_addresses(store: Store, arrival: Arrival) -> tuple[Arrival, tuple[Finding, ...]]:
    """Return an arrival without the addresses that another release has, each named."""
    release = arrival.release
    holders = {one: redirect(store, one) for one in release.addresses}
    free = [one for one, holder in holders.items() if holder in (None, release.symbol)]
    taken = tuple(
        Finding(
            code=ADDRESS_TAKEN,
            level=WARNING,
            field="addresses",
            message=f"{address} leads to {holder} already, and goes on doing so",
        )
        for address, holder in holders.items()
        if address not in free
    )
    return replace(arrival, release=replace(release, addresses=tuple(free))), taken


def marks_of(release: Release) -> set[str]:
    """Return by what another release may turn out to be this one: until it is entered, who knows.

    Its symbol, captures, addresses and words.
    """
    return {release.symbol, *release.captures, *release.addresses, *contents_of(release)}


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


def _at(store: Store, address: str) -> str:
    """Return the symbol of the release that has this very address, empty where none has."""
    symbol = redirect(store, address) if address else None
    one = edition(store, symbol) if symbol else None
    releases = [version.release for version in one.versions] if one else []
    has_it = any(release and address in release.addresses for release in releases)
    return symbol if symbol and has_it else ""


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
