"""Questions answered: the releases that match, their order, and what they are filed under."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Order, Query

from communique.core.edition import FACETS, Answer, Card, Question
from communique.store.db import Store
from communique.store.query import Current, of_symbols
from communique.store.rows import card_of, day_number
from communique.store.search.asked import Asked, parse, query_of
from communique.store.search.extract import shown
from communique.store.search.index import YEAR, schema

VALUES_COUNTED = 10_000
# Releases of one relevance are put in order of day; so many beyond the page are looked at.
LOOKED_BEYOND = 100
_TOTAL = {"total": {"value_count": {"field": "rank"}}}
_BY_YEAR = {"histogram": {"field": YEAR, "interval": 1, "min_doc_count": 1}}


def ask(store: Store, question: Question) -> Answer:
    """Return one page of the releases that answer, and counts over all of them.

    A word that is none, a facet value that nobody has or a page past the last give an answer
    without cards, never an error.
    """
    asked = parse(question.words)
    searcher = store.index.searcher()
    words = query_of(asked, question.lang)
    within = {facet: _filter(facet, codes) for facet, codes in question.chosen.items() if codes}
    days = _days(question.since, question.until)
    whole = _all_of(words, [*within.values(), *days])
    found = searcher.aggregate(whole, {**_TOTAL, YEAR: _BY_YEAR, **_counted(set(FACETS))})
    counts = {facet: _buckets(found[f"by_{facet}"]) for facet in FACETS}
    for facet in within:
        others = [one for name, one in within.items() if name != facet]
        apart = searcher.aggregate(_all_of(words, [*others, *days]), _counted({facet}))
        counts[facet] = _buckets(apart[f"by_{facet}"])
    total = int(found["total"]["value"])
    hits = _hits(searcher, whole, question, total)
    # With the same searcher: an address means a document of one state of the index only.
    symbols = [str(searcher.doc(address).get_first("symbol")) for address in hits]
    return Answer(
        question=question,
        total=total,
        cards=_cards(store, symbols, asked, question.lang),
        counts=counts,
        years=_years(found[YEAR]),
    )


def shares(
    store: Store, facet: str, code: str, of: Sequence[str], *, until: date | None = None
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return, for each facet of `of`, the values of the releases under one value, most first.

    Only those releases are looked at and only these facets counted: a page about one term needs
    no more. The counts of `facet` itself are of what is filed together with the value.
    """
    query = _all_of(_filter(facet, (code,)), _days(None, until))
    found = store.index.searcher().aggregate(query, _counted(set(of)))
    return {one: _buckets(found[f"by_{one}"]) for one in of}


def _all_of(words: Query, filters: list[Query]) -> Query:
    if not filters:
        return words
    # A filter decides and does not weigh.
    quiet = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in filters]
    return Query.boolean_query([(Occur.Must, words), *quiet])


def _filter(facet: str, codes: tuple[str, ...]) -> Query:
    if facet not in FACETS:
        raise ValueError(f"{facet!r} is no facet")
    if facet == YEAR:
        years = [int(code) for code in codes if code.isascii() and code.isdigit()]
        return _any_of([Query.term_query(schema(), YEAR, year) for year in years if year < 10_000])
    if len(codes) == 1:
        # A set of one costs an automaton more.
        return Query.term_query(schema(), facet, codes[0], index_option="basic")
    return Query.term_set_query(schema(), facet, list(codes))


def _any_of(queries: list[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _days(since: date | None, until: date | None) -> list[Query]:
    """Return filters for the releases whose date may mean a day of the range."""
    filters = []
    if since:
        filters.append(_range("last_day", lower_bound=day_number(since)))
    if until:
        # From 1, for a release that gives no date is of no day.
        filters.append(_range("first_day", lower_bound=1, upper_bound=day_number(until)))
    return filters


def _range(field: str, *, lower_bound: int, upper_bound: int | None = None) -> Query:
    return Query.range_query(
        schema(), field, FieldType.Integer, lower_bound=lower_bound, upper_bound=upper_bound
    )


def _counted(facets: set[str]) -> dict[str, Any]:
    # Without segment_size the counts of a many-valued facet would be guesses.
    terms = {"size": VALUES_COUNTED, "segment_size": VALUES_COUNTED}
    return {
        f"by_{facet}": _BY_YEAR if facet == YEAR else {"terms": {"field": facet, **terms}}
        for facet in facets
    }


def _buckets(found: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """Return (code, releases), most first; of as many the one first in the alphabet."""
    pairs = ((_code(one["key"]), int(one["doc_count"])) for one in found["buckets"])
    return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))


def _code(key: str | float) -> str:
    return key if isinstance(key, str) else f"{int(key):04d}"


def _years(found: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    return tuple((int(one["key"]), int(one["doc_count"])) for one in found["buckets"])


def _hits(
    searcher: tantivy.Searcher, query: Query, question: Question, total: int
) -> list[tantivy.DocAddress]:
    first = max(0, question.page - 1) * question.page_size
    if first >= total or question.page_size < 1:
        return []
    beyond = min(total, first + question.page_size)
    if question.sort != "relevance" or not question.words.strip():
        order = Order.Asc if question.sort == "oldest" else Order.Desc
        found = searcher.search(
            query,
            beyond - first,
            count=False,
            order_by_field="rank",
            offset=first,
            order=order,
        )
        return [address for _, address in found.hits]
    return _most_relevant(searcher, query, beyond)[first:beyond]


def _most_relevant(
    searcher: tantivy.Searcher, query: Query, count: int
) -> list[tantivy.DocAddress]:
    """Return the best hits; those of one score by day, newest first.

    Without that their order would be that of segments, which differs from store to store.
    """
    hits = searcher.search(query, count + LOOKED_BEYOND, count=False).hits
    ranks = searcher.fast_field_values("rank", [address for _, address in hits])
    ordered = sorted(
        zip(hits, ranks, strict=True), key=lambda one: (-round(one[0][0], 3), -(one[1] or 0))
    )
    return [address for (_, address), _ in ordered]


def _cards(store: Store, symbols: list[str], asked: Asked, lang: str) -> tuple[Card, ...]:
    held = of_symbols(store, symbols)
    # The tables are a moment ahead of the index: what they no longer show is left out.
    return tuple(_card(held[symbol], asked, lang) for symbol in symbols if symbol in held)


def _card(found: Current, asked: Asked, lang: str) -> Card:
    shown_in, runs = shown(found.release, asked, lang)
    card = card_of(found.release, shown_in, at=found.at, corrected=found.corrected)
    return replace(card, extract=runs)
