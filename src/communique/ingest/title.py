"""Which block of a page names it, and what its head calls it where no block does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from communique.core.text import loose
from communique.ingest.blocks import Block
from communique.ingest.head import Head, parts_of
from communique.ingest.template import Template, is_prose

_FEW_WORDS = 4
_USUAL_SIZE = 3
# Source: HTML, "Rendering", "Sections and headings": 2, 1.5 and 1.17 em.
_SIZES = {1: 6, 2: 5, 3: 4}


def heading_of(
    blocks: Sequence[Block],
    kept: Sequence[int],
    head: Head,
    template: Template,
    is_dated: Callable[[str], bool],
) -> int | None:
    """Return the block that names the page: a heading of its own, or what its head calls it.

    is_dated: whether a line is short and says one day.
    A few words may name the site, and so does a heading of the first rank that leads elsewhere.
    """
    called = [loose(one) for one in _names(head, template)]
    first = [one for one in kept if blocks[one].level == 1]
    own = [one for one in first if not template.has(blocks[one])]
    found = _candidates(blocks, kept, called, own, is_dated)
    return next((one for one in (*found, *reversed(first)) if one is not None), None)


def told_by(head: Head, template: Template) -> str:
    """Return the page's title as its head has it, without the site's name beside it."""
    for title in head.titles:
        # What is the window's title too may name the site beside the page.
        if title != head.whole and not template.is_told(title):
            return title
    likely = next((one for one in parts_of(head)[1:] or parts_of(head)), "")
    # A few words name the site.
    return likely if _is_long(likely) and not template.is_told(likely) else ""


def _candidates(
    blocks: Sequence[Block],
    kept: Sequence[int],
    called: Sequence[str],
    first: Sequence[int],
    is_dated: Callable[[str], bool],
) -> Iterator[int | None]:
    """Yield which block may name the page, the likeliest first, nothing where a rule finds none.

    called: what the head calls it.  first: headings of the first rank that are its own.
    """
    own = [one for one in first if not blocks[one].is_link]
    same = [one for one in own if any(_same(loose(blocks[one].text), name) for name in called)]
    yield from (one for one in (*same, *own) if _is_long(blocks[one].text))
    heads = [one for one in kept if len(blocks[one].text) > 3 and not _is_entry(blocks[one])]
    headings = [one for one in heads if blocks[one].level]
    long = [name for name in called if _is_long(name)]
    yield _named(blocks, headings, long)
    yield from same
    yield _named(blocks, [one for one in heads if not own or one > own[0]], long)
    named = _named(blocks, heads, long)
    yield from (one for one in own if not _heads_a_part(blocks, one, named))
    yield named
    # A heading of the first rank that many pages have names the site, where another line is large.
    may_be_large = [one for one in heads if blocks[one].level != 1 or one in first]
    large = _largest(blocks, may_be_large, called)
    yield large if large is not None and _is_long(blocks[large].text) else None
    yield _above_text(blocks, heads, is_dated)
    yield large
    yield _named(blocks, headings, called)
    yield _named(blocks, heads, called)
    yield from first


def _heads_a_part(blocks: Sequence[Block], heading: int, named: int | None) -> bool:
    """Tell whether a heading stands below a paragraph, and that below the page's name."""
    return named is not None and any(map(is_prose, blocks[named + 1 : heading]))


def _is_long(name: str) -> bool:
    """Tell whether a name has more words than those of sites and people; a number is no word."""
    return sum(any(map(str.isalpha, word)) for word in name.split()) >= _FEW_WORDS


def _named(blocks: Sequence[Block], heads: Sequence[int], names: Sequence[str]) -> int | None:
    """Return the block that says the first of the names that one says, or nearly all of it.

    One that is no link comes first: a trail of links may end with the page's own name.
    """
    if not names:
        return None
    said = [(one, loose(blocks[one].text)) for one in heads]
    for name in names:
        same = [one for one, text in said if text == name] or [
            one for one, text in said if text in name and len(text) * 4 > len(name) * 3
        ]
        if same:
            return next((one for one in same if not blocks[one].is_link), same[0])
    return None


def _largest(blocks: Sequence[Block], heads: Sequence[int], called: Sequence[str]) -> int | None:
    """Return the line in the largest letters that stands nearest above the text, if one is larger.

    Before style sheets a heading was made by the size of its letters.  called: what the head
    calls the page; a few words that it has as well name the site, where another line is large.
    """
    text = _text_begins(blocks, heads)
    if text is None:
        return None
    least = blocks[text].size or _USUAL_SIZE
    above = [one for one in heads if one < text and not blocks[one].is_link]
    large = [one for one in above if _size(blocks[one]) > least]
    large = [one for one in large if loose(blocks[one].text) not in called] or large
    return max(large, key=lambda one: (_size(blocks[one]), one), default=None)


def _above_text(
    blocks: Sequence[Block], heads: Sequence[int], is_dated: Callable[[str], bool]
) -> int | None:
    """Return the line that stands right above the text, below a menu.

    It stands in an element that holds the text, or in one beside it, as a table of fields does.
    What stands in large letters above the menu names the site.
    """
    text = _text_begins(blocks, heads)
    if text is None:
        return None
    menu = max((one for one in range(text) if blocks[one].is_link), default=None)
    if menu is None or any(blocks[one].level for one in heads if menu < one < text):
        return None
    named = [
        one
        for one in reversed(heads)
        if menu < one < text
        and _stand_together(blocks[one], blocks[text])
        and _is_long(blocks[one].text)
        and not (blocks[one].linked or blocks[one].is_sentence or is_dated(blocks[one].text))
    ]
    return next((one for one in named if blocks[one].is_head), next(iter(named), None))


def _stand_together(block: Block, text: Block) -> bool:
    return block.parent in text.within or text.parent in block.within


def _text_begins(blocks: Sequence[Block], heads: Sequence[int]) -> int | None:
    """Return the first paragraph."""
    said = (one for one in heads if is_prose(blocks[one]) and blocks[one].is_sentence)
    return next(said, None)


def _size(block: Block) -> int:
    """Return the size of a block's letters; headings have the one that browsers give them."""
    return max(block.size, _SIZES.get(block.level, 0))


def _is_entry(block: Block) -> bool:
    """Tell whether a block is an entry of a list and no heading."""
    return block.is_listed and not block.level


def _same(text: str, name: str) -> bool:
    return text == name or (len(text) > 20 and (text in name or name in text))


def _names(head: Head, template: Template) -> Iterator[str]:
    """Yield what the head calls the page, without what it calls the site."""
    parts = parts_of(head)
    if not set(parts[1:]).isdisjoint(head.titles):
        # What the window's title has beside the page's own names the site.
        parts = parts[:1]
    yield from (one for one in (*head.titles, *parts) if not template.is_told(one))
