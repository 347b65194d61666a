"""Days in words, in every language the organisation has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.dates import PartialDate
from communique.render.dates import (
    day_in_words,
    in_words,
    instant_in_words,
    number,
    since_in_words,
    span_in_words,
)
from tests.strategies import LANGS


@pytest.mark.parametrize(
    ("day", "lang", "words"),
    [
        ("2017-02-13", "en", "13 February 2017"),
        ("2017-09-13", "en", "13 September 2017"),
        ("2017-02-01", "fr", "1er février 2017"),
        ("2017-02-01", "it", "1º febbraio 2017"),
        ("2017-02", "fr", "février 2017"),
        ("2017-02", "ru", "февраль 2017\u202fг."),
        ("2017", "fr", "2017"),
        ("2017-02-13", "de", "13. Februar 2017"),
        ("2017-02-13", "ru", "13 февраля 2017\u202fг."),
    ],
)
def test_a_day_is_said_as_precisely_as_it_is_known(day: str, lang: str, words: str) -> None:
    assert in_words(PartialDate(day), lang) == day_in_words(day, lang) == words


@pytest.mark.parametrize(
    ("day", "lang", "words"),
    [
        ("2017-02-13", "ru", "13 февраля 2017\u202fг."),
        ("2017-02", "ru", "февраля 2017\u202fг."),
        ("2017", "ru", "2017\u202fг."),
        ("2017-02", "en", "February 2017"),
        ("2017-02", "es", "febrero de 2017"),
    ],
)
def test_a_day_behind_since_is_declined(day: str, lang: str, words: str) -> None:
    assert since_in_words(PartialDate(day), lang) == words


def test_no_day_is_said_with_no_word() -> None:
    assert day_in_words("", "en") == ""


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-12-04", "2025-12-04", "4 December 2025"),
        ("2025-12-04", "2025-12-05", "4–5 December 2025"),
        ("2025-11-30", "2025-12-01", "30 November – 1 December 2025"),
        ("2025-12-31", "2026-01-01", "31 December 2025 – 1 January 2026"),
        ("2025-11", "2025-12", "November–December 2025"),
        ("2025", "2026", "2025–2026"),
    ],
)
def test_what_two_days_share_is_said_once(first: str, last: str, words: str) -> None:
    assert span_in_words(PartialDate(first), PartialDate(last), "en") == words


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("de", "4.–5. Dezember 2025"),
        ("es", "4–5 de diciembre de 2025"),
        ("fr", "4–5 décembre 2025"),
        ("it", "4–5 dicembre 2025"),
        ("ru", "4–5 декабря 2025\u202fг."),
    ],
)
def test_a_span_is_said_in_every_language(lang: str, words: str) -> None:
    assert span_in_words(PartialDate("2025-12-04"), PartialDate("2025-12-05"), lang) == words


@given(st.dates(), st.dates(), st.sampled_from(LANGS))
def test_a_span_ends_in_its_last_day(first: object, last: object, lang: str) -> None:
    start, end = sorted((PartialDate(str(first)), PartialDate(str(last))))
    assert span_in_words(start, end, lang).endswith(in_words(end, lang))


def test_an_instant_is_said_in_universal_time() -> None:
    assert instant_in_words("2026-11-24T03:42:07Z", "fr") == "24 novembre 2026, 03:42 UTC"


def test_thousands_are_set_apart_as_the_language_does() -> None:
    assert (number(1_234_567, "en"), number(999, "fr")) == ("1,234,567", "999")
    assert number(1_234, "fr").replace("\u202f", " ") == "1 234"
