"""Days known in full, to the month or to the year, and the days between two of them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

KEPT_DAYS = 8192
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class PartialDate(str):
    """A day, a month or a year, as far as it is known.

    Source: ISO 8601-2:2019 level 0 (EDTF), calendar dates of reduced precision.

    >>> PartialDate("1992-02").last_day.isoformat()
    '1992-02-29'
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Return the date written so; ValueError where it is no year, month or day."""
        made = super().__new__(cls, text)
        if not _FORM.fullmatch(text):
            raise ValueError(f"{text!r} is no day (YYYY, YYYY-MM or YYYY-MM-DD)")
        try:
            _ = made.first_day, made.last_day
        except ValueError as error:
            raise ValueError(f"{text!r} is no day of the calendar") from error
        return made

    @property
    def precision(self) -> str:
        """Return `year`, `month` or `day`."""
        return {4: "year", 7: "month"}.get(len(self), "day")

    @property
    def first_day(self) -> date:
        """Return the first day it can mean."""
        return _meant(str(self))[0]

    @property
    def last_day(self) -> date:
        """Return the last day it can mean."""
        return _meant(str(self))[1]


# A page asks hundreds of times for the days of the same few terms and offices.
@lru_cache(maxsize=KEPT_DAYS)
def _meant(text: str) -> tuple[date, date]:
    """Return the first and the last day that a date in words of ISO 8601 can mean."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return date(*[*parts, 1, 1][:3]), date(year, month, day)


@dataclass(frozen=True, slots=True)
class Days:
    """The days [since, until); an open end is None, and an end may be known in part only.

    A day-precise `until` is the first day no longer covered. An `until` of a month or a year
    means some day in it, so that its days are covered possibly, and none of them surely.
    """

    since: PartialDate | None = None
    until: PartialDate | None = None

    def cover(self, on: date) -> bool:
        """Tell whether the day is covered, as far as anybody knows."""
        return not self.begin_after(on) and not self.ended_by(on)

    def begin_after(self, on: date) -> bool:
        """Tell whether all the days lie after `on`."""
        return self.since is not None and self.since.first_day > on

    def ended_by(self, on: date) -> bool:
        """Tell whether the days are surely over on `on`."""
        if self.until is None:
            return False
        return self.until.last_day <= on if self._precise_end else self.until.last_day < on

    def surely_overlap(self, other: Days) -> bool:
        """Tell whether some day is covered by both beyond doubt."""
        start = max(self._sure_start, other._sure_start)
        return start < min(self._sure_end, other._sure_end)

    @property
    def ends_before_it_begins(self) -> bool:
        """Tell whether the end lies before the beginning, whatever the doubt."""
        if self.since is None or self.until is None:
            return False
        return self.until.last_day < self.since.first_day

    @property
    def _precise_end(self) -> bool:
        return self.until is not None and self.until.precision == "day"

    @property
    def _sure_start(self) -> date:
        return self.since.last_day if self.since else date.min

    @property
    def _sure_end(self) -> date:
        return self.until.first_day if self.until else date.max


ALWAYS = Days()
