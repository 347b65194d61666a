"""What the rules find in a translation, held against its original."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from communique.core.reading import ByLanguage
from communique.core.record import Finding
from communique.core.rules import ERROR, WARNING, check_marks
from communique.core.text import LINK, words
from communique.ingest.language import language_of
from communique.newsroom.translations.notation import links_in
from communique.newsroom.translations.passages import BODY, TITLE, Pair, Sides, text_in

# Fewer words may be a name, a date or an address, and say the same in both languages.
_WORDS_THAT_TELL = 5
# Names, dates and figures are the same in many languages; what stands between them is not.
_ALIKE = 0.75
_WORDS_OF_A_LANGUAGE = 20
_LETTER = re.compile(r"[^\W\d_]")
# 1,200 and 1 200 and 1.200 are one number; 2.5 and 2,5 too.
_NUMBER = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)?")


def findings(
    sides: Sides, *, source: str, target: str, stop_words: ByLanguage
) -> tuple[Finding, ...]:
    """Return what is wrong with a translation, in the order of its passages.

    A finding's field is the key of a pair. One of level `error` keeps it from being ready.
    source, target: the languages.  stop_words: by which a language is recognised.
    """
    found = [one for pair in sides.pairs for one in _of_pair(pair)]
    found += _language(sides, source, target, stop_words)
    found += check_marks(text_in(sides))
    return tuple(found)


def _of_pair(pair: Pair) -> Iterator[Finding]:
    if not pair.is_translated:
        yield _missing(pair)
        return
    if pair.is_behind:
        yield Finding(
            code="translation.behind",
            level=ERROR,
            field=pair.key,
            message="the original has changed since this was translated",
            hint="Change the words, or say that they are still right.",
        )
    if _says_the_same(pair):
        yield Finding(
            code="translation.same-words",
            level=WARNING,
            field=pair.key,
            message="it says the words of the original",
            hint="Translate it, or leave it where it is meant so.",
        )
    yield from _numbers(pair)
    yield from _links(pair)


def _says_the_same(pair: Pair) -> bool:
    ours, theirs = words(pair.text), words(pair.now)
    if len(ours) < _WORDS_THAT_TELL:
        return False
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _ALIKE


def _missing(pair: Pair) -> Finding:
    if pair.part == TITLE:
        return Finding(
            code="translation.no-title", level=ERROR, field=pair.key, message="it has no title"
        )
    return Finding(
        code="translation.missing",
        level=ERROR,
        field=pair.key,
        message=f"{_called(pair)} is not translated",
        hint="Readers go from text to text paragraph by paragraph: each needs its own.",
    )


def _called(pair: Pair) -> str:
    return f"paragraph {pair.number}" if pair.part == BODY else f"the {pair.part}"


def _numbers(pair: Pair) -> Iterator[Finding]:
    ours = Counter(_digits(pair.text))
    missing = [
        number for number, times in Counter(_digits(pair.now)).items() if ours[number] < times
    ]
    if missing:
        shown = [one for one in _NUMBER.findall(pair.now) if _only_digits(one) in missing]
        yield Finding(
            code="translation.number",
            level=WARNING,
            field=pair.key,
            message=f"a number of the original is missing: {', '.join(dict.fromkeys(shown))}",
            hint="Put it in, or leave it where it is written in words.",
        )


def _digits(text: str) -> Iterator[str]:
    return (_only_digits(one) for one in _NUMBER.findall(text))


def _only_digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _links(pair: Pair) -> Iterator[Finding]:
    ours = links_in(pair.text, pair.marks)
    links = [mark for mark in pair.marks if mark.kind == LINK]
    for number, mark in enumerate(links, start=1):
        if mark.to not in ours:
            yield Finding(
                code="translation.link",
                level=WARNING,
                field=pair.key,
                message=f"a link of the original is missing: {mark.to}",
                hint=f"Write [words]({number}) around the words that lead there.",
            )


def _language(sides: Sides, source: str, target: str, stop_words: ByLanguage) -> Iterator[Finding]:
    said = " ".join(pair.text for pair in sides.pairs if pair.part == BODY)
    if len(words(said)) < _WORDS_OF_A_LANGUAGE or not _LETTER.search(said):
        return
    # The language it is to be in comes first: it is taken for that where nothing tells.
    languages = (target, *(one for one in stop_words if one != target))
    found = language_of(said, stop_words, languages)
    if target in stop_words and found != target:
        yield Finding(
            code="translation.language",
            level=ERROR if found == source else WARNING,
            field=f"{BODY}-1",
            message="it reads as if it were in the language of the original"
            if found == source
            else "it reads as if it were in another language",
            hint="Look whether a text was put in the wrong place.",
        )
