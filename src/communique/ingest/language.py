"""The language of a text, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from communique.core.reading import ByLanguage

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 250
_TYPE_LINE_WORDS = 2


def language_of(
    text: str,
    stop_words: ByLanguage,
    languages: tuple[str, ...],
    *,
    around: Collection[str] = (),
) -> str:
    """Return the likeliest of the languages, the first of them where nothing tells.

    around: the languages of the type line, which count for a text of few words only.
    """
    counts = counted(text, {language: stop_words.get(language, ()) for language in languages})
    for language in around:
        counts[language] = counts.get(language, 0) + _TYPE_LINE_WORDS
    return max(languages, key=lambda language: counts[language], default="en")


def counted(text: str, stop_words: ByLanguage) -> dict[str, int]:
    """Return by language how many of a text's words are among its commonest."""
    said = Counter(_WORD.findall(text[: _ENOUGH_WORDS * 8].casefold()))
    return {language: sum(said[word] for word in common) for language, common in stop_words.items()}
