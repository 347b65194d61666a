"""What stands by the heading of a page whose markup tells which line that is."""

from __future__ import annotations

from dataclasses import replace

from communique.ingest.dateline import Dateline, read_dateline
from communique.ingest.dates import DayAt
from communique.ingest.lexicon import Lexicon
from communique.ingest.plain import Line, Page

Numbered = tuple[int, Line]

_NEAR, _ABOVE, _BELOW = 3, 6, 4
_DAY_LINE_CHARACTERS = 90
_PARAGRAPH_CHARACTERS = 80
_WORDS_BESIDE = 4


def begin_near(lines: list[Numbered], heading: Line | None) -> int:
    """Return the index of the first line that stands near the heading."""
    return max(0, _index(lines, heading) - _NEAR)


def day_by(
    page: Page, lines: list[Numbered], lexicon: Lexicon, *, alone: bool
) -> tuple[int, Dateline] | None:
    """Return the line by the heading that says a day, alone or among other words (when, who).

    alone: only one that says nothing else will do.  What stands below the heading comes first:
    above it a site may say what day it is today. An abstract may come before the day; below the
    text stands when the page was changed, which counts where nothing else says a day.
    """
    at = _index(lines, page.heading)
    below = lines[at + 1 : at + 1 + _BELOW]
    text = _text_begins([line for _, line in lines[at + 1 :]])
    for number, line in (*below[:text], *lines[max(0, at - _ABOVE) : at], *below[text:]):
        found = read_dateline(page.capture.text, line.start, line.end, lexicon)
        if found is not None and found.alone and found.day is not None and found.day.value:
            return number, found
        day = None if alone else day_in(line, lexicon)
        if day is not None:
            return number, Dateline(
                places=(), day=day, start=line.start, end=line.end, confidence=0.8, alone=True
            )
    return None


def _text_begins(below: list[Line]) -> int:
    """Return the index of the first paragraph that is no abstract: the second, or the only one."""
    long = [at for at, line in enumerate(below) if _is_paragraph(line)]
    return long[min(1, len(long) - 1)] if long else len(below)


def day_in(line: Line, lexicon: Lexicon) -> DayAt | None:
    """Return the first day that a short line says which is no sentence."""
    if len(line.text) > _DAY_LINE_CHARACTERS or line.text[-1] in ".!?":
        return None
    day = next((one for one in lexicon.days.find(line.text) if one.value is not None), None)
    return replace(day, start=line.start + day.start, end=line.start + day.end) if day else None


def from_heading(
    lines: list[Numbered],
    heading: Line,
    day_line: tuple[int, Dateline] | None,
    lexicon: Lexicon,
) -> list[Numbered]:
    """Return the heading and what follows, and the line of the day where it stands above.

    Lines that say little but a day, above the text or below it, tell when the page was changed.
    """
    at = _index(lines, heading)
    below = lines[at:]
    long = [place for place, (_, line) in enumerate(below) if _is_paragraph(line)]
    begin, end = (long[1 if len(long) > 1 else 0], long[-1]) if long else (0, len(below))
    day_number = day_line[0] if day_line else None
    return [
        *((number, line) for number, line in lines[:at] if number == day_number),
        *(
            (number, line)
            for place, (number, line) in enumerate(below)
            if number == day_number
            or place == 0
            or begin < place < end
            or not _says_only_a_day(line, lexicon)
        ),
    ]


def _index(lines: list[Numbered], heading: Line | None) -> int:
    return next((at for at, (_, line) in enumerate(lines) if line == heading), 0)


def _is_paragraph(line: Line) -> bool:
    return len(line.text) >= _PARAGRAPH_CHARACTERS


def _says_only_a_day(line: Line, lexicon: Lexicon) -> bool:
    day = day_in(line, lexicon)
    if day is None:
        return False
    beside = line.text[: day.start - line.start] + line.text[day.end - line.start :]
    # A time is no word.
    return sum(any(map(str.isalpha, word)) for word in beside.split()) <= _WORDS_BESIDE
