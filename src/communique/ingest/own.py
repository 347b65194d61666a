"""The blocks that are a page's own: its heading, what tells of it, and its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from communique.core.text import loose, squeeze
from communique.ingest.blocks import SENTENCE_CHARACTERS, Block, Sheet
from communique.ingest.head import Head, parts_of
from communique.ingest.lexicon import Lexicon
from communique.ingest.template import Template, glued_to, is_prose
from communique.ingest.text_element import text_of
from communique.ingest.title import heading_of, told_by

_MENU_RUN = 3
_FEW_WORDS = 4
_DATED_CHARACTERS = 90
_BESIDE = 24
_ABOVE = 6
_PULLED_CHARACTERS = 300
_QUOTED = " .!?…\"“”„«»‘’'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What is left of a page.

    heading: which of the blocks names it, if one does.
    beside: all that follows it but menus and what the site has on every page: of a list, its
    entries.
    """

    blocks: tuple[Block, ...]
    heading: int | None
    beside: tuple[Block, ...]


def own_of(sheet: Sheet, template: Template, lexicon: Lexicon) -> Own:
    """Return the blocks of a page that are its own, in their order."""
    blocks = [_unglued(block, template) for block in sheet.blocks]
    menus = _menus(blocks, sheet.head)
    known = _known(blocks, menus, lexicon)
    kept = _without_site(blocks, known, menus, template)
    may_name = [one for one in kept if not _names_a_kind(blocks[one], lexicon)]
    title = heading_of(blocks, may_name, sheet.head, template, partial(_is_dated, lexicon=lexicon))
    beside = tuple(blocks[one] for one in kept if title is None or one >= title)
    if title is None and (said := told_by(sheet.head, template)):
        # Browsers show it above the page, and nothing in the page says it.
        title = 0
        blocks, kept = [Block(text=said), *blocks], [0, *(one + 1 for one in kept)]
        known = frozenset(one + 1 for one in known)
    if title is None:
        return Own(blocks=beside, heading=None, beside=beside)
    kept = _around_heading(blocks, kept, known, title, lexicon)
    kept = sorted({*kept, *_day_below(blocks, kept, title, template, lexicon)})
    chosen = tuple(blocks[one] for one in kept)
    return Own(blocks=chosen, heading=kept.index(title), beside=beside)


def _names_a_kind(block: Block, lexicon: Lexicon) -> bool:
    """Tell whether a line names a section of the site, or without being its heading a kind."""
    if lexicon.is_line("newsroom_lines", block.text):
        return True
    return block.level != 1 and lexicon.kind(block.text) is not None


def _day_below(
    blocks: Sequence[Block], kept: Sequence[int], title: int, template: Template, lexicon: Lexicon
) -> list[int]:
    """Return the first line of a day below the heading, where none by it is kept.

    An abstract may stand before it.  It is the page's own, though all else in the element that it
    stands in may be the site's.
    """
    prose = [one for one in range(title + 1, len(blocks)) if is_prose(blocks[one])]
    text = prose[min(1, len(prose) - 1)] if prose else len(blocks)
    dated = [
        one
        for one in range(max(0, title - _ABOVE), text)
        if one != title and _is_dated(blocks[one].text, lexicon)
    ]
    if not set(dated).isdisjoint(kept):
        return []
    own = (one for one in dated if one > title and not template.has(blocks[one]))
    return [one for one in own if not (blocks[one].is_link or blocks[one].is_pictured)][:1]


