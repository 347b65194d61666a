"""Days, instants and numbers in words."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal

from communique.core.dates import PartialDate

KEPT_DAYS = 8192
_SKELETONS = {"month": "yMMMM", "year": "y"}
# An international organisation's English writes the day before the month.
LOCALES = {"en": "en_GB"}
# What the first of a month is called where it is no plain number.
_FIRST = {"fr": "1er", "it": "1º"}


# Pages name the same days again and again, and the CLDR takes its time over each.
@lru_cache(maxsize=KEPT_DAYS)
def in_words(day: PartialDate | date, lang: str) -> str:
    """Return a day, a month or a year in words, as precisely as it is known.

    Source: Unicode CLDR, dates; French and Italian write the first of a month as an ordinal.

    >>> in_words(PartialDate("2017-02-13"), "en"), in_words(PartialDate("2017-02"), "fr")
    ('13 February 2017', 'février 2017')
    """
    known = PartialDate(day.isoformat()) if isinstance(day, date) else day
    locale = LOCALES.get(lang, lang)
    if known.precision != "day":
        return format_skeleton(_SKELETONS[known.precision], known.first_day, locale=locale)
    # The skeletons of a whole day give `13 Feb 2017` in British English: the long form does not.
    text = format_date(known.first_day, "long", locale=locale)
    return f"{_FIRST[lang]}{text[1:]}" if lang in _FIRST and known.first_day.day == 1 else text


@lru_cache(maxsize=KEPT_DAYS)
def since_in_words(day: PartialDate, lang: str) -> str:
    """Return a day as it stands behind a word for “since”.

    Russian declines the month there, and calls a year a year.

    Source: Unicode CLDR, dates: `LLLL` is a month that stands alone, `MMMM` one in a phrase.

    >>> since_in_words(PartialDate("2017-02"), "ru")
    'февраля 2017\u202fг.'
    """
    if day.precision == "year" and lang == "ru":
        return f"{day}\u202fг."
    if day.precision != "month":
        return in_words(day, lang)
    locale = Locale.parse(LOCALES.get(lang, lang))
    pattern = str(locale.datetime_skeletons[_SKELETONS["month"]]).replace("LLLL", "MMMM")
    return format_date(day.first_day, pattern, locale=locale)


def span_in_words(first: PartialDate, last: PartialDate, lang: str) -> str:
    """Return the days from the first to the last, both included, in words.

    What both end in is said once: the six languages all write the day first.

    >>> span_in_words(PartialDate("2025-12-04"), PartialDate("2025-12-05"), "en")
    '4–5 December 2025'
    """
    start, end = in_words(first, lang).split(" "), in_words(last, lang).split(" ")
    if start == end:
        return " ".join(end)
    alike = 0
    while alike < min(len(start), len(end)) - 1 and start[-1 - alike] == end[-1 - alike]:
        alike += 1
    said = start[: len(start) - alike]
    dash = "–" if len(said) == 1 else " – "
    return dash.join((" ".join(said), " ".join(end)))


def day_in_words(text: str, lang: str) -> str:
    """Return a day written `YYYY`, `YYYY-MM` or `YYYY-MM-DD` in words; nothing for nothing."""
    return in_words(PartialDate(text), lang) if text else ""


def instant_in_words(at: str, lang: str) -> str:
    """Return an instant of the log in words: its day and minute, UTC.

    >>> instant_in_words("2026-11-24T03:42:07Z", "en")
    '24 November 2026, 03:42 UTC'
    """
    moment = datetime.fromisoformat(at)
    clock = format_datetime(moment, "HH:mm", locale=LOCALES.get(lang, lang))
    return f"{in_words(moment.date(), lang)}, {clock} UTC"


def number(count: int, lang: str) -> str:
    """Return a number with its thousands set apart."""
    return format_decimal(count, locale=LOCALES.get(lang, lang))
