"""What a plain page has above its own title: the site's words, which no profile knows in full.

A copied page begins with whatever its site shows there (banners, menus, trails, languages). Its
type line is where the page itself begins, so that the words above need not be known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.core.text import loose
from communique.ingest.dateline import read_dateline
from communique.ingest.lexicon import Lexicon
from communique.ingest.plain import Line, Page

_MOST_ABOVE = 60
# So near the head a type line may bear any name; further down a list's name is an entry of a menu.
_NEAR = 3
_HEADER_LINES = 3
_PROSE_WORDS = 6
_TRAIL_CHARACTERS = 400
# So many lines of so few words are a menu, whatever they say.
_FEWEST, _ENTRY_WORDS = 4, 3
# Two of the lines known for entries of the menu make one of fewer.
_FEWEST_KNOWN = 2
_NEAR_TITLE = 10
_BEFORE, _BEHIND = re.compile(r"[^.!?]{2,60}\s[|–—-]\s"), re.compile(r"\s[|–—-]\s[^.!?]{2,60}")
_HOUR = re.compile(r"\b\d{1,2}[:.]\d\d\b(?!\.?\d)")
_STEP = re.compile(r"\s+[/>»›|→•·]\s+|\s*[>»›→]\s+|\t+")


def is_trail(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a line is the way to this page, or a menu in a row (`Home / News / …`)."""
    if len(text) > _TRAIL_CHARACTERS:
        return False
    first, *steps = _STEP.split(text)
    # Values may stand beside each other too, a day among them; the site's own words begin a trail.
    return bool(steps and not any(map(lexicon.days.alone, steps))) and any(
        lexicon.is_line(kind, first) for kind in ("skip_lines", "newsroom_lines", "listing_heads")
    )


def from_type_line(page: Page, lines: Sequence[Line], lexicon: Lexicon) -> Sequence[Line]:
    """Return the lines of a plain page from its type line on, where a title follows that.

    A title may stand above its type line too: then a day or a label follows, or the text itself.
    """
    begin = _end_of_run(page, lines, lexicon)
    while begin + 1 < len(lines) and _is_the_sites(lines[begin], lines[begin + 1 :], lexicon):
        begin += 1
    near = begin + _NEAR
    for number, line in enumerate(lines[:_MOST_ABOVE]):
        if lexicon.label(line.text) is not None or is_prose(line) or _dated(page, line, lexicon):
            break
        if lexicon.kind(line.text) is None:
            continue
        is_own = begin <= number < near or (
            lexicon.names_one(line.text)
            and any(
                _is_of_header(page, below, lexicon)
                for below in lines[number + 2 : number + 2 + _HEADER_LINES]
            )
        )
        if is_own and _may_be_title(page, lines[number + 1 : number + 2], lexicon):
            begin = number
    return lines[begin:]


def _is_the_sites(line: Line, below: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether a line is no title, because it is the site's or the press office's.

    It names the organisation and nothing else; or it is the window's title, which has the page's
    own, that stands below, behind or before a stroke; or it says until what hour to wait.
    """
    text = line.text
    if lexicon.names_organisation(text):
        return True
    if loose(text.split()[0]).rstrip(":") in lexicon.not_places and _HOUR.search(text):
        has_day = any(day.value is not None for day in lexicon.days.find(text))
        return has_day and not is_prose(line)
    return any(
        _BEFORE.fullmatch(text.removesuffix(title)) or _BEHIND.fullmatch(text.removeprefix(title))
        for title in (one.text for one in below[:_NEAR_TITLE])
        if len(title.split()) > _ENTRY_WORDS
    )


def _end_of_run(page: Page, lines: Sequence[Line], lexicon: Lexicon) -> int:
    """Return where a menu of words that nobody knows ends: a run of short lines above a long one.

    The last of them may be the type line, or a short title right above the text.
    """
    run = 0
    while run < len(lines) and len(lines[run].text.split()) <= _ENTRY_WORDS:
        if _is_of_header(page, lines[run], lexicon):
            break
        run += 1
    known = sum(lexicon.is_menu(line.text) for line in lines[:run])
    if (run < _FEWEST and known < _FEWEST_KNOWN) or run == len(lines):
        return 0
    is_last_kept = lexicon.kind(lines[run - 1].text) or _is_of_header(page, lines[run], lexicon)
    return run - 1 if is_last_kept else run


def _may_be_title(page: Page, below: Sequence[Line], lexicon: Lexicon) -> bool:
    return any(
        lexicon.kind(line.text) is None and not _is_of_header(page, line, lexicon) for line in below
    )


def _is_of_header(page: Page, line: Line, lexicon: Lexicon) -> bool:
    return lexicon.label(line.text) is not None or is_prose(line) or _dated(page, line, lexicon)


def _dated(page: Page, line: Line, lexicon: Lexicon) -> bool:
    found = read_dateline(page.capture.text, line.start, line.end, lexicon)
    return found is not None and found.day is not None


def is_prose(line: Line) -> bool:
    """Tell whether a line is a sentence of a text, and no heading, value or entry."""
    # A banner that asks for consent is no text of the page, and says this word in every language.
    if "cookie" in line.text.casefold():
        return False
    return line.text.rstrip("”»\"'").endswith(".") and len(line.text.split()) >= _PROSE_WORDS
