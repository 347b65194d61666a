"""The lines that are a plain page's own, by what was learned of its site."""

from __future__ import annotations

from dataclasses import replace

from communique.ingest.blocks import Block
from communique.ingest.lexicon import Lexicon
from communique.ingest.plain import Line, Page
from communique.ingest.template import Template

_PROSE_CHARACTERS = 80
_SENTENCE_CHARACTERS = 25
_ENDS = '.!?…”»")'


def without_template(page: Page, template: Template, lexicon: Lexicon) -> Page:
    """Return a page without the lines that its site has on many pages.

    A text has no elements to tell where a line stands. So what goes is the run of such lines
    above the page's own and below them, and in between the short ones below the first paragraph.
    A type line, labels and their values stay; so do whole paragraphs that follow the text.
    """
    lines = page.lines
    own = [number for number, line in enumerate(lines) if not template.has(Block(text=line.text))]
    if not own or len(own) == len(lines):
        return page
    known = _known(lines, lexicon)
    kept = known | set(own) | _closing_text(lines, own[-1])
    text = next((number for number in own if _is_sentence(lines[number])), len(lines))
    if text == own[0]:
        # Where a sentence is the first that is the page's own, its title is one that others have.
        kept.update([number for number in range(own[0]) if number not in known][-1:])
    # Between the heading and the text stand places and names that many pages have.
    kept.update(number for number in range(own[0], text))
    kept.update(number for number in range(text, own[-1]) if _is_prose(lines[number]))
    return replace(page, lines=tuple(lines[number] for number in sorted(kept)))


def _known(lines: tuple[Line, ...], lexicon: Lexicon) -> set[int]:
    """Return which lines are labels, the values below them, or a type line by itself."""
    known: set[int] = set()
    below = False
    for number, line in enumerate(lines):
        label = lexicon.label(line.text)
        # A menu names kinds too, among others: a type line has no bullet and none beside it.
        is_type = lexicon.kind(line.text) is not None and not line.bullet
        if label is not None or is_type:
            known.add(number)
            below = label is not None and label[1] >= len(line.text)
        elif below:
            known.add(number)
            below = line.bullet
    return known


def _closing_text(lines: tuple[Line, ...], last: int) -> set[int]:
    """Return the paragraphs right behind the page's own, and a line that heads one of them."""
    found: set[int] = set()
    number = last + 1
    while number < len(lines):
        if _is_prose(lines[number]):
            found.add(number)
        elif number + 1 < len(lines) and _is_prose(lines[number + 1]):
            found.update((number, number + 1))
        else:
            break
        number = max(found) + 1
    return found


def _is_sentence(line: Line) -> bool:
    return len(line.text) >= _SENTENCE_CHARACTERS and line.text[-1] in _ENDS


def _is_prose(line: Line) -> bool:
    return len(line.text) >= _PROSE_CHARACTERS and line.text[-1] in '.!?…”»")'
