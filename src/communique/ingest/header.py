"""The header of a page: type line, title, abstract and labels, in whatever order they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from communique.ingest.above import is_prose
from communique.ingest.body import goes_on
from communique.ingest.dateline import Dateline, read_dateline, split_places
from communique.ingest.heading import begin_near, day_by, from_heading
from communique.ingest.lexicon import BARE_LABELS, CHANGED, Lexicon
from communique.ingest.plain import Line, Page
from communique.ingest.unlabelled import field_told_by

Values = tuple[tuple[int, int], ...]

# A label stands among the first lines, and labels stand close together.
_FIRST_LABEL = 14
_LABEL_GAP = 6
_FIRST_DATELINE = 30
_VALUE_CHARACTERS = 160
_TITLE_CHARACTERS = 400
_TYPE_WORDS = 3
# “And”, “of”, “the”; of the longer ones a few may end a title (“today”).
_SMALL_WORD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands around a text, and the lines of the text itself.

    kind: the type line.  unknown_kind: what stands where one should, and names none.
    labels: by field, the places of its values.
    place_line: a line that is a place and a day.  dateline: the one the text begins with.
    abstract: lines between title and text that are no label.  newsroom: the page says so.
    rest: the lines of the text, the first with the dateline.
    """

    kind: Line | None
    title: Line | None
    labels: Mapping[str, Values]
    place_line: Dateline | None
    dateline: Dateline | None
    abstract: tuple[Line, ...]
    rest: tuple[Line, ...]
    newsroom: bool = False
    unknown_kind: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labels:
    """Labels read from lines: by field their values, and the numbers of the lines they take."""

    values: Mapping[str, Values]
    taken: frozenset[int]
    last: int


def read_header(page: Page, lines: Sequence[Line], lexicon: Lexicon) -> Header:
    """Return the header and text of a page without its menu."""
    newsroom = any(lexicon.is_line("newsroom_lines", line.text) for line in lines[:3])
    lines = [
        line
        for number, line in enumerate(lines)
        if number > 3 or not lexicon.is_line("newsroom_lines", line.text)
    ]
    lines = [piece for line in lines for piece in _unglued(line, lexicon)]
    dated = _first_dateline(page, lines, lexicon)
    labels = _read_labels(page, lines, lexicon, len(lines) if dated is None else dated[0])
    open_lines = [(number, line) for number, line in enumerate(lines) if number not in labels.taken]
    near = open_lines[begin_near(open_lines, page.heading) :]
    kind = _type_line([pair for pair in near if pair[1] != page.heading], lexicon)
    unknown = None if kind else _unknown_type_line(open_lines, labels, dated)
    open_lines = [pair for pair in open_lines if pair[1] not in (kind, unknown)]
    if page.heading is None:
        place_line = _place_line(page, open_lines, lexicon)
    else:
        has_day = dated is not None and dated[1].day is not None
        place_line = day_by(page, open_lines, lexicon, alone=has_day)
        open_lines = from_heading(open_lines, page.heading, place_line, lexicon)
    open_lines = [
        (number, line)
        for number, line in open_lines
        if number > _FIRST_LABEL or not _is_number(line.text) or line == page.heading
    ]
    title, after = _title(open_lines, dated[0] if dated else None, place_line)
    if page.heading is None:
        title, after = _whole(title, after, dated[0] if dated else None, lexicon)
        labels, after = _with_unlabelled(labels, after, dated[0] if dated else None, lexicon)
    # Where markup tells the title, the day may stand below an abstract, or anywhere near.
    begins = place_line if page.heading is None else None
    abstract, rest = _text(after, dated[0] if dated else None, labels, begins)
    if kind and not (place_line or dated or "date" in labels.values):
        place_line, rest = _signed(page, rest, lexicon)
    return Header(
        kind=kind,
        title=title,
        labels=labels.values,
        place_line=place_line[1] if place_line else None,
        dateline=dated[1] if dated and any(line is lines[dated[0]] for line in rest) else None,
        abstract=tuple(abstract),
        rest=tuple(rest),
        newsroom=newsroom,
        unknown_kind=unknown,
    )


def _unglued(line: Line, lexicon: Lexicon) -> Iterator[Line]:
    """Yield the labels that stand on one line, each with its value: `Date:4 JulyPlace:OSH`."""
    label = lexicon.label(line.text)
    begins = [0]
    if label is not None:
        begins += [one.start() for one in lexicon.labels_within.finditer(line.text, label[1])]
    for begin, end in pairwise([*begins, len(line.text)]):
        text = line.text[begin:end].rstrip()
        start = line.start + begin
        yield replace(line, start=start, end=start + len(text), text=text)


def _first_dateline(
    page: Page, lines: Sequence[Line], lexicon: Lexicon
) -> tuple[int, Dateline] | None:
    """Return the first line that begins with a dateline and goes on with a text."""
    for number, line in enumerate(lines[:_FIRST_DATELINE]):
        if lexicon.label(line.text) is not None or line == page.heading:
            continue
        start = _behind_credit(line, lexicon)
        found = read_dateline(page.capture.text, start, line.end, lexicon)
        # A title may begin as a dateline does (`Kyiv - a city`), but has no day.
        if found and not found.alone and (number > 0 or found.day or len(line.text) > 200):
            return number, found
    return None


