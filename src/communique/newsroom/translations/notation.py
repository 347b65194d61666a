"""Links and emphasis as a translator types them, taken from the original's own.

`[words](1)` is the first link of the original's paragraph, `[words](address)` one that the
original has not; `**words**` is strong and `*words*` emphasis, and both are read only where the
original's paragraph has the like, so that an asterisk anywhere else is an asterisk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.core.text import (
    BLOCK_MARKS,
    EMPHASIS,
    LINK,
    STRONG,
    Mark,
    Text,
    is_link,
)

_LINK = r"\[(?P<linked>[^\[\]]+)\]\((?P<to>[^()\s]+)\)"
_STRONG = r"\*\*(?P<strong>[^*]+)\*\*"
_EMPHASIS = r"\*(?P<emphasis>[^*]+)\*"
_SIGNS = re.compile(r"[\[\]*]")


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph read from the notation: its plain words and their marks."""

    words: str
    marks: tuple[Mark, ...]


def written(text: Text, paragraph: int, beside: Sequence[Mark]) -> str:
    """Return a paragraph of a text in the notation.

    beside: the marks of the original's paragraph; emphasis that it has not is left out. Of two
    marks on the same words only the first is written: words are one thing here.
    """
    said = text.body[paragraph - 1]
    kinds = {LINK, *(mark.kind for mark in beside)}
    addresses = [mark.to for mark in beside if mark.kind == LINK]
    pieces, reached = [], 0
    for mark in inline_marks(text, paragraph):
        start, end = _extent(mark, said)
        shown = said[start:end]
        if start < reached or mark.kind not in kinds or _SIGNS.search(shown):
            continue
        pieces += [said[reached:start], _signed(mark, shown, addresses)]
        reached = end
    return "".join([*pieces, said[reached:]])


def read(typed: str, beside: Sequence[Mark]) -> Said:
    """Return what a typed paragraph says; its marks count it as paragraph 1.

    beside: the marks of the original's paragraph. A sign that means nothing there is left as it
    was typed.
    """
    links = [mark.to for mark in beside if mark.kind == LINK]
    said, marks, reached = "", list[Mark](), 0
    for found in _pattern(beside).finditer(typed):
        mark, shown = _meant(found, links)
        if mark is None:
            continue
        said += typed[reached : found.start()]
        start, end = len(said), len(said) + len(shown)
        marks.append(Mark(kind=mark.kind, paragraph=1, start=start, end=end, to=mark.to))
        said += shown
        reached = found.end()
    return Said(said + typed[reached:], tuple(marks))


def inline_marks(text: Text, paragraph: int) -> tuple[Mark, ...]:
    """Return the links and emphasis of a paragraph, from left to right."""
    found = [
        mark for mark in text.marks if mark.paragraph == paragraph and mark.kind not in BLOCK_MARKS
    ]
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end)))


def block_mark(text: Text, paragraph: int) -> Mark | None:
    """Return what a paragraph is as a whole: the mark of a heading, a list or a quotation."""
    marks = (mark for mark in text.marks if mark.paragraph == paragraph)
    return next((mark for mark in marks if mark.kind in BLOCK_MARKS), None)


def links_in(typed: str, beside: Sequence[Mark]) -> frozenset[str]:
    """Return where the links of a typed paragraph lead."""
    return frozenset(mark.to for mark in read(typed, beside).marks if mark.kind == LINK)


def _pattern(beside: Sequence[Mark]) -> re.Pattern[str]:
    kinds = {mark.kind for mark in beside}
    signs = [_LINK]
    signs += [_STRONG] if STRONG in kinds else []
    signs += [_EMPHASIS] if EMPHASIS in kinds else []
    return re.compile("|".join(signs))


def _extent(mark: Mark, said: str) -> tuple[int, int]:
    return (mark.start, mark.end) if mark.start or mark.end else (0, len(said))


def _signed(mark: Mark, shown: str, addresses: Sequence[str]) -> str:
    if mark.kind == LINK:
        to = addresses.index(mark.to) + 1 if mark.to in addresses else mark.to
        return f"[{shown}]({to})"
    return f"**{shown}**" if mark.kind == STRONG else f"*{shown}*"


def _meant(found: re.Match[str], links: Sequence[str]) -> tuple[Mark | None, str]:
    """Return the mark that a sign makes and the words it shows, no mark where it is no sign."""
    groups = found.groupdict()
    if to := groups["to"]:
        if to.isdecimal():
            to = links[int(to) - 1] if 0 < int(to) <= len(links) else ""
        mark = Mark(kind=LINK, paragraph=1, to=to) if is_link(to) else None
        return mark, groups["linked"]
    if strong := groups.get("strong"):
        return Mark(kind=STRONG, paragraph=1), strong
    return Mark(kind=EMPHASIS, paragraph=1), groups["emphasis"]
