"""Every release that has some words, as numbers alone: for a list that sifts them further."""

from __future__ import annotations

from tantivy import Order

from communique.store.db import Store
from communique.store.search.asked import parse, query_of
from communique.store.search.index import ENTRY_BITS

_ENTRY = (1 << ENTRY_BITS) - 1


def first_indices(store: Store, words: str, lang: str) -> frozenset[int]:
    """Return the index of the first entry of each release that readers find by the words."""
    searcher = store.index.searcher()
    query = query_of(parse(words), lang)
    # By the column `rank`, whose lower half is that index: reading what is stored with each
    # document would take a hundred times as long.
    most = max(1, searcher.num_docs)
    hits = searcher.search(query, most, count=False, order_by_field="rank", order=Order.Desc).hits
    return frozenset(rank & _ENTRY for rank, _ in hits)
