"""A timeline: one bar for each body, from its first day to its last, doubts drawn as doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.core.dates import Days
from communique.render.registry.drawing import Drawing, Label, Rect, Stroke, line, width_of

WIDTH, MARGIN, HEAD, ROW = 1100, 20, 30, 30
BAR, LETTERS = 9, 13
STEPS = (1, 2, 5, 10, 25, 50, 100)
MOST_TICKS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row: a name and its days; lang: of the name where it is another than the page's."""

    name: str
    days: Days
    tip: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Days as distances: the first lies at the left margin, the last at the right."""

    first: date
    last: date
    width: int = WIDTH

    def x(self, day: date) -> float:
        """Return where a day lies; one outside the scale lies at its end."""
        held = min(max(day, self.first), self.last)
        whole = max((self.last - self.first).days, 1)
        return round(MARGIN + (self.width - 2 * MARGIN) * (held - self.first).days / whole, 1)


def drawn(
    lanes: Sequence[Lane], on: date, *, title: str, description: str, width: int = WIDTH
) -> Drawing:
    """Return the timeline of the lanes that have begun by a day, up to that day.

    What is known to the month or year only is drawn pale: its bar begins, or ends, somewhere in it.
    """
    begun = sorted(
        (lane for lane in lanes if not lane.days.begin_after(on)),
        key=lambda lane: (str(lane.days.since or ""), lane.name),
    )
    starts = [lane.days.since.first_day for lane in begun if lane.days.since]
    scale = Scale(min(starts, default=on).replace(month=1, day=1), on, width)
    rects: list[Rect] = []
    labels: list[Label] = []
    for number, lane in enumerate(begun):
        top = HEAD + number * ROW
        rects += _bars(lane, scale, top + LETTERS + 5)
        labels.append(_name(lane, scale, top + LETTERS))
    height = HEAD + len(begun) * ROW + 8
    ticks = _ticks(scale)
    return Drawing(
        code="timeline",
        width=width,
        height=height,
        title=title,
        description=description,
        rects=tuple(rects),
        strokes=tuple(
            Stroke(d=line(scale.x(day), HEAD - 8, scale.x(day), height), look="grid")
            for day in ticks
        ),
        labels=(
            *(Label(x=scale.x(day), y=HEAD - 14, text=str(day.year), look="year") for day in ticks),
            *labels,
        ),
    )


def _bars(lane: Lane, scale: Scale, y: float) -> list[Rect]:
    days = lane.days
    is_open = not days.ended_by(scale.last)
    look = "open" if is_open else "ended"
    start = days.since.first_day if days.since else scale.first
    sure_start = days.since.last_day if days.since else scale.first
    sure_end, end = _ends(days, scale.last)
    if sure_start > sure_end:
        return [_bar(scale, start, end, y, f"{look} unsure", tip=lane.tip)]
    made = [_bar(scale, sure_start, sure_end, y, look, tip=lane.tip)]
    if start < sure_start:
        made.insert(0, _bar(scale, start, sure_start, y, f"{look} unsure", tip=lane.tip))
    if end > sure_end:
        made.append(_bar(scale, sure_end, end, y, f"{look} unsure", tip=lane.tip))
    return made


def _ends(days: Days, on: date) -> tuple[date, date]:
    """Return the day up to which the bar is sure, and the last to which it may reach."""
    if days.until is None:
        return on, on
    if days.until.precision == "day":
        return min(days.until.first_day, on), min(days.until.first_day, on)
    after = days.until.last_day + timedelta(days=1) if days.until.last_day < on else on
    return min(days.until.first_day, on), after


def _bar(scale: Scale, start: date, end: date, y: float, look: str, *, tip: str = "") -> Rect:
    left, right = scale.x(start), scale.x(end)
    return Rect(x=left, y=y, width=round(max(right - left, 2), 1), height=BAR, look=look, tip=tip)


def _name(lane: Lane, scale: Scale, y: float) -> Label:
    left = scale.x(lane.days.since.first_day if lane.days.since else scale.first)
    if left + width_of(lane.name, LETTERS) <= scale.width - MARGIN:
        return Label(x=left, y=y, text=lane.name, look="name", lang=lane.lang)
    x = scale.width - MARGIN
    return Label(x=x, y=y, text=lane.name, look="name", anchor="end", lang=lane.lang)


def _ticks(scale: Scale) -> list[date]:
    span = scale.last.year - scale.first.year + 1
    step = next((one for one in STEPS if span / one <= MOST_TICKS), STEPS[-1])
    return [
        date(year, 1, 1)
        for year in range(scale.first.year, scale.last.year + 1)
        if year % step == 0 or (year == scale.first.year and span < step)
    ]
