"""Days in words: as precisely as they are known, and no more."""

from __future__ import annotations

from datetime import date, timedelta

from communique.core.dates import Days, PartialDate
from communique.render.dates import in_words, since_in_words
from communique.render.registry.parts import Cell
from communique.render.registry.setting import Setting

UNKNOWN = "–"


def last_of(until: PartialDate) -> PartialDate:
    """Return the last day covered before an end that is no longer covered.

    An end known to the month or year stays as it is: the last day lies somewhere in it.

    >>> last_of(PartialDate("2018-01-01")), last_of(PartialDate("2018"))
    ('2017-12-31', '2018')
    """
    if until.precision != "day" or until.first_day == date.min:
        return until
    return PartialDate((until.first_day - timedelta(days=1)).isoformat())


def day_cell(day: PartialDate | date | None, setting: Setting) -> Cell:
    """Return a day as a cell; a dash where nobody knows it."""
    if day is None:
        return Cell(text=UNKNOWN, is_day=True)
    iso = day if isinstance(day, PartialDate) else day.isoformat()
    return Cell(text=in_words(day, setting.lang), value=str(iso), is_day=True)


def last_cell(until: PartialDate | None, setting: Setting) -> Cell:
    """Return the last day of a time as a cell, empty while it lasts on the day asked for."""
    if until is None or not Days(None, until).ended_by(setting.on):
        return Cell(text="")
    return day_cell(last_of(until), setting)


def since_words(since: PartialDate, setting: Setting) -> str:
    """Return “since …”."""
    words = since_in_words(since, setting.lang)
    if since.precision == "day":
        return setting.say("since %(day)s", day=words)
    return setting.say("since %(month)s", month=words)


def until_words(until: PartialDate, setting: Setting) -> str:
    """Return “until …”, the last day included."""
    words = in_words(last_of(until), setting.lang)
    if until.precision == "day":
        return setting.say("until %(day)s", day=words)
    return setting.say("until %(month)s", month=words)


def period_words(days: Days, setting: Setting) -> str:
    """Return the days as readers say them on the day asked for: what lasts then has no end yet."""
    over = days.until if days.ended_by(setting.on) else None
    if days.since and over:
        first, last = in_words(days.since, setting.lang), in_words(last_of(over), setting.lang)
        return first if first == last else f"{first} – {last}"
    if days.since:
        return since_words(days.since, setting)
    return until_words(over, setting) if over else ""


def doubts_of(days: Days, setting: Setting) -> tuple[str, ...]:
    """Return what the days leave open, one sentence each: an end known to the month or year."""
    made = []
    if days.since is not None and days.since.precision == "month":
        made.append(setting.say("Of its beginning, only the month is known."))
    if days.since is not None and days.since.precision == "year":
        made.append(setting.say("Of its beginning, only the year is known."))
    if days.until is not None and days.until.precision == "month":
        made.append(setting.say("Of its end, only the month is known."))
    if days.until is not None and days.until.precision == "year":
        made.append(setting.say("Of its end, only the year is known."))
    return tuple(made)
