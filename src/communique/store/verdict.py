"""A held text looked up in the record: the edition it is, or the one it comes closest to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from communique.core.edition import Edition
from communique.core.text import words
from communique.core.verdict import UNKNOWN, Judgement, Verdict, altered, judge, likeness
from communique.store.db import Store
from communique.store.query import edition, fingerprints
from communique.store.search.closest import closest

# A text that shares less than this with every release is not a changed one but another one.
ALIKE = 0.25
CANDIDATES = 5
# So many lines of a page may stand before the text and behind it.
LINES_AROUND = 40
Furniture = Callable[[Edition], Iterable[str]]


def _none(_edition: Edition) -> Iterable[str]:
    return ()


def verdict_on(store: Store, held: str, *, furniture: Furniture = _none) -> Judgement:
    """Return what the record says of a text that somebody holds.

    furniture: gives the lines that an edition's page shows beside its text, so that a text
    copied off the page with them is known for what it is.
    """
    found: dict[str, Edition] = {}
    for symbol in _candidates(store, held):
        one = edition(store, symbol)
        if one is None or symbol in found:
            continue
        found[symbol] = one
        judged = judge(held, one, partial(furniture, one))
        if judged is not None:
            return judged
    return _closest_of(held, found)


def state_of(one: Edition) -> Verdict:
    """Return the verdict on the address of a release: what its reader is shown today."""
    if one.current is None:
        return Verdict.WITHDRAWN
    return Verdict.CORRECTED if one.is_corrected else Verdict.GENUINE


def _candidates(store: Store, held: str) -> Iterator[str]:
    # The words themselves first: search has forgotten what was withdrawn, they have not.
    for digest in _fingerprints_within(held):
        for symbol, _, _ in fingerprints(store, digest):
            yield symbol
    for symbol, _ in closest(store, words(held), limit=CANDIDATES):
        yield symbol


def _fingerprints_within(held: str) -> Iterator[str]:
    """Yield the fingerprints of every run of lines that may be a body with a page around it.

    A run that begins where another does is hashed on from it, so that a long text is read no
    more than LINES_AROUND times.
    """
    lines = [" ".join(said).encode() for line in held.splitlines() if (said := words(line))]
    for start in range(min(len(lines), LINES_AROUND)):
        shortest = max(start + 1, len(lines) - LINES_AROUND + 1)
        hashed = hashlib.sha256(b" ".join(lines[start:shortest]))
        found = [hashed.hexdigest()]
        for line in lines[shortest:]:
            hashed.update(b" " + line)
            found.append(hashed.hexdigest())
        yield from reversed(found)


def _closest_of(held: str, found: dict[str, Edition]) -> Judgement:
    best, score = UNKNOWN, ALIKE
    for one in found.values():
        release = one.current.release if one.current else None
        for lang, text in (release.texts if release else {}).items():
            alike = likeness(held, text)
            if alike > score:
                best, score = altered(held, one, lang), alike
    return best
