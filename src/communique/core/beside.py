"""What stands beside the texts of a release: whom to ask, and where to read on, by language."""

from __future__ import annotations

from dataclasses import replace

from communique.core.record import Release
from communique.core.text import FurtherLink


def contacts_of(release: Release, lang: str) -> tuple[str, ...]:
    """Return the contacts of the text in a language: its own, else those of the release."""
    return release.contacts_in.get(lang, release.contacts)


def links_of(release: Release, lang: str) -> tuple[FurtherLink, ...]:
    """Return the further links of the text in a language: its own, and those of all texts."""
    return tuple(one for one in release.links if one.lang in ("", lang))


def with_contacts(release: Release, lang: str, contacts: tuple[str, ...]) -> Release:
    """Return a release whose text in a language has these contacts.

    Where that has none of its own, they are the release's, and so those of all such texts.
    """
    if lang in release.contacts_in:
        return replace(release, contacts_in={**release.contacts_in, lang: contacts})
    return replace(release, contacts=contacts)


def with_links(release: Release, lang: str, links: tuple[FurtherLink, ...]) -> Release:
    """Return a release whose text in a language has these further links; others keep theirs."""
    shown = links_of(release, lang)
    if links == shown:
        return release
    kept = (one for one in release.links if one not in shown)
    return replace(release, links=(*links, *kept))


def with_beside(before: Release, found: Release) -> Release:
    """Return a release with what stands beside the texts of another reading of it.

    A text without contacts or links in that reading keeps those it has.
    """
    said = {lang: contacts_of(found, lang) for lang in found.langs}
    own = {**before.contacts_in, **{lang: one for lang, one in said.items() if one}}
    linked = {one.lang for one in found.links}
    return replace(
        before,
        contacts_in={lang: one for lang, one in own.items() if one != before.contacts},
        links=(*(one for one in before.links if one.lang not in linked), *found.links),
    )
