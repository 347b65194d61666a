"""The site's menu around a page: told from the text, and held against the profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.core.record import Finding
from communique.core.rules import NOTE
from communique.ingest.above import is_prose, is_trail
from communique.ingest.lexicon import Lexicon
from communique.ingest.plain import Line, Page

# Fewer lines than this in a row may be a heading or a value, and are no menu.
_FEWEST = 4
# So many unknown lines may stand between two known ones of a menu.
_UNKNOWN_RUN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is left of a page without its menus, and what was found in them.

    has_menu: it had lines of a menu.
    """

    lines: tuple[Line, ...]
    has_menu: bool
    findings: tuple[Finding, ...]


def without_menu(page: Page, lexicon: Lexicon) -> Content:
    """Return the lines of a page that are no menu, and a finding for each unknown entry."""
    lines = page.lines
    begin = _end_of_menu(lines, lexicon)
    end = _start_of_closing_menu(lines, begin, lexicon)
    menus = (*lines[:begin], *lines[end:])
    return Content(
        lines=tuple(
            line
            for line in lines[begin:end]
            if not lexicon.is_line("skip_lines", line.text) and not is_trail(line.text, lexicon)
        ),
        has_menu=any(not lexicon.is_line("skip_lines", line.text) for line in menus),
        findings=tuple(_unknown(page, menus, lexicon)),
    )


def _end_of_menu(lines: tuple[Line, ...], lexicon: Lexicon) -> int:
    """Return the index of the first line behind the menu at the head of a page."""
    end, known, unknown = 0, 0, 0
    for index, line in enumerate(lines):
        if _belongs(line.text, lexicon):
            end, known, unknown = index + 1, known + 1, 0
        elif _begins_header(lines, index, lexicon):
            return _with_last_entries(lines, end, index) if known >= _FEWEST else 0
        else:
            unknown += 1
            # Before the menu there may be a line or two of the site's; in it, new entries.
            if unknown > _UNKNOWN_RUN or len(line.text) > 150 or is_prose(line):
                break
    return end if known >= _FEWEST else 0


def _with_last_entries(lines: tuple[Line, ...], end: int, header: int) -> int:
    """Return the end of a menu, moved behind unknown bullets that lead up to the header."""
    while end < header and lines[end].bullet:
        end += 1
    return end


def _begins_header(lines: tuple[Line, ...], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a line is a type line or a label, and no entry of a menu that goes on."""
    text = lines[index].text
    if lexicon.label(text) is not None:
        return True
    if lexicon.kind(text) is None:
        return False
    following = lines[index + 1 : index + 5]
    return sum(lexicon.is_menu(line.text) for line in following) < _FEWEST - 1


def _start_of_closing_menu(lines: tuple[Line, ...], begin: int, lexicon: Lexicon) -> int:
    """Return the index at which a menu at the foot of a page begins."""
    end = len(lines)
    while end > begin and _belongs(lines[end - 1].text, lexicon):
        end -= 1
    if len(lines) - end < _FEWEST:
        return len(lines)
    # The first lines of the run may be the values of a label: `Fields of work:` / `Migration`.
    while end < len(lines) and end > begin and lexicon.label(lines[end - 1].text):
        end += 1
    return end


def _belongs(text: str, lexicon: Lexicon) -> bool:
    # A label that a value follows is no entry, though a menu may hold the word.
    if text.endswith(":"):
        return False
    return lexicon.is_menu(text) or lexicon.is_line("skip_lines", text)


def _unknown(page: Page, menu: tuple[Line, ...], lexicon: Lexicon) -> Iterator[Finding]:
    for line in menu:
        if not _belongs(line.text, lexicon):
            yield Finding(
                code="menu.unknown-entry",
                level=NOTE,
                message=f"the menu names {line.text!r}, which the profile does not know",
                span=page.span(line.start, line.end, rule="menu"),
                hint="Add it to the profile where it is a term or a page of the organisation.",
            )
