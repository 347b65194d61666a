"""How words are made comparable: one form for all languages, and stems in six of them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

PLAIN = "plain"
STEMMERS = {
    "en": "english",
    "fr": "french",
    "de": "german",
    "it": "italian",
    "ru": "russian",
    "es": "spanish",
}
LANGS = tuple(STEMMERS)
LONGEST_WORD_BYTES = 100
# Marks that no letter takes up (a stress on a Russian vowel), soft hyphens, zero widths.
_UNSEEN = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u00ad\u200b-\u200d\ufeff]"
)
# `ascii_fold` leaves Cyrillic alone, and the small form of İ is two characters.
_SAME = str.maketrans({"ё": "е", "Ё": "Е", "İ": "I"})
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def prepared(text: str) -> str:
    """Return the text as the analyzers must be given it, in documents and questions alike."""
    if text.isascii():
        return text
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_SAME)


def analyzer_name(lang: str) -> str:
    """Return the name an analyzer is registered under; `plain` has no language."""
    return PLAIN if lang == PLAIN else f"stems_{lang}"


@cache
def analyzer(lang: str) -> TextAnalyzer:
    """Return the analyzer of a language, or the one that leaves words unstemmed (`plain`).

    All split at whatever is no letter or digit, so that an elision (`l’Organisation`) needs no
    filter of its own. A stem is taken before accents go, for the endings bear some of them.
    """
    builder = (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST_WORD_BYTES))
        .filter(Filter.lowercase())
    )
    if lang in STEMMERS:
        builder = builder.filter(Filter.stemmer(STEMMERS[lang]))
    return builder.filter(Filter.ascii_fold()).build()


@lru_cache(maxsize=65_536)
def forms(word: str, lang: str) -> tuple[str, ...]:
    """Return what a word is indexed as; nothing for what is no word."""
    return tuple(analyzer(lang).analyze(prepared(word)))


def words_of(text: str) -> list[str]:
    """Return the words of a question, split as the analyzers split them."""
    return _WORD.findall(prepared(text))
