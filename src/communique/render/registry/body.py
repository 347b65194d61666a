"""The body of a text as its page shows it: paragraphs with their marks, in blocks.

Marks that break a rule are passed over: what stands on the record is shown, whatever wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from urllib.parse import urlsplit

from communique.core.beside import links_of
from communique.core.record import Release
from communique.core.rules import extent_of, sound_marks
from communique.core.text import (
    BLOCK_MARKS,
    EMPHASIS,
    LINK,
    STRONG,
    Mark,
    Text,
    is_link,
    is_symbol,
)
from communique.render.registry.blocks import PLAIN, Block, Marked, Paragraph, Run, Stretch
from communique.render.registry.parts import Cell
from communique.render.registry.setting import Setting
from communique.render.registry.symbols import page_of


def blocks_of(text: Text, setting: Setting, marked: Sequence[Marked] = ()) -> tuple[Block, ...]:
    """Return the body of a text as blocks, in order; every paragraph is in one of them.

    marked: words that bear out facts.
    """
    made = []
    for kind, run in groupby(_paragraphs(text, setting, marked), key=lambda one: one.kind):
        paragraphs = tuple(run)
        if kind in ("item", "ordered", "quote"):
            made.append(Block(kind=kind, paragraphs=paragraphs))
        else:
            made += [Block(kind=kind, paragraphs=(one,)) for one in paragraphs]
    return tuple(made)


def title_of(text: Text, setting: Setting, marked: Sequence[Marked] = ()) -> Paragraph:
    """Return the title of a text as a paragraph, with the words in it that bear out facts."""
    over = [one for one in marked if one.paragraph == 0]
    stretches = tuple(_stretches(text.title, (), over, setting))
    return Paragraph(anchor="", label="", text=text.title, stretches=stretches)


def further_links(release: Release, lang: str, setting: Setting) -> Iterator[Cell]:
    """Yield the further links of the text in a language, and at which host each of them leads.

    One that leads where no link may is its name alone.
    """
    for one in links_of(release, lang):
        href = _href(one.to, setting) if is_link(one.to) else ""
        yield Cell(
            text=one.label,
            href=href,
            value=one.to,
            note=urlsplit(href).hostname or "",
            lang=lang if lang != setting.lang else "",
        )


def _paragraphs(text: Text, setting: Setting, marked: Sequence[Marked]) -> Iterator[Paragraph]:
    marks: dict[int, list[Mark]] = {}
    for mark in sound_marks(text):
        marks.setdefault(mark.paragraph, []).append(mark)
    for place, said in enumerate(text.body, start=1):
        of_it = marks.get(place, [])
        block = next((one for one in of_it if one.kind in BLOCK_MARKS), None)
        over = [one for one in marked if one.paragraph == place]
        yield Paragraph(
            anchor=f"p{place}",
            label=setting.say("Paragraph %(number)s", number=place),
            text=said,
            kind=block.kind if block else PLAIN,
            level=block.level if block else 0,
            stretches=tuple(_stretches(said, of_it, over, setting)),
        )


def _stretches(
    said: str, marks: Sequence[Mark], marked: Sequence[Marked], setting: Setting
) -> Iterator[Stretch]:
    """Yield the words cut where a mark or a fact begins or ends, those of one link together."""
    inline = [(one, *extent_of(one, said)) for one in marks if one.kind not in BLOCK_MARKS]
    ends = {0, len(said)} | {place for _, *extent in inline for place in extent}
    ends |= {place for one in marked for place in (one.start, one.end)}
    pieces = []
    for start, end in pairwise(sorted(ends)):
        over = [one for one, first, last in inline if first <= start and end <= last]
        kinds = {one.kind for one in over}
        link = next((one for one in over if one.kind == LINK), None)
        run = Run(
            text=said[start:end],
            is_strong=STRONG in kinds,
            is_emphasis=EMPHASIS in kinds,
            facts=_facts_over(start, end, marked),
            opens=tuple(one for one in marked if one.start == start),
            closes=tuple(one for one in marked if one.end == end),
        )
        pieces.append((link, run))
    # By the mark itself: two links side by side to one place are two links.
    for _, several in groupby(pieces, key=lambda one: id(one[0])):
        held = list(several)
        link = held[0][0]
        href = _href(link.to, setting) if link else ""
        yield Stretch(runs=tuple(_joined(run for _, run in held)), href=href)


def _facts_over(start: int, end: int, marked: Sequence[Marked]) -> str:
    return " ".join(str(one.number) for one in marked if one.start <= start and end <= one.end)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    for (is_strong, is_emphasis, facts), alike in groupby(
        runs, key=lambda one: (one.is_strong, one.is_emphasis, one.facts)
    ):
        held = list(alike)
        yield Run(
            text="".join(one.text for one in held),
            is_strong=is_strong,
            is_emphasis=is_emphasis,
            facts=facts,
            opens=tuple(mark for one in held for mark in one.opens),
            closes=tuple(mark for one in held for mark in one.closes),
        )


def _href(to: str, setting: Setting) -> str:
    return page_of(to, setting) if is_symbol(to) else to
