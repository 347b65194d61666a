"""Many names found in a text at once: the longest at each place, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from communique.core.text import loose

Meaning = TypeVar("Meaning")

_WORD = re.compile(r"\w+")
# A word that begins with no small letter; most words of a text are passed over at once.
CAPITALISED = r"(?<!\w)[^\W_a-zß-öø-ÿа-яё]"
_CAPITALISED = re.compile(CAPITALISED + r"\w*")
_STEP = re.compile(r"(\W{1,3})(\w+)")


@dataclass(slots=True, frozen=True)
class _Node(Generic[Meaning]):
    """A word reached: what the words until here mean, and which words may follow."""

    meanings: list[Meaning] = field(default_factory=list)
    steps: dict[tuple[str, str], _Node[Meaning]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting(Generic[Meaning]):
    """A name in a text: characters [start, end), and everything it may mean."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


class Gazetteer(Generic[Meaning]):
    """Names and their meanings, found in one pass whatever their number.

    Case counts; kinds of dash, apostrophe and white space do not. A name begins and ends where
    a word does, so that `Niger` is not found in `Nigeria`.
    """

    __slots__ = ("_first", "_word")

    def __init__(self, names: Iterable[tuple[str, Meaning]]) -> None:
        """Take (name, meaning) pairs; a name may have several meanings."""
        self._first: dict[str, _Node[Meaning]] = {}
        for name, meaning in names:
            found = _WORD.search(name)
            if found is None:
                continue
            node = self._first.setdefault(found[0], _Node())
            for gap, word in _STEP.findall(name, found.end()):
                node = node.steps.setdefault((_plain(gap), word), _Node())
            if meaning not in node.meanings:
                node.meanings.append(meaning)

        first = all(_CAPITALISED.fullmatch(word) for word in self._first)
        self._word = _CAPITALISED if first else _WORD

    def find(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[Sighting[Meaning]]:
        """Yield the names in text[start:end], from left to right, none inside another."""
        stop, after = len(text) if end is None else end, start
        for word in self._word.finditer(text, start, stop):
            node = self._first.get(word[0])
            if node is None or word.start() < after:
                continue
            longest, reached = (node, word.end()) if node.meanings else (None, word.end())
            while node.steps and (step := _STEP.match(text, reached, stop)):
                following = node.steps.get((_plain(step[1]), step[2]))
                if following is None:
                    break
                node, reached = following, step.end()
                if node.meanings:
                    longest, after = node, reached
            if longest is not None:
                after = max(after, word.end())
                yield Sighting(start=word.start(), end=after, meanings=tuple(longest.meanings))


@lru_cache(maxsize=1000)
def _plain(gap: str) -> str:
    return " " if gap.isspace() else loose(f"x{gap}x")[1:-1]
