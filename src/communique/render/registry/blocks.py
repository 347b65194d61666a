"""What a body of text is made of on a page: blocks of paragraphs, their words cut in runs."""

from __future__ import annotations

from dataclasses import dataclass

PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Words of a paragraph that bear out a fact: characters [start, end).

    number: of the fact.  paragraph: from 1, 0 is the title.  href, label: of the way to the fact.
    """

    number: int
    paragraph: int
    start: int
    end: int
    href: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one look.

    facts: the numbers of the facts that they bear out, with blanks between.
    opens, closes: facts whose words begin or end with the run.
    """

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    facts: str = ""
    opens: tuple[Marked, ...] = ()
    closes: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Runs that lead to one place, or nowhere."""

    runs: tuple[Run, ...]
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph as issued.

    anchor: its part of an address.  label: what it is called.  text: its words, plain.
    kind: `plain` or what a mark makes of it.  level: of a heading.
    """

    anchor: str
    label: str
    text: str
    kind: str = PLAIN
    level: int = 0
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Neighbours of one kind: the lines of a list, else one paragraph."""

    kind: str
    paragraphs: tuple[Paragraph, ...]