def _behind_credit(line: Line, lexicon: Lexicon) -> int:
    """Return where a line's text begins: behind a picture's credit that is glued to it."""
    credit = lexicon.credit.search(line.text)
    if credit is None or not credit[0].endswith(")"):
        return line.start
    rest = line.text[credit.end() :]
    return line.end - len(rest.lstrip()) if rest.strip() else line.start


def _read_labels(page: Page, lines: Sequence[Line], lexicon: Lexicon, dated: int) -> _Labels:
    """Return the labels of the header, which stand before the text or all behind it."""
    found = [
        (number, *label)
        for number, line in enumerate(lines)
        if (label := lexicon.label(line.text)) is not None and label[0] not in BARE_LABELS
    ]
    cluster = [one for one in found if one[0] < dated]
    near: list[tuple[int, str, int]] = []
    for one in cluster:
        if one[0] <= (near[-1][0] + _LABEL_GAP if near else _FIRST_LABEL):
            near.append(one)
    if not near:
        near = _at_the_foot(lines, found, lexicon)
    values: dict[str, list[tuple[int, int]]] = {}
    taken: set[int] = set()
    last = near[-1][0] if near else -1
    for number, kind, behind in near:
        taken.add(number)
        line = lines[number]
        if kind == CHANGED:
            continue
        if behind < len(line.text):
            values.setdefault(kind, []).append((line.start + behind, line.end))
            continue
        for below in _values_below(page, lines, number, kind, lexicon):
            taken.add(below)
            last = max(last, below)
            values.setdefault(kind, []).append((lines[below].start, lines[below].end))
    return _Labels(
        values={kind: tuple(spans) for kind, spans in values.items()},
        taken=frozenset(taken),
        last=last,
    )


def _at_the_foot(
    lines: Sequence[Line], found: list[tuple[int, str, int]], lexicon: Lexicon
) -> list[tuple[int, str, int]]:
    """Return labels at the foot of a page, where nothing but labels and values follows them."""
    tail: list[tuple[int, str, int]] = []
    end = len(lines)
    for label in reversed(found):
        between = lines[label[0] + 1 : end]
        if len(between) > 3 or any(len(line.text) > _VALUE_CHARACTERS for line in between):
            break
        tail.insert(0, label)
        end = label[0]
    # One label alone at the end of a text may be the text's own (`Date: 5 May`).
    return tail if len(tail) > 1 else []


def _values_below(
    page: Page, lines: Sequence[Line], number: int, kind: str, lexicon: Lexicon
) -> Iterator[int]:
    """Yield the numbers of the lines below an empty label that are its values."""
    for below in range(number + 1, len(lines)):
        line = lines[below]
        if lexicon.label(line.text) is not None or len(line.text) > _VALUE_CHARACTERS * 3:
            return
        # Bullets end with the values; a type line is never one, but of its own label.
        behind_bullets = below > number + 1 and not line.bullet
        if behind_bullets or (kind != "kind" and lexicon.kind(line.text) is not None):
            return
        follows_label = below + 1 < len(lines) and lexicon.label(lines[below + 1].text) is not None
        if not _may_be_value(page, line, kind, lexicon, sandwiched=follows_label):
            return
        yield below
        # Without bullets one line is the value, and the next is something else.
        if not line.bullet:
            return


def _may_be_value(page: Page, line: Line, kind: str, lexicon: Lexicon, *, sandwiched: bool) -> bool:
    if line.bullet:
        return True
    if kind == "date":
        found = read_dateline(page.capture.text, line.start, line.end, lexicon)
        return len(line.text) < 40 and found is not None and found.alone
    if kind == "place":
        places = split_places(page.capture.text, line.start, line.end, lexicon)
        known = any(lexicon.find("place", place.name) for place in places)
        return len(line.text) < 80 and (known or line.text.isupper())
    if kind == "kind":
        return lexicon.kind(line.text) is not None
    return sandwiched or _names_a_term(line.text, kind, lexicon) or _looks_like_names(line.text)


def _names_a_term(text: str, kind: str, lexicon: Lexicon) -> bool:
    vocabulary = {"fields_of_work": "field-of-work", "country": "country"}.get(kind, "structure")
    return any(lexicon.find(vocabulary, part.strip()) for part in (text, *text.split(",")))


def _looks_like_names(text: str) -> bool:
    return len(text) <= 80 and text[-1] not in ".!?:…" and len(text.split()) <= 8


def _type_line(open_lines: list[tuple[int, Line]], lexicon: Lexicon) -> Line | None:
    """Return the type line: it stands above the title, or right below it."""
    for _, line in open_lines[:3]:
        if lexicon.kind(line.text) is not None:
            return line
    return None


