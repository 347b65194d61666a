"""What readers and the registrar ask of the files that releases name.

A file is named by every version that is on the record; an erased version names nothing any more,
in this store and in one made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from communique.store.db import Store

LISTED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A version of a release that names a file.

    entry_index: the version's place in the log.
    is_shown: readers see this version now; one withdrawn or replaced they do not.
    """

    symbol: str
    name: str
    media_type: str
    entry_index: int
    is_shown: bool


def media(store: Store, digest: str) -> tuple[Naming, ...]:
    """Return every version that names a file, those that readers see first; none: not ours."""
    return tuple(
        Naming(
            symbol=str(symbol),
            name=str(name),
            media_type=str(media_type),
            entry_index=cast(int, index),
            is_shown=bool(is_shown),
        )
        for symbol, name, media_type, index, is_shown in store.rows("media", media_digest=digest)
    )


def media_only_of(store: Store, digests: Iterable[str]) -> tuple[str, ...]:
    """Return the files that go when some objects are erased: what no other object names.

    digests: of the records in the deposit that are erased together. Ask before they are.
    """
    rows = store.rows("media_only_of", digests=json.dumps(list(digests)))
    return tuple(str(row[0]) for row in rows)


def listed(store: Store) -> Iterator[str]:
    """Yield the digest of every file that the record names, in order; memory stays flat."""
    after = ""
    while rows := store.rows("media_listed", after=after, limit=LISTED_AT_ONCE):
        yield from (str(row[0]) for row in rows)
        after = str(rows[-1][0])
