"""Which element of a page holds its text, and what beside it goes on with that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from communique.ingest.blocks import SENTENCE_CHARACTERS, Block
from communique.ingest.template import is_prose

_NEARNESS = 4


def text_of(blocks: Sequence[Block], kept: Sequence[int], title: int) -> list[int]:
    """Return the blocks of the element that holds the text, and its siblings that go on with it.

    Source: the scores of Readability (Arc90, 2010): a paragraph speaks for the element that it
    stands in, and half as much for the one around that.
    """
    scores: Counter[int] = Counter()
    for one in kept:
        block = blocks[one]
        if len(block.text) < SENTENCE_CHARACTERS or block.linked * 2 > len(block.text):
            continue
        if not (is_prose(block) or block.is_sentence):
            continue
        for element, share in zip(reversed(block.within), (4, 2), strict=False):
            scores[element] += len(block.text) * share
    if not scores:
        return list(kept)
    said, linked = Counter[int](), Counter[int]()
    for block in blocks:
        said.update(dict.fromkeys(block.within, len(block.text)))
        linked.update(dict.fromkeys(block.within, block.linked))
    # An element that is full of links leads to texts and is none.
    for one in scores:
        scores[one] = scores[one] * (said[one] - linked[one]) // said[one]
    best = max(scores, key=lambda element: scores[element])
    first = next((one for one in kept if one > title and is_prose(blocks[one])), None)
    if first is not None and blocks[first].within:
        # What readers answered may be longer than the text; the text comes first.
        near = max(blocks[first].within, key=lambda element: scores[element])
        holds_both = any({near, best} <= set(blocks[one].within) for one in kept)
        if not holds_both and scores[near] * _NEARNESS >= scores[best]:
            best = near
    path = next(blocks[one].within for one in kept if best in blocks[one].within)
    depth = path.index(best)
    around = path[depth - 1] if depth else None
    inside = [one for one in kept if best in blocks[one].within]
    inside = _without_teasers(blocks, inside, title, depth + 1)
    beside = [one for one, block in enumerate(blocks) if around in block.within]
    going_on = _going_on(blocks, sorted(set(beside).difference(inside)), inside, depth)
    return sorted({*inside, *set(going_on).intersection(kept)})


def _without_teasers(
    blocks: Sequence[Block], inside: Sequence[int], title: int, depth: int
) -> list[int]:
    """Return the blocks of the text without the elements in it whose headings lead elsewhere.

    depth: at which the elements within the text stand.  Where all the parts of a page lie in one
    element beside each other, so do those that tell of other pages.
    """
    leads = {
        block.within[depth]
        for block in blocks[title + 1 :]
        if len(block.within) > depth and block.level and block.is_link
    }
    leads.difference_update(blocks[title].within)
    return [one for one in inside if leads.isdisjoint(blocks[one].within)]


def _going_on(
    blocks: Sequence[Block], beside: Sequence[int], text: Sequence[int], depth: int
) -> list[int]:
    """Return those of the blocks beside the text that are sentences, and no other page's words.

    depth: at which the element of the text stands; its siblings stand at the same.
    """
    siblings: dict[int, list[int]] = {}
    for one in beside:
        within = blocks[one].within
        # A block at the text's own level is a sibling by itself.
        siblings.setdefault(within[depth] if len(within) > depth else -one - 1, []).append(one)
    found = (
        inside
        for inside in siblings.values()
        if all(_may_go_on(blocks[one]) for one in inside) or _is_column(blocks, inside, text)
    )
    return [one for inside in found for one in inside]


def _is_column(blocks: Sequence[Block], inside: Sequence[int], text: Sequence[int]) -> bool:
    """Tell whether an element beside the text goes on with it, as the next of two columns does.

    It says what the text is made of, in the same kinds of element, and most of it in sentences.
    """
    kinds = {blocks[one].kind for one in text}
    said = sum(len(blocks[one].text) for one in inside)
    sentences = sum(len(blocks[one].text) for one in inside if blocks[one].is_sentence)
    return sentences * 2 > said and all(
        blocks[one].kind in kinds and not blocks[one].linked for one in inside
    )


def _may_go_on(block: Block) -> bool:
    """Tell whether a block beside the text may be of it.  Source: Readability, as above."""
    if block.level:
        return not block.linked
    return block.is_sentence and block.linked * 4 < len(block.text) * is_prose(block) + 1
