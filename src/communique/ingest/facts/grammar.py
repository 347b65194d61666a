"""How a language tells facts: its small words and the frames of its verbs, from a table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from communique.core.text import loose

_GAP = "…"
_WIDEST_GAP = 3
_FLAGS = ("hand", "leaving", "topic", "persons")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way of telling a fact.

    form: how the words stand in a sentence (`active`, `passive`, `headline`, `nominal`, …).
    words: in small letters; `…` stands for up to three words.
    flags: what the verb says beside its kind, such as `hand`: who gives it, gives it by hand.
    """

    kind: str
    rule: str
    form: str
    words: tuple[str, ...]
    flags: frozenset[str] = frozenset()

    def length_at(self, said: Sequence[str], place: int) -> int:
        """Return how many words the frame takes at a place of a sentence, 0 where it is not."""
        return _length(self.words, said, place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """A language's words by their use, and its frames by their first word.

    words: sets of words in small letters, by use (`articles`, `denying`, `offices`, …).
    heads_first: the noun a phrase is about stands before its adjectives (`matériel neuf`).
    small_names: names of bodies go on in small letters (`Police du lac`).
    inverts: the subject may stand behind its verb (`heute traf sie …`).
    """

    lang: str
    words: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    frames: Mapping[str, tuple[Frame, ...]]
    people_endings: tuple[str, ...] = ()
    body_endings: tuple[str, ...] = ()
    verb_endings: tuple[str, ...] = ()
    abbreviations: frozenset[str] = frozenset()
    heads_first: bool = False
    small_names: bool = False
    inverts: bool = False
    _function: frozenset[str] = field(default_factory=frozenset)

    def has(self, use: str, word: str) -> bool:
        """Tell whether a word, in small letters, has a use."""
        return word in self.words.get(use, ())

    def is_function(self, word: str) -> bool:
        """Tell whether a word belongs to the grammar and names nothing."""
        return word in self._function

    def at(self, said: Sequence[str], place: int) -> Iterator[tuple[Frame, int]]:
        """Yield the frames whose words stand at a place, each with how many words it takes."""
        for frame in self.frames.get(said[place], ()):
            if length := frame.length_at(said, place):
                yield frame, length

    def number(self, word: str) -> int | None:
        """Return the number a word or figures write, or None."""
        plain = re.sub(r"(?<=\d)[.,\s](?=\d{3}\b)", "", word)
        if plain.isdecimal() and plain.isascii() and len(plain) < 10:
            return int(plain)
        whole = self.numbers.get(word)
        if whole is not None or "-" not in word:
            return whole
        # `twenty-four`: tens and ones.
        parts = [self.numbers.get(part) for part in word.split("-")]
        known = [part for part in parts if part is not None]
        return sum(known) if len(known) == len(parts) else None

    def is_people(self, word: str) -> bool:
        """Tell whether a word in small letters means several people, by what they are."""
        if self.has("people", word):
            return True
        return word.endswith(self.people_endings) and not self.has("not_people", word)

    def is_office(self, word: str) -> bool:
        """Tell whether a word means an office that one person holds."""
        return self.has("offices", word.removesuffix("."))

    def is_verb(self, word: str) -> bool:
        """Tell whether a word looks like a verb that has happened."""
        return self.has("verbs", word) or bool(
            self.verb_endings and word.endswith(self.verb_endings)
        )

    def is_body(self, word: str) -> bool:
        """Tell whether a word means a body."""
        return self.has("bodies", word) or bool(
            self.body_endings and word.endswith(self.body_endings)
        )


LANGUAGES = ("en", "fr", "de", "it", "es", "ru")
# Words of these uses belong to the grammar and name nothing.
_FUNCTION = (
    *("articles", "and", "adverbs", "auxiliaries", "denying", "supposing", "if"),
    *("he", "it", "they", "prepositions", "conjunctions", "relatives"),
    *("of", "with", "to", "by", "reporting"),
)


@cache
def grammar_of(lang: str) -> Grammar | None:
    """Return the grammar of a language, or None where there is no table of it."""
    if lang not in LANGUAGES:
        return None
    table = tomllib.loads(
        files(__package__).joinpath("grammar", f"{lang}.toml").read_text(encoding="utf-8")
    )
    return _grammar(lang, table)


def _grammar(lang: str, table: Mapping[str, object]) -> Grammar:
    words: dict[str, frozenset[str]] = {}
    for use, said in table.items():
        if isinstance(said, list) and said and isinstance(said[0], str):
            words[use] = frozenset(loose(one) for one in said)
    frames: dict[str, tuple[Frame, ...]] = {}
    for frame in _frames(table):
        frames[frame.words[0]] = (*frames.get(frame.words[0], ()), frame)
    # Of two frames at one place the longer says more.
    ordered = {
        first: tuple(sorted(those, key=lambda one: -len(one.words)))
        for first, those in frames.items()
    }
    function = {word for use in _FUNCTION for word in words.get(use, ())}
    numbers = table.get("numbers", {})
    return Grammar(
        lang=lang,
        words=words,
        numbers={str(k): int(v) for k, v in numbers.items()} if isinstance(numbers, dict) else {},
        frames=ordered,
        heads_first=bool(table.get("heads_first")),
        small_names=bool(table.get("small_names")),
        inverts=bool(table.get("inverts")),
        people_endings=tuple(sorted(words.get("people_endings", ()))),
        body_endings=tuple(sorted(words.get("body_endings", ()))),
        verb_endings=tuple(sorted(words.get("verb_endings", ()))),
        abbreviations=words.get("abbreviations", frozenset()),
        _function=frozenset(function),
    )


def _frames(table: Mapping[str, object]) -> Iterator[Frame]:
    written = table.get("frame", ())
    for one in written if isinstance(written, list) else ():
        flags = frozenset(flag for flag in _FLAGS if one.get(flag))
        for form, said in one.items():
            if form in ("kind", "rule") or not isinstance(said, list):
                continue
            for words in said:
                yield Frame(
                    kind=one["kind"],
                    rule=one["rule"],
                    form=form,
                    words=tuple(loose(words).split()),
                    flags=flags,
                )


def _length(words: tuple[str, ...], said: Sequence[str], place: int) -> int:
    reached = place
    for number, word in enumerate(words):
        if word != _GAP:
            if reached >= len(said) or said[reached] != word:
                return 0
            reached += 1
            continue
        rest = words[number + 1 :]
        for gap in range(_WIDEST_GAP + 1):
            if any(not one[:1].isalnum() for one in said[reached : reached + gap]):
                return 0
            if length := _length(rest, said, reached + gap):
                return reached + gap + length - place
        return 0
    return reached - place