def _is_dated(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a line is short and says one day, as the line below a heading does."""
    if len(text) > _DATED_CHARACTERS:
        return False
    return any(day.value is not None for day in lexicon.days.find(text))


def _unglued(block: Block, template: Template) -> Block:
    """Return a block without the explanations that the site glues to its words.

    One that begins with the word itself (`CSCECSCE / Conference …`) tells by that what it is.
    """
    text = block.text
    for inset in sorted(block.insets, key=lambda one: -one.start):
        word = glued_to(block, inset.start, inset.end)
        if word and (inset.mark in template.glued or text.startswith(word, inset.start)):
            text = text[: inset.start] + text[inset.end :]
    return replace(block, text=squeeze(text)) if text is not block.text else block


def _known(blocks: Sequence[Block], menus: set[int], lexicon: Lexicon) -> frozenset[int]:
    """Return which blocks are a type line, a label, or the value below a label."""
    known: set[int] = set()
    below = False
    for number, block in enumerate(blocks):
        below = below and block.parent == blocks[number - 1].parent
        label = lexicon.label(block.text)
        is_type = lexicon.kind(block.text) is not None and number not in menus
        if label is not None or is_type:
            known.add(number)
            below = label is not None and label[1] >= len(block.text)
        elif below:
            known.add(number)
            below = block.is_listed
    return frozenset(known)


def _without_site(
    blocks: Sequence[Block], known: frozenset[int], menus: set[int], template: Template
) -> list[int]:
    """Return the numbers of the blocks that are not the site's."""
    shared = [template.has(block) for block in blocks]
    own = {
        place
        for block, is_shared in zip(blocks, shared, strict=True)
        if is_prose(block) and not is_shared
        for place in _places(block)
    }
    kept: list[int] = []
    # From the end: whether a short line heads what follows shows only when that is judged.
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        # Of headings of the first rank one may name the page, be it as many others are named.
        if number in known or block.level == 1:
            kept.append(number)
        elif number in menus or block.is_pictured or _is_around(block, template):
            continue
        elif not shared[number] or _is_of_text(blocks, shared, own, number, kept):
            kept.append(number)
    kept.reverse()
    if any(is_prose(blocks[one]) for one in kept):
        return kept
    # A page whose text is all in frames or in links: better that than nothing.
    rest = [one for one in range(len(blocks)) if not shared[one] or one in known]
    return rest if any(is_prose(blocks[one]) for one in rest) else kept


def _is_of_text(
    blocks: Sequence[Block],
    shared: Sequence[bool],
    own: set[tuple[int, str]],
    number: int,
    kept: Sequence[int],
) -> bool:
    """Tell whether what many pages have belongs to the text of this one.

    An organisation ends its releases with the same words on itself. They stand where the page's
    own paragraphs stand, in the same kind of element; what the site adds has a place of its own.
    A short line does where it heads such a paragraph; one that the site itself puts between
    paragraphs has gone before (`Template.is_around`).
    """
    block = blocks[number]
    if block.is_link:
        return False
    if is_prose(block):
        return not own.isdisjoint(_places(block))
    below = blocks[kept[-1]] if kept and kept[-1] == number + 1 else None
    if below is None or not (is_prose(below) or below.is_sentence):
        return False
    is_amidst = number > 0 and blocks[number - 1].is_sentence and not shared[number - 1]
    heads = block.is_head or block.text.endswith(":") or shared[number + 1] or is_amidst
    return heads and not own.isdisjoint(_places(below))


def _places(block: Block) -> tuple[tuple[int, str], ...]:
    """Return where a block stands: its element, and the one around that if each has its own."""
    around = block.within[-2] if len(block.within) > 1 else 0
    return (block.parent, block.mark), (around, block.kind)


def _is_around(block: Block, template: Template) -> bool:
    # Headings within texts are the same few words on many pages; what follows them is not.
    return template.is_around(block) and (block.is_link or not block.level)


def _menus(blocks: Sequence[Block], head: Head) -> set[int]:
    """Return the blocks of runs of links, and the line that heads such a run.

    Two make a run where they are all that an element holds but for what heads them.  What the head
    calls the page heads none, though links to print it or to pass it on stand below.
    """
    names = frozenset(map(loose, (*head.titles, *parts_of(head))))
    holds = Counter(element for block in blocks for element in block.within)
    found: set[int] = set()
    run: list[int] = []
    for number, block in enumerate((*blocks, None)):
        if block is not None and _leads_on(block):
            run.append(number)
            continue
        above = run[0] - 1 if run else -1
        may_head = above >= 0 and _may_head_links(blocks[above], names)
        is_headed = may_head and blocks[above].level > 1
        headed = [above, *run] if may_head else run
        if len(run) >= _MENU_RUN or is_headed or _fill_an_element(blocks, headed, holds):
            found.update(headed)
        run = []
    return found


def _leads_on(block: Block) -> bool:
    """Tell whether a block is a link, and beside it at most its day, its size or what it is."""
    if block.level == 1:
        return False
    beside = len(block.text) - block.linked
    return block.is_link or (not block.is_sentence and beside <= min(_BESIDE, block.linked))


def _fill_an_element(blocks: Sequence[Block], run: Sequence[int], holds: Counter[int]) -> bool:
    if len(run) < _MENU_RUN:
        return False
    return any(
        holds[element] == len(run) and all(element in blocks[one].within for one in run)
        for element in blocks[run[0]].within
    )


def _may_head_links(block: Block, names: frozenset[str]) -> bool:
    if len(block.text.split()) >= _FEW_WORDS and loose(block.text) in names:
        return False
    return block.level > 1 or (not block.level and not block.is_sentence)


def _around_heading(
    blocks: Sequence[Block],
    kept: Sequence[int],
    known: frozenset[int],
    title: int,
    lexicon: Lexicon,
) -> list[int]:
    """Return the blocks of the heading and of the text that belongs to it, in their order.

    Between heading and text stand the day, a place, an abstract; a name or a word that says
    neither is no part of the text.
    """
    text = text_of(blocks, [one for one in kept if one not in known], title)
    below = [one for one in text if one > title]
    if any(is_prose(blocks[one]) for one in below):
        text = below
    chosen = set(text) | {one for one in kept if one in known}
    begin = next((one for one in text if blocks[one].is_sentence), 0)
    for one in kept:
        if one >= begin or one in known:
            continue
        block = blocks[one]
        if (one >= title - _ABOVE and _is_dated(block.text, lexicon)) or (
            one > title and not block.is_link and _says(block)
        ):
            chosen.add(one)
        else:
            chosen.discard(one)
    # A line that is nothing but a link leads to another page, and is no sentence of this one.
    chosen -= {one for one in chosen if blocks[one].is_link and one not in known}
    chosen -= _pulled_out(blocks, sorted(chosen))
    while chosen and blocks[last := max(chosen)].level > 1 and last > title:
        # It heads nothing that is left.
        chosen.discard(last)
    return sorted(chosen | {title})


def _pulled_out(blocks: Sequence[Block], text: Sequence[int]) -> set[int]:
    """Return the blocks amidst the text that repeat words of it in another kind of element.

    A heading, or an entry of a list, may say what a sentence of the text says as well.
    """
    prose = [one for one in text if is_prose(blocks[one])]
    if not prose:
        return set()
    ((usual, _),) = Counter(blocks[one].kind for one in prose).most_common(1)
    own = [one for one in prose if blocks[one].kind == usual]
    said = "\n".join(loose(blocks[one].text) for one in own)
    other = (one for one in text if one > own[0] and _may_be_pulled(blocks[one], usual))
    return {one for one in other if loose(blocks[one].text).strip(_QUOTED) in said}


def _may_be_pulled(block: Block, usual: str) -> bool:
    if block.is_head or block.is_listed or block.kind == usual:
        return False
    return SENTENCE_CHARACTERS <= len(block.text) <= _PULLED_CHARACTERS


def _says(block: Block) -> bool:
    """Tell whether a block above the text says something: no name, no link, no row of fields."""
    if block.is_link or block.is_row:
        return False
    return block.is_sentence or block.is_head or len(block.text.split()) > _FEW_WORDS
