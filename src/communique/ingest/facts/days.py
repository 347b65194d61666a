"""The days of which a sentence speaks: written, or told from the day of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from babel import Locale

from communique.core.dates import PartialDate
from communique.ingest.facts.cases import oblique
from communique.ingest.facts.grammar import Grammar
from communique.ingest.facts.told import Sentence

_YEARS = range(1900, 2200)
_HALF_A_YEAR = 183
_ORDINALS = ("er", "st", "nd", "rd", "th", "º", ".")
_JOINS = ("-", "–", "and", "to", "et", "au", "und", "bis", "e", "al", "y", "и", "по")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTold:
    """Words [first, end) of a sentence that tell a day, a month or a year.

    is_said: it is written, and not told from the day of the text (`today`).
    """

    first: int
    end: int
    value: PartialDate
    is_said: bool = True


@dataclass(frozen=True, slots=True)
class _Calendar:
    months: Mapping[str, int]
    weekdays: Mapping[str, int]


@cache
def _calendar(lang: str) -> _Calendar:
    locale = Locale.parse(lang)
    found = []
    for table in (locale.months, locale.days):
        names: dict[str, int] = {}
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in table[form][width].items():
                    plain = name.rstrip(".").casefold()
                    if len(plain) > 2:
                        for case in (plain, *oblique(plain, lang)):
                            names.setdefault(case, number)
        found.append(names)
    return _Calendar(found[0], found[1])


def days_in(sentence: Sentence, grammar: Grammar, on: date | None) -> tuple[DayTold, ...]:
    """Return the days of a sentence, in order.

    A day without its year is taken in the year that brings it nearest to the day of the text.
    """
    calendar = _calendar(grammar.lang)
    found: list[DayTold] = []
    place = 0
    while place < len(sentence.lows):
        day = _day_at(sentence.lows, place, calendar, grammar, on)
        if day is not None:
            found.append(day)
        place = day.end if day else place + 1
    return tuple(found)


def _day_at(
    lows: tuple[str, ...], place: int, calendar: _Calendar, grammar: Grammar, on: date | None
) -> DayTold | None:
    low = lows[place]
    if low.isdecimal() and low.isascii():
        return _figures(lows, place, calendar, on)
    if low in calendar.months:
        return _month(lows, place, calendar, grammar, on)
    if on is None:
        return None
    if grammar.has("today", low):
        return _near(place, on)
    if grammar.has("yesterday", low):
        return _near(place, on - timedelta(days=1))
    if low in calendar.weekdays and not (place and grammar.has("coming", lows[place - 1])):
        behind = (on.weekday() - calendar.weekdays[low]) % 7
        return _near(place, on - timedelta(days=behind))
    return None


def _near(place: int, day: date) -> DayTold:
    value = PartialDate(day.isoformat())
    return DayTold(first=place, end=place + 1, value=value, is_said=False)


def _figures(
    lows: tuple[str, ...], place: int, calendar: _Calendar, on: date | None
) -> DayTold | None:
    """Return the day that begins with figures: `7 May 2018`, `10 and 11 October`, or a year."""
    number, month_at = int(low := lows[place]), place + 1
    if len(low) == 4:
        return _made(place, place + 1, number) if number in _YEARS else None
    month_at += month_at < len(lows) and lows[month_at] in _ORDINALS
    if month_at + 1 < len(lows) and lows[month_at] in _JOINS and lows[month_at + 1].isdecimal():
        month_at += 2
    while month_at < len(lows) and lows[month_at] in (*_ORDINALS, "de", "di", "of"):
        month_at += 1
    month = calendar.months.get(lows[month_at]) if month_at < len(lows) else None
    if month is None or not 1 <= number <= 31:
        return None
    year, end = _year(lows, month_at + 1)
    if year is None and on is not None:
        year = _nearest_year(month, number, on)
    return _made(place, end, year, month, number) if year else None


def _month(
    lows: tuple[str, ...], place: int, calendar: _Calendar, grammar: Grammar, on: date | None
) -> DayTold | None:
    month = calendar.months[lows[place]]
    if place + 1 < len(lows) and lows[place + 1].isdecimal() and len(lows[place + 1]) < 3:
        year, end = _year(lows, place + 2)
        if year is None and on is not None:
            year = _nearest_year(month, int(lows[place + 1]), on)
        return _made(place, end, year, month, int(lows[place + 1])) if year else None
    year, end = _year(lows, place + 1)
    if year is None and on is not None and place and grammar.has("in_month", lows[place - 1]):
        year = _nearest_year(month, 15, on)
    return _made(place, end, year, month) if year else None


def _year(lows: tuple[str, ...], place: int) -> tuple[int | None, int]:
    """Return the year that stands at a place, behind a comma or `de`, and where it ends."""
    after = place
    while after < min(len(lows), place + 2) and lows[after] in (",", "de", "del", "."):
        after += 1
    low = lows[after] if after < len(lows) else ""
    if len(low) == 4 and low.isdecimal() and low.isascii() and int(low) in _YEARS:
        return int(low), after + 1
    return None, place


def _nearest_year(month: int, day: int, on: date) -> int:
    try:
        candidate = date(on.year, month, min(day, 28))
    except ValueError:
        return on.year
    away = (candidate - on).days
    if away > _HALF_A_YEAR:
        return on.year - 1
    return on.year + 1 if away < -_HALF_A_YEAR else on.year


def _made(first: int, end: int, year: int, month: int = 0, day: int = 0) -> DayTold | None:
    text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    try:
        return DayTold(first=first, end=end, value=PartialDate(text))
    except ValueError:
        return None


def counts_days(lows: tuple[str, ...], grammar: Grammar) -> bool:
    """Tell whether a day is counted from another (`two days earlier`): nothing here does that."""
    return any(
        any(grammar.has("day_words", low) for low in pair)
        and any(grammar.has("counted_days", low) for low in pair)
        for pair in pairwise(lows)
    )


def covers(days: tuple[DayTold, ...]) -> Iterator[int]:
    """Yield the places of the words that tell days."""
    for day in days:
        yield from range(day.first, day.end)
