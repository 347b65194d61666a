"""The words that generated values are made of: texts with their marks, codes, days, names."""

from __future__ import annotations

import string
import unicodedata

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from communique.core.canonical import digest_of
from communique.core.dates import Days, PartialDate
from communique.core.text import BLOCK_MARKS, HEADING, INLINE_MARKS, LINK, Mark, Text

LANGS = ("de", "en", "es", "fr", "it", "ru")
SAID = {
    "en": "the harbour lights were lit again by ferrymen, who crossed at night–safely (all)",
    "fr": "l’été, les élèves naïfs déclarèrent où l’Assemblée siège aujourd’hui",
    "de": "die Straße führt über große Brücken, größer als jene am Fluß",
    "it": "l’organizzazione dell’ambasciata è già qui, perché così è più città",
    "ru": "ещё один ёж нашёл подъём у моста, сказал он тихо и пошёл дальше",
    "es": "la declaración señaló mañana, según el año pasado, ¿qué acción?",
}
VOCABULARY = {lang: said.split() for lang, said in SAID.items()}
KINDS = ("press-release", "news-item", "statement")
SOURCES = ("secretariat", "mission-to-mere", "lake-office")
FIELDS = ("navigation", "fisheries", "rule-of-law")
COUNTRIES = ("XA", "XB", "XC")
SALT = "00112233445566778899aabbccddeeff"
AT = "2026-11-24T03:42:00Z"


def any_text(*, min_size: int = 0, max_size: int = 40) -> SearchStrategy[str]:
    """Return any text that UTF-8 can write."""
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=min_size, max_size=max_size)


def codes() -> SearchStrategy[str]:
    """Return codes of terms: lower-case, hyphenated."""
    return st.from_regex(r"[a-z]{1,8}(-[a-z]{1,6})?", fullmatch=True)


def digests() -> SearchStrategy[str]:
    """Return 64 hex digits."""
    return st.binary(max_size=8).map(digest_of)


@st.composite
def sentences(draw: DrawFn, lang: str, *, max_words: int = 12) -> str:
    """Return words of a language in any order, now and then with their marks apart."""
    said = " ".join(
        draw(st.lists(st.sampled_from(VOCABULARY[lang]), min_size=1, max_size=max_words))
    )
    return unicodedata.normalize(draw(st.sampled_from(("NFC", "NFC", "NFD"))), said)


@st.composite
def texts(draw: DrawFn, lang: str) -> Text:
    """Return a text in a language, some of its paragraphs of any characters at all."""
    paragraph = sentences(lang) | any_text(min_size=1)
    body = tuple(draw(st.lists(paragraph, min_size=1, max_size=3)))
    return Text(
        title=draw(sentences(lang, max_words=6)),
        body=body,
        summary=draw(st.just("") | sentences(lang)),
        notes=tuple(draw(st.lists(paragraph, max_size=1))),
        marks=draw(st.just(()) | marks(body)),
        follows=draw(st.just("") | digests()),
    )


@st.composite
def marks(draw: DrawFn, body: tuple[str, ...]) -> tuple[Mark, ...]:
    """Return marks that a body can bear: one thing a paragraph, links beside one another."""
    made: list[Mark] = []
    for number, paragraph in enumerate(body, start=1):
        block = draw(st.none() | st.sampled_from(BLOCK_MARKS))
        if block and paragraph:
            level = draw(st.integers(2, 4)) if block == HEADING else 0
            made.append(Mark(kind=block, paragraph=number, level=level))
        linked = 0
        for kind in draw(st.lists(st.sampled_from(INLINE_MARKS), max_size=3)):
            first = linked if kind == LINK else 0
            if first >= len(paragraph):
                continue
            start = draw(st.integers(first, len(paragraph) - 1))
            end = draw(st.integers(start + 1, len(paragraph)))
            to = draw(targets()) if kind == LINK else ""
            made.append(Mark(kind=kind, paragraph=number, start=start, end=end, to=to))
            linked = end if kind == LINK else linked
    return tuple(made)


def any_marks() -> SearchStrategy[Mark]:
    """Return marks of any kind anywhere, as a careless program might write them."""
    return st.builds(
        Mark,
        kind=st.sampled_from((*BLOCK_MARKS, *INLINE_MARKS)) | any_text(max_size=4),
        paragraph=st.integers(-1, 4),
        level=st.integers(-1, 7),
        start=st.integers(-2, 45),
        end=st.integers(-2, 45),
        to=targets() | junk(),
    )


def symbols() -> SearchStrategy[str]:
    """Return symbols of releases: old numbers, the desk's, and those made of a text."""
    number = st.integers(1, 999_999)
    desk = st.builds("pr-{}-{:04d}".format, st.integers(1990, 2030), st.integers(1, 9999))
    content = digests().map(lambda digest: "c" + digest[:12])
    return number.map(str) | desk | content


def targets() -> SearchStrategy[str]:
    """Return where links may lead: addresses, paths and symbols."""
    return symbols() | st.sampled_from(
        ("https://lakes.example/a?b=1&c='d'", "mailto:press@lakes.example", "/en/releases")
    )


@st.composite
def texts_by_language(draw: DrawFn) -> dict[str, Text]:
    """Return texts in one to three of the six languages."""
    langs = draw(st.lists(st.sampled_from(LANGS), min_size=1, max_size=3, unique=True))
    return {lang: draw(texts(lang)) for lang in langs}


@st.composite
def partial_dates(draw: DrawFn) -> PartialDate:
    """Return days, months and years."""
    day = draw(st.dates()).isoformat()
    return PartialDate(day[: draw(st.sampled_from((4, 7, 10)))])


def days() -> SearchStrategy[Days]:
    """Return days between two ends, either of them open or known in part."""
    end = st.none() | partial_dates()
    return st.builds(Days, end, end)


def few(values: SearchStrategy[str]) -> SearchStrategy[tuple[str, ...]]:
    """Return up to three of some values, no two alike."""
    return st.lists(values, max_size=3, unique=True).map(tuple)


def junk() -> SearchStrategy[str]:
    """Return what people type and paste into a field for words."""
    marks = st.text(string.punctuation + " “”«»„’ёй\u0301\u200b\u00ad" + "ab01", max_size=30)
    return marks | any_text()
