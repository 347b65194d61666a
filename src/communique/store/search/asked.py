"""What a reader typed, as queries: junk finds nothing and never fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tantivy import Occur, Query

from communique.store.search.analysis import LANGS, PLAIN, forms, words_of
from communique.store.search.index import schema

# As much as one may ask at once: a question is no text.
WORDS = 32
_PHRASE = re.compile(r'"([^"]*)"|“([^“”]*)”|«([^«»]*)»|„([^„“”]*)[“”]')
# What stands before an apostrophe in an elision, and what stands behind one in a possessive.
_ELIDED = re.compile(
    r"\b(?:[cdjlmnstz]|qu|jusqu|lorsqu|puisqu|un|dell|dall|nell|sull|all|coll|quell|quest)[’'](?=\w)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?<=\w)[’']s\b", re.IGNORECASE)
IN_TITLE, IN_TITLE_OF_OTHER, IN_TEXT, IN_TEXT_OF_OTHER, AS_IT_STANDS = 6.0, 4.0, 2.0, 1.2, 1.0
# Of a word found in several fields the best place counts, and the others a little.
TIES = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The words and phrases a reader asks for, all of which a release must have.

    is_blank: nothing was asked; every release answers.
    """

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    is_blank: bool


def parse(typed: str) -> Asked:
    """Return what a reader asks for: what is in quotes as a phrase, the rest as words."""
    phrases = [words_of("".join(found)) for found in _PHRASE.findall(typed)]
    loose = _POSSESSIVE.sub("", _ELIDED.sub(" ", _PHRASE.sub(" ", typed)))
    words = words_of(loose) + [phrase[0] for phrase in phrases if len(phrase) == 1]
    return Asked(
        words=tuple(dict.fromkeys(words))[:WORDS],
        phrases=tuple(tuple(phrase[:WORDS]) for phrase in phrases if len(phrase) > 1)[:WORDS],
        is_blank=not typed.strip(),
    )


def query_of(asked: Asked, lang: str) -> Query:
    """Return the query that all asked-for words and phrases answer, the reader's language first."""
    if asked.is_blank:
        return Query.all_query()
    asked_for = [_word_query(word, lang) for word in asked.words]
    asked_for += [_phrase_query(phrase) for phrase in asked.phrases]
    required = [(Occur.Must, one) for one in asked_for if one is not None]
    return Query.boolean_query(required) if required else Query.empty_query()


def _word_query(word: str, lang: str) -> Query | None:
    places = list(_places(word, lang))
    return Query.disjunction_max_query(places, TIES) if places else None


def _places(word: str, lang: str) -> Iterator[Query]:
    for one in LANGS:
        own = one == lang
        for stem in forms(word, one):
            yield _boosted(f"title_{one}", stem, IN_TITLE if own else IN_TITLE_OF_OTHER)
            yield _boosted(f"text_{one}", stem, IN_TEXT if own else IN_TEXT_OF_OTHER)
    for plain in forms(word, PLAIN):
        yield _boosted(PLAIN, plain, AS_IT_STANDS)


def _boosted(field: str, form: str, weight: float) -> Query:
    return Query.boost_query(Query.term_query(schema(), field, form, index_option="freq"), weight)


def _phrase_query(phrase: tuple[str, ...]) -> Query | None:
    # A phrase is exact: the words as they stand, in one text, in this order.
    plain = [form for word in phrase for form in forms(word, PLAIN)]
    if len(plain) < 2:
        return None
    return Query.phrase_query(schema(), PLAIN, list(plain))
