"""What the pages of one site have in common, counted in a sample of them: its template.

A block that stands on many pages is the site's, not the page's (menu, footer, notices), and so is
one in a kind of element that mostly holds such blocks (teasers, captions).  Where a page has it in
the midst of its own text it may be the text's all the same: that is for `ingest.own` to judge.
Source: Bar-Yossef and Rajagopalan, "Template Detection via Data Mining" (WWW 2002); Yi, Liu and
Li, "Eliminating Noisy Information in Web Pages" (KDD 2003).
"""

from __future__ import annotations

import hashlib
import heapq
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.core.text import squeeze
from communique.ingest.blocks import Block, Sheet
from communique.ingest.head import parts_of

# With fewer pages nothing tells what is common; more than the most add nothing.
FEWEST_PAGES = 8
MOST_PAGES = 500
# A page longer than this is a list or a book: its first and last blocks are what a site adds.
_MOST_BLOCKS = 400
_FEWEST_OCCURRENCES = 4
_SHARE_OF_PAGES = 50
_PROSE_CHARACTERS = 80
_FIGURES = re.compile(r"[0-9]+")
_ENDS = (".", "!", "?")
_SHARED, _OWN = 0.6, 0.2
_LINKED, _PROSE, _PICTURED = 1, 2, 4
_HEAD = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What was learned of a site from some of its pages.

    shared: keys of texts that many pages have.  around: keys of trails (`Block.trail`) that hold
    what is around a text.  glued: marks of elements that explain the word before them.
    """

    pages: int = 0
    shared: frozenset[int] = frozenset()
    around: frozenset[int] = frozenset()
    glued: frozenset[str] = frozenset()

    def has(self, block: Block) -> bool:
        """Tell whether many pages of the site have this text in this kind of place."""
        return bool(self.shared) and key_of_block(block) in self.shared

    def is_told(self, text: str) -> bool:
        """Tell whether the heads of many pages say this: it names none of them."""
        return bool(self.shared) and key_of(text, _HEAD) in self.shared

    def is_around(self, block: Block) -> bool:
        """Tell whether a block stands where the site puts what is around a text."""
        return bool(self.around and block.trail) and key_of(block.trail) in self.around


NOTHING = Template()


def key_of_block(block: Block) -> int:
    """Return the key of a block's text where it stands.

    A title stands in many pages' lists of what is new, and heads one page.  A sentence that differs
    in its figures alone is the same one (`You are visitor 4711 since 1 May`); a title is not.
    """
    is_sentence = is_prose(block) and block.text.endswith(_ENDS)
    text = _FIGURES.sub("0", block.text) if is_sentence else block.text
    return key_of(text, block.kind)


def key_of(text: str, where: str = "") -> int:
    """Return eight bytes that stand for a text, however its white space and capitals are."""
    plain = f"{where}\0{squeeze(text).casefold()}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest())


def is_prose(block: Block) -> bool:
    """Tell whether a block is a sentence or more, and no link."""
    return len(block.text) >= _PROSE_CHARACTERS and block.linked * 2 < len(block.text)


@dataclass(frozen=True, slots=True)
class _Trace:
    """What is kept of a page: keys of its texts and trails and what each block is."""

    texts: array[int]
    trails: array[int]
    kinds: bytes
    glued: frozenset[tuple[str, int]]
    inset: frozenset[str]


class Learner:
    """Pages of one site on their way to its template.

    It holds those with the smallest digests, at most MOST_PAGES: a sample that does not depend on
    the order in which they come, and is the same when an import is begun again.
    """

    def __init__(self) -> None:
        """Begin without a page."""
        self._sample: list[tuple[int, _Trace]] = []
        self._seen: set[int] = set()

    def wants(self, digest: str) -> bool:
        """Tell whether a page belongs to the sample so far; the same bytes count once."""
        number = int(digest[:15], 16)
        if number in self._seen:
            return False
        return len(self._sample) < MOST_PAGES or number < -self._sample[0][0]

    def add(self, digest: str, sheet: Sheet) -> None:
        """Take a page that is wanted."""
        number = int(digest[:15], 16)
        self._seen.add(number)
        one = (-number, _trace(sheet))
        if len(self._sample) < MOST_PAGES:
            heapq.heappush(self._sample, one)
        else:
            self._seen.discard(-heapq.heapreplace(self._sample, one)[0])

    def learned(self) -> Template:
        """Return what the pages taken have in common."""
        traces = [trace for _, trace in self._sample]
        if len(traces) < FEWEST_PAGES:
            return NOTHING
        least = max(_FEWEST_OCCURRENCES, len(traces) // _SHARE_OF_PAGES)
        shared = _often((set(one.texts) for one in traces), least)
        return Template(
            pages=len(traces),
            shared=frozenset(shared),
            around=frozenset(_around(traces, shared, least)),
            glued=frozenset(_glued(traces, least)),
        )


def _trace(sheet: Sheet) -> _Trace:
    blocks = sheet.blocks
    if len(blocks) > _MOST_BLOCKS:
        blocks = (*blocks[: _MOST_BLOCKS // 2], *blocks[-_MOST_BLOCKS // 2 :])
    told = (*sheet.head.titles, *sheet.head.days, *parts_of(sheet.head))
    texts = [key_of_block(one) for one in blocks]
    glued = {
        (inset.mark, key_of(word + " " + block.text[inset.start : inset.end]))
        for block in blocks
        for inset in block.insets
        if (word := glued_to(block, inset.start, inset.end))
    }
    return _Trace(
        # What the head says on many pages says nothing of one of them.
        texts=array("Q", [*texts, *(key_of(one, _HEAD) for one in told)]),
        trails=array("Q", [key_of(one.trail) if one.trail else 0 for one in blocks]),
        kinds=bytes(
            _LINKED * one.is_link | _PROSE * is_prose(one) | _PICTURED * one.is_pictured
            for one in blocks
        ),
        glued=frozenset(glued),
        inset=frozenset(inset.mark for block in blocks for inset in block.insets),
    )


def glued_to(block: Block, start: int, end: int) -> str:
    """Return the word to whose last letter a part of a block is glued, or nothing.

    A word is glued to its explanation: letter to letter, which no part of a text is.
    """
    before = block.text[:start]
    if end - start < 2 or not before[-1:].isalnum() or not block.text[start].isalnum():
        return ""
    return before.rpartition(" ")[2]


def _often(pages: Iterable[set[int]], least: int) -> set[int]:
    counts: Counter[int] = Counter()
    for keys in pages:
        counts.update(keys)
    return {one for one, count in counts.items() if count >= least}


def _around(traces: list[_Trace], shared: set[int], least: int) -> set[int]:
    """Return the trails whose blocks are mostly the site's, or words to pictures."""
    of_site, own, pictured, blocks, pages = (Counter[int]() for _ in range(5))
    for trace in traces:
        pages.update(set(trace.trails))
        for text, trail, kind in zip(trace.texts, trace.trails, trace.kinds, strict=False):
            is_shared = text in shared
            blocks[trail] += 1
            of_site[trail] += is_shared or bool(kind & _LINKED)
            own[trail] += bool(kind & _PROSE) and not is_shared
            pictured[trail] += bool(kind & _PICTURED)
    return {
        trail
        for trail, count in blocks.items()
        if trail
        and pages[trail] >= least
        and (
            pictured[trail] >= count * 0.8
            or (of_site[trail] >= count * _SHARED and own[trail] <= count * _OWN)
        )
    } - _heading(traces, shared, blocks)


def _heading(traces: list[_Trace], shared: set[int], blocks: Mapping[int, int]) -> set[int]:
    """Return the trails that head paragraphs amidst texts, now with these words, now with those.

    What a site itself puts between paragraphs says the same on every page.
    """
    between: dict[int, Counter[int]] = {}
    for trace in traces:
        own = [
            bool(kind & _PROSE) and text not in shared
            for text, kind in zip(trace.texts, trace.kinds, strict=False)
        ]
        for number in range(1, len(own) - 1):
            if own[number - 1] and own[number + 1] and not own[number]:
                said = between.setdefault(trace.trails[number], Counter())
                said[trace.texts[number]] += 1
    return {
        trail
        for trail, said in between.items()
        if said.total() >= blocks[trail] * _SHARED and max(said.values()) * 2 < blocks[trail]
    }


def _glued(traces: list[_Trace], least: int) -> set[str]:
    """Return the marks of elements that say the same behind the same word on many pages."""
    counts: Counter[tuple[str, int]] = Counter()
    for trace in traces:
        counts.update(trace.glued)
    return {mark for (mark, _), count in counts.items() if count >= least}
