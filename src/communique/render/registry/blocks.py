"""What a body of text is made of on a page: blocks of paragraphs, their words cut in runs."""

from __future__ import annotations

from dataclasses import dataclass

PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one look."""

    text: str
    is_strong: bool = False
    is_emphasis: bool = False


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
