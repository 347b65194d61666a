"""Where the sentences of a paragraph begin and end."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from communique.core.text import loose

# Nothing is tried twice: a line of nothing but dots is passed over in one go.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[”\"»“’)\]]*+\s++(?=[“\"«„(\[]?\s?[^\W_a-zà-ÿа-яё])")
_LAST_WORD = re.compile(r"[\w.]+\Z")
# A day written with a full stop (`am 11. Mai`); only German has a capital behind it.
_DAY = re.compile(
    r"\d{1,2}\.\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September"
    r"|Oktober|November|Dezember)\b"
)
# Longer than any abbreviation; what is longer is looked at no further back.
_LONGEST_WORD = 64


def sentences(
    text: str, start: int, end: int, abbreviations: Collection[str]
) -> Iterator[tuple[int, int]]:
    """Yield the sentences in text[start:end] as places [start, end) of the text.

    abbreviations: words, in their loose form, whose full stop ends no sentence.
    """
    begin = start
    for stop in _STOP.finditer(text, start, end):
        near = max(begin, stop.start() - _LONGEST_WORD)
        word = _LAST_WORD.search(text, near, stop.start())
        # A single letter is an initial: `J. Smith`.
        if (
            text[stop.start()] == "."
            and word
            and (
                len(word[0]) == 1
                or loose(word[0]) in abbreviations
                or _DAY.match(text, word.start())
            )
        ):
            continue
        yield begin, stop.end()
        begin = stop.end()
    if begin < end:
        yield begin, end
