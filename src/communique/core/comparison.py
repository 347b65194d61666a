"""Two texts side by side: what stands in both, what was taken out, what was put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from communique.core.text import Text, words

SAME, OUT, IN = "same", "out", "in"
_TOKEN = re.compile(r"\S+")
# Above this many words the quadratic worst case of the comparison would be felt, so that the
# common beginning and end are taken off first and the rest is compared paragraph by paragraph.
_WORDS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow one another: `same` in both texts, `out` of the old, `in` the new."""

    kind: str
    text: str


def compare(old: str, new: str) -> tuple[Run, ...]:
    """Return the runs that turn the old text into the new, as printed, in reading order.

    Words are the same when they are so without case and punctuation; a changed punctuation mark
    alone is no change. White space is one blank in what comes back.

    >>> [(run.kind, run.text) for run in compare("two vehicles, given", "three vehicles given")]
    [('out', 'two'), ('in', 'three'), ('same', 'vehicles given')]
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(
        None,
        [" ".join(words(token)) for token in before],
        [" ".join(words(token)) for token in after],
        autojunk=max(len(before), len(after)) > _WORDS_AT_ONCE,
    )
    return tuple(_runs(matcher, before, after))


def _runs(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> Iterator[Run]:
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Run(SAME, " ".join(after[new_start:new_end]))
            continue
        if start < end:
            yield Run(OUT, " ".join(before[start:end]))
        if new_start < new_end:
            yield Run(IN, " ".join(after[new_start:new_end]))


def changes_only(runs: Sequence[Run], *, around: int = 6) -> tuple[Run, ...]:
    """Return the runs with long unchanged stretches cut to `around` words beside a change."""
    cut: list[Run] = []
    for place, run in enumerate(runs):
        said = run.text.split()
        if run.kind != SAME or len(said) <= 2 * around:
            cut.append(run)
            continue
        head = " ".join(said[:around]) if place > 0 else ""
        tail = " ".join(said[-around:]) if place + 1 < len(runs) else ""
        cut.append(Run(SAME, " … ".join((head, tail)).strip()))
    return tuple(cut)


def whole(text: Text) -> str:
    """Return a text in one piece: title, summary and body, a line each."""
    return "\n".join(part for part in (text.title, text.summary, *text.body) if part)
