"""The releases a text comes closest to, for whoever holds one that is not quite on the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import tantivy
from tantivy import Occur, Query

from communique.core.text import Text, words
from communique.store.db import Store
from communique.store.query import of_symbols
from communique.store.search.analysis import PLAIN, forms
from communique.store.search.index import schema

# The rarest words tell a release from the others; the frequent ones cost time and tell nothing.
RARE_WORDS = 40
LOOKED_AT = 20


def closest(store: Store, said: Sequence[str], limit: int = 5) -> list[tuple[str, str]]:
    """Return (symbol, language) of the current texts that share most words, the closest first.

    said: words as core.text.words gives them.
    """
    searcher = store.index.searcher()
    rare = _rarest(searcher, said)
    if not rare:
        return []
    query = Query.boolean_query(
        [(Occur.Should, Query.term_query(schema(), PLAIN, form)) for form in rare]
    )
    hits = searcher.search(query, max(limit, LOOKED_AT), count=False).hits
    symbols = [str(searcher.doc(address).get_first("symbol")) for _, address in hits]
    return _by_shared_words(store, symbols, Counter(said))[:limit]


def _rarest(searcher: tantivy.Searcher, said: Sequence[str]) -> list[str]:
    known = dict.fromkeys(form for word in dict.fromkeys(said) for form in forms(word, PLAIN))
    counted = [(searcher.doc_freq(PLAIN, form), form) for form in known]
    return [form for count, form in sorted(counted) if count > 0][:RARE_WORDS]


def _by_shared_words(
    store: Store, symbols: Sequence[str], said: Counter[str]
) -> list[tuple[str, str]]:
    scored = [
        (-_shared(said, text), place, symbol, lang)
        for place, (symbol, found) in enumerate(_in_order(store, symbols))
        for lang, text in found.items()
    ]
    return [(symbol, lang) for score, _, symbol, lang in sorted(scored) if score < 0]


def _in_order(store: Store, symbols: Sequence[str]) -> list[tuple[str, dict[str, Text]]]:
    held = of_symbols(store, symbols)
    return [(one, dict(held[one].release.texts)) for one in symbols if one in held]


def _shared(said: Counter[str], text: Text) -> float:
    """Return how much of both is the same words, 0 to 1."""
    other = Counter(words("\n".join((text.title, text.summary, *text.body))))
    return 2 * (said & other).total() / max(1, said.total() + other.total())
