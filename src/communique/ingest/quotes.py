"""Quotation marks paired: where quoted words begin and end, over paragraphs too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MARK = re.compile(r"[“”„\"«»]")
_CLOSERS = {"“": "”", "„": "“”", "«": "»", '"': '"'}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words between marks.

    pieces: one a paragraph, without marks.  paragraph: the number of the first, from 0.
    open, close: the places of the outer marks; close is behind the last one.
    """

    pieces: tuple[Span, ...]
    paragraph: int
    open: int
    close: int


def quoted(text: str, paragraphs: Sequence[Span]) -> tuple[Quoted, ...]:
    """Return what stands between quotation marks in paragraphs of a text.

    A quotation that is not closed goes on where the next paragraph begins with its mark again.
    """
    found: list[Quoted] = []
    pending: Quoted | None = None
    for number, (start, end) in enumerate(paragraphs):
        for part in _in_paragraph(text, start, end, number):
            one = part
            if pending is not None and part.open == start and text[start] == text[pending.open]:
                one, pending = _joined(pending, part), None
            elif pending is not None:
                found.append(pending)
                pending = None
            if one.close > end:
                pending = one
            else:
                found.append(one)
        if pending is not None and pending.paragraph + len(pending.pieces) - 1 < number:
            found.append(pending)
            pending = None
    return (*found, pending) if pending else tuple(found)


def masked(text: str, paragraph: Span, marks: Sequence[Quoted]) -> str:
    """Return the paragraph with quoted words blanked, but for their first and last characters.

    What is left shows where sentences end and what is said around the quotations.
    """
    start, end = paragraph
    letters = list(text[start:end])
    for one in marks:
        for piece_start, piece_end in one.pieces:
            for place in range(max(piece_start, start) + 1, min(piece_end, end) - 1):
                letters[place - start] = "_"
    return "".join(letters)


def _joined(first: Quoted, second: Quoted) -> Quoted:
    return Quoted(
        pieces=first.pieces + second.pieces,
        paragraph=first.paragraph,
        open=first.open,
        close=second.close,
    )


def _in_paragraph(text: str, start: int, end: int, number: int) -> Iterator[Quoted]:
    """Yield what is quoted in a paragraph; `close` lies past its end where no mark closes."""
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        place = mark.start()
        if opened is None:
            if mark[0] in _CLOSERS and _may_open(text, place, start, mark[0]):
                opened = place
        elif mark[0] in _CLOSERS[text[opened]]:
            piece = _trimmed(text, opened + 1, place)
            yield Quoted(pieces=(piece,), paragraph=number, open=opened, close=place + 1)
            opened = None
    if opened is not None:
        piece = _trimmed(text, opened + 1, end)
        yield Quoted(pieces=(piece,), paragraph=number, open=opened, close=end + 1)


def _may_open(text: str, place: int, start: int, mark: str) -> bool:
    if mark != '"':
        return True
    return place == start or text[place - 1].isspace() or text[place - 1] in "([—–-/’'"


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
