"""Days written in words or figures, in the languages of the organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale

from communique.core.dates import PartialDate

_YEARS = (1900, 2199)
# What may stand beside a day that stands alone: marks, the hour, the Russian short form of “year”.
_BESIDE = r"\W+|\d{1,2}[:.]\d\d\b|г(?:ода)?\b"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAt:
    """A day in a text: characters [start, end).

    value: None for a day without its year.  figures: written `03/04/2019`, in which day and
    month may stand either way; the day is taken to come first.
    """

    start: int
    end: int
    value: PartialDate | None
    figures: bool = False


class Days:
    """The ways in which days are written in some languages."""

    __slots__ = ("_beside", "_day", "_month", "_months", "weekdays")

    def __init__(self, languages: tuple[str, ...]) -> None:
        """Take the names of months and weekdays from the CLDR."""
        self._months = {
            name: number for language in languages for number, name in _names(language, "months")
        }
        self.weekdays = frozenset(name for lang in languages for _, name in _names(lang, "days"))
        weekday = "|".join(re.escape(name) for name in sorted(self.weekdays, key=len, reverse=True))
        self._beside = re.compile(rf"{_BESIDE}|\b(?:{weekday})\b", re.IGNORECASE)
        month = "|".join(
            re.escape(name).replace(r"\ ", r"\s")
            for name in sorted(self._months, key=len, reverse=True)
        )
        self._day = re.compile(
            r"(?<![\w.,/])(?:"
            rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°|\.)?(?:-|\s*(?:(?:of|de|d’|d')\s*)?)"
            rf"(?P<m1>{month})(?!\w)(?:(?:-|\.?,?\s*(?:del?\s+)?)(?P<y1>\d{{4}})(?!\d))?"
            rf"|(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,\s*(?P<y2>\d{{4}})(?!\d)"
            r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})(?![\d-])"
            r"|(?P<d4>\d{1,2})(?P<sep>[./])\s?(?P<m4>\d{1,2})(?P=sep)\s?(?P<y4>\d{4})(?!\d)"
            r")",
            re.IGNORECASE,
        )
        self._month = re.compile(
            rf"(?P<month>{month})\.?,?\s+(?:de\s+)?(?P<year>\d{{4}})", re.IGNORECASE
        )

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[DayAt]:
        """Yield the days written in text[start:end]; what is no day of the calendar is none."""
        for found in self._day.finditer(text, start, len(text) if end is None else end):
            parts = found.groupdict()
            for form in "1234":
                if parts[f"d{form}"] is None:
                    continue
                year, month, day = (parts[f"{part}{form}"] for part in "ymd")
                if year is None:
                    yield DayAt(start=found.start(), end=found.end(), value=None)
                elif value := self._value(year, month, day):
                    figures = form == "4"
                    yield DayAt(start=found.start(), end=found.end(), value=value, figures=figures)

    def whole(self, text: str) -> PartialDate | None:
        """Return the day, month or year that a label's value is, or None."""
        for day in self.find(text):
            if day.value is not None:
                return day.value
        if found := self._month.search(text):
            return _partial(f"{found['year']}-{self._months[_key(found['month'])]:02d}")
        stripped = text.strip(" .")
        return _partial(stripped) if re.fullmatch(r"\d{4}(-\d\d)?", stripped) else None

    def alone(self, text: str) -> PartialDate | None:
        """Return the day that a text is, with its weekday and hour or without, or None."""
        day = next(self.find(text), None)
        if day is None or day.value is None:
            return None
        return None if self._beside.sub("", f"{text[: day.start]} {text[day.end :]}") else day.value

    def _value(self, year: str, month: str, day: str) -> PartialDate | None:
        number = int(month) if month.isdigit() else self._months[_key(month)]
        return _partial(f"{year}-{number:02d}-{int(day):02d}")


def _partial(text: str) -> PartialDate | None:
    try:
        made = PartialDate(text)
    except ValueError:
        return None
    return made if _YEARS[0] <= made.first_day.year <= _YEARS[1] else None


def _key(name: str) -> str:
    return re.sub(r"\s", " ", name.casefold())


def _names(language: str, what: str) -> Iterator[tuple[int, str]]:
    locale = Locale.parse(language)
    table = locale.months if what == "months" else locale.days
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in table[form][width].items():
                plain = name.rstrip(".").casefold()
                # A month of two letters would be found in ordinary words.
                if len(plain) > 2:
                    yield number, plain