def _unknown_type_line(
    open_lines: list[tuple[int, Line]], labels: _Labels, dated: tuple[int, Dateline] | None
) -> Line | None:
    """Return a line that stands like a type line above a title and labels, and names no kind."""
    if len(labels.values) < 2 or len(open_lines) < 2:
        return None
    (number, first), (below, second) = open_lines[:2]
    is_short = len(first.text.split()) <= _TYPE_WORDS and not first.bullet
    above_labels = below < labels.last and (dated is None or below < dated[0])
    if number == 0 and is_short and above_labels and len(second.text) > 2 * len(first.text):
        # An abstract is a sentence and ends as one; a title does not.
        return first if second.text[-1] != "." else None
    return None


def _place_line(
    page: Page, open_lines: list[tuple[int, Line]], lexicon: Lexicon
) -> tuple[int, Dateline] | None:
    for number, line in open_lines[:4]:
        if lexicon.is_line("closing_lines", line.text):
            break
        if len(line.text) > 120:
            continue
        found = read_dateline(page.capture.text, line.start, line.end, lexicon)
        if found is not None and found.alone and found.day is not None and found.day.value:
            return number, found
    return None


def _signed(
    page: Page, rest: list[Line], lexicon: Lexicon
) -> tuple[tuple[int, Dateline] | None, list[Line]]:
    """Return the place and day below a text, as below a letter, and the lines without that one.

    What the site adds below a text has days of its own.
    """
    for number, line in enumerate(rest):
        if lexicon.is_line("closing_lines", line.text):
            break
        found = read_dateline(page.capture.text, line.start, line.end, lexicon)
        if number and found and found.alone and found.places and found.day and found.day.value:
            return (number, found), [*rest[:number], *rest[number + 1 :]]
    return None, rest


def _title(
    open_lines: list[tuple[int, Line]], dated: int | None, place_line: tuple[int, Dateline] | None
) -> tuple[Line | None, list[tuple[int, Line]]]:
    """Return the title and the lines after it; a text without a title begins with its dateline."""
    skipped = place_line[0] if place_line else None
    for position, (number, line) in enumerate(open_lines):
        if number == skipped:
            continue
        if number == dated or len(line.text) > _TITLE_CHARACTERS:
            return None, [pair for pair in open_lines if pair[0] != skipped]
        before = [pair for pair in open_lines[:position] if pair[0] != skipped]
        return line, before + [pair for pair in open_lines[position + 1 :] if pair[0] != skipped]
    return None, []


def _is_number(text: str) -> bool:
    """Tell whether a line is a number that a release is filed under (`No. 12/03`), and no title."""
    *before, last = text.split()
    is_filed = "/" in last and any(map(str.isdigit, last))
    return is_filed and len("".join(before)) <= len("No.")


def _whole(
    title: Line | None, after: list[tuple[int, Line]], dated: int | None, lexicon: Lexicon
) -> tuple[Line | None, list[tuple[int, Line]]]:
    """Return a title with the lines on which it goes on, where it was broken at a width."""
    while title is not None and after and after[0][0] != dated:
        below = after[0][1]
        if not (goes_on(title, below, longer_than=0) or _is_open(title, below, lexicon)):
            break
        after = after[1:]
        title = replace(title, end=below.end, text=f"{title.text} {below.text}")
    return title, after


def _is_open(title: Line, below: Line, lexicon: Lexicon) -> bool:
    """Tell whether a title ends with a small word, as none does, and goes on below: `… and`."""
    last = title.text.rpartition(" ")[2]
    if below.gap or below.bullet or is_prose(below) or len(last) > _SMALL_WORD:
        return False
    return any(last in words for words in lexicon.profile.reading.stop_words.values())


def _with_unlabelled(
    labels: _Labels, after: list[tuple[int, Line]], dated: int | None, lexicon: Lexicon
) -> tuple[_Labels, list[tuple[int, Line]]]:
    """Return the labels with the values that stand below the title without one.

    Newer designs leave labels out: a line between title and text that is a name of terms and
    nothing else says what they are by itself.
    """
    values = dict(labels.values)
    left: list[tuple[int, Line]] = []
    for place, (number, line) in enumerate(after):
        kind = field_told_by(line.text, lexicon)
        if kind and kind not in labels.values and number != dated:
            values[kind] = (*values.get(kind, ()), (line.start, line.end))
        elif dated is None or number >= dated:
            left += after[place:]
            break
        else:
            left.append((number, line))
    return replace(labels, values=values), left


def _text(
    after: list[tuple[int, Line]],
    dated: int | None,
    labels: _Labels,
    place_line: tuple[int, Dateline] | None,
) -> tuple[list[Line], list[Line]]:
    """Return what stands between title and text, and the text.

    The text begins at its dateline; without one, behind the labels; without those, at once.
    """
    if dated is not None:
        begin = dated
    elif any(number > labels.last for number, _ in after):
        begin = labels.last + 1
    else:
        begin = 0
    if dated is None and place_line is not None:
        begin = max(begin, place_line[0])
    abstract = [line for number, line in after if number < begin]
    return abstract, [line for number, line in after if number >= begin]
