"""A release as it was read from a page or a record, on its way to the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.core.beside import with_beside
from communique.core.record import Draft, Release, Revision, content_symbol, release_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A release as it was read, and what was done to it where it stood before.

    revisions: oldest first.  note: the public note under which they are entered.
    withdrawal: the public reason, empty unless it was withdrawn there.
    """

    release: Release
    revisions: tuple[Revision, ...] = ()
    note: str = ""
    withdrawal: str = ""


def arrival_of(drafts: Sequence[Draft], *, sample: bool) -> Arrival:
    """Return the release that drafts of one record make, its language texts joined.

    drafts: at least one; the first one's facts are the release's.  Its symbol is its own.
    """
    first = drafts[0]
    release = release_of(first, symbol="", sample=sample)
    (text,) = release.texts.values()
    for draft in drafts[1:]:
        release = joined(release, release_of(draft, symbol="", sample=sample))
    instants = sorted({at for draft in drafts for at in draft.revised})
    return Arrival(
        release=replace(
            release, symbol=first.symbol.value if first.symbol else content_symbol(text)
        ),
        revisions=tuple(
            Revision(at=at, langs=tuple(sorted(one.lang for one in drafts if at in one.revised)))
            for at in instants
        ),
        note=first.revision_note,
        withdrawal=first.withdrawal,
    )


def found_again(found: Arrival, before: Arrival) -> Arrival:
    """Return what was read once more, with the addresses that were known when it was read before.

    Without one of its own it keeps the symbol that it had by those.
    """
    release, old = found.release, before.release
    known = bool(release.addresses) or not old.addresses
    addresses = tuple(dict.fromkeys((*release.addresses, *old.addresses)))
    symbol = release.symbol if known else old.symbol
    return replace(found, release=replace(release, addresses=addresses, symbol=symbol))


def joined(before: Release, found: Release) -> Release:
    """Return the release on the record with the text, captures and addresses of another page.

    With a text come its contacts and its further links.
    """
    return replace(
        with_beside(before, found),
        texts={**before.texts, **found.texts},
        captures=tuple(dict.fromkeys((*before.captures, *found.captures))),
        addresses=tuple(dict.fromkeys((*before.addresses, *found.addresses))),
    )
