"""How a language tells facts: its small words and the frames of its verbs, from a table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from communique.core.text import loose
from communique.ingest.facts.cases import instrumental, oblique
from communique.ingest.facts.numerals import counted, spelled

_GAP = "…"
_WIDEST_GAP = 3
_WIDEST_BRACKET = 40
_ENDS = (".", ";", ":", "!", "?")
# Between a word that opens a frame and the one that closes it.
_AROUND = "~"
_ADDING = (
    *("at", "begins", "behalf", "by", "established", "funded", "gathering", "happened", "held"),
    *("paying", "purpose"),
)
_FLAGS = ("hand", "leaving", "topic", "persons", "shows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way of telling a fact.

    form: how the words stand in a sentence (`active`, `passive`, `headline`, `nominal`, …).
    words: in small letters; `…` stands for up to three words.
    closing: the word that must end its clause, in languages whose verb stands around what it
    is about (`hat … besucht`, `fand … statt`).
    flags: what the verb says beside its kind, such as `hand`: who gives it, gives it by hand.
    needs: the words that a sentence has where it has the frame, in any order.
    """

    kind: str
    rule: str
    form: str
    words: tuple[str, ...]
    closing: str = ""
    flags: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()

    @property
    def tells(self) -> bool:
        """Tell whether it may tell a fact, and not only add to one."""
        return self.form not in _ADDING

    @property
    def opening(self) -> tuple[str, ...]:
        """Return its words up to the first gap."""
        return self.words[: self.words.index(_GAP)] if _GAP in self.words else self.words

    @property
    def is_headline(self) -> bool:
        """Tell whether it tells in the present what has happened, as titles alone do."""
        return self.form.startswith("headline")


Frames = Mapping[int, tuple[tuple[Frame, int], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """A language's words by their use, and its frames by their first word.

    words: sets of words in small letters, by use (`articles`, `denying`, `offices`, …).
    heads_first: the noun a phrase is about stands before its adjectives (`matériel neuf`).
    small_names: names of bodies go on in small letters (`Police du lac`).
    inverts: the subject may stand behind its verb (`heute traf sie …`).
    noun_capitals: every noun has a capital (`Vertreter`).
    genitive: what a name is of stands right behind it (`Министерство рыболовства Истмарка`).
    drops_subject: a verb needs no subject (`Luego visitó Tarn`).
    oblique: forms of offices that are no subject.  instrumental: of those who act or are made.
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
    noun_capitals: bool = False
    genitive: bool = False
    drops_subject: bool = False
    plural_endings: tuple[str, ...] = ()
    genitive_endings: tuple[str, ...] = ()
    adjective_endings: tuple[str, ...] = ()
    office_endings: tuple[str, ...] = ()
    planned_endings: tuple[str, ...] = ()
    name_endings: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()
    closings: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    oblique: frozenset[str] = frozenset()
    instrumental: frozenset[str] = frozenset()
    _function: frozenset[str] = field(default_factory=frozenset)

    def has(self, use: str, word: str) -> bool:
        """Tell whether a word, in small letters, has a use."""
        return word in self.words.get(use, ())

    @property
    def has_articles(self) -> bool:
        """Tell whether the language has articles."""
        return bool(self.words.get("articles"))

    def is_function(self, word: str) -> bool:
        """Tell whether a word belongs to the grammar and names nothing."""
        return word in self._function

    def frames_in(self, said: Sequence[str]) -> Frames:
        """Return the frames of a sentence by their first word, each with how many words it takes.

        Most sentences have none.
        """
        found: dict[int, tuple[tuple[Frame, int], ...]] = {}
        # Of a hundred frames that begin with `in` or `with` few have all their words in a sentence.
        words = frozenset(said)
        near = {
            low: those
            for low in words & self.frames.keys()
            if (those := [frame for frame in self.frames[low] if frame.needs <= words])
        }
        for place, low in enumerate(said) if near else ():
            if low in near and (here := tuple(self._at(said, place, near[low]))):
                found[place] = here
        return found

    def _at(
        self, said: Sequence[str], place: int, frames: Iterable[Frame]
    ) -> Iterator[tuple[Frame, int]]:
        for frame in frames:
            length = self._length(frame.words, said, place)
            if length and (not frame.closing or self.closed_at(frame, said, place + length)):
                yield frame, length

    def closed_at(self, frame: Frame, said: Sequence[str], begin: int) -> int:
        """Return where the word stands that closes a frame begun before, 0 where none does.

        Another verb of the same sort, or the end of the clause, comes before it otherwise.
        """
        for place in range(begin, min(len(said), begin + _WIDEST_BRACKET)):
            if said[place] == frame.closing:
                return place
            ends = said[place] in _ENDS and not is_of_day(said, place)
            if ends or self.has("brackets", said[place]):
                return 0
        return 0

    def _length(self, words: Sequence[str], said: Sequence[str], place: int) -> int:
        """Return how many words a frame takes at a place, 0 where it does not stand there.

        Adverbs may stand between its words (`s’est ensuite rendue`).
        """
        reached = place
        for number, word in enumerate(words):
            if word == _GAP:
                return self._over_gap(words[number + 1 :], said, reached, place)
            while number and reached < len(said) and said[reached] != word:
                if not self.has("adverbs", said[reached]):
                    return 0
                reached += 1
            if reached >= len(said) or said[reached] != word:
                return 0
            reached += 1
        return reached - place

    def _over_gap(self, rest: Sequence[str], said: Sequence[str], reached: int, place: int) -> int:
        gap = 0
        while gap <= _WIDEST_GAP and reached < len(said):
            if length := self._length(rest, said, reached):
                return reached + length - place
            of_day = is_of_day(said, reached)
            if not (said[reached][:1].isalnum() or of_day):
                return 0
            gap += not of_day
            reached += 1
        return 0

    def number(self, word: str) -> int | None:
        """Return the number a word or figures write, or None."""
        if word.isalpha():
            return self.numbers.get(word)
        plain = re.sub(r"(?<=\d)[.,\s](?=\d{3}\b)", "", word)
        if plain.isdecimal() and plain.isascii() and len(plain) < 10:
            return int(plain)
        whole = self.numbers.get(word)
        if whole is not None or "-" not in word:
            return whole
        # `twenty-four`, `quatre-vingt-dix-sept`: what the longer part says, and the rest.
        head, _, tail = word.rpartition("-")
        parts = self.number(head), self.number(tail)
        return None if None in parts else counted(part for part in parts if part is not None)

    def is_people(self, word: str) -> bool:
        """Tell whether a word in small letters means several people, by what they are."""
        if self.has("people", word):
            return True
        if not self.people_endings or not word.endswith(self.people_endings):
            return False
        return not self.has("not_people", word)

    def is_office(self, word: str) -> bool:
        """Tell whether a word means an office that one person holds."""
        return self.has("offices", word.removesuffix(".")) or bool(
            self.office_endings and word.endswith(self.office_endings)
        )

    def is_pronoun(self, word: str) -> bool:
        """Tell whether a word stands for somebody or something named before."""
        return word in self.pronouns

    def is_noun(self, word: str) -> bool:
        """Tell whether a word means an office or a body."""
        return self.is_office(word) or self.has("small_offices", word) or self.is_body(word)

    def is_verb(self, word: str) -> bool:
        """Tell whether a word looks like a verb that has happened."""
        return self.has("verbs", word) or bool(
            self.verb_endings and word.endswith(self.verb_endings)
        )

    def is_participle(self, word: str) -> bool:
        """Tell whether a word looks like a participle, which may stand behind its noun."""
        return bool(self.participle_endings) and word.endswith(self.participle_endings)

    def is_planned(self, word: str) -> bool:
        """Tell whether a word says that something is still to come."""
        return self.has("planned", word) or bool(
            self.planned_endings and word.endswith(self.planned_endings)
        )

    def is_body(self, word: str) -> bool:
        """Tell whether a word means a body."""
        return self.has("bodies", word) or bool(
            self.body_endings and word.endswith(self.body_endings)
        )


_ENDINGS = (
    *("people_endings", "body_endings", "verb_endings", "genitive_endings"),
    *("adjective_endings", "name_endings", "office_endings", "participle_endings"),
    *("planned_endings", "plural_endings"),
)
# Words of these uses stand in the tables in the nominative.
_INFLECTED = ("offices", "small_offices", "office_tails", "bodies", "people", "ordinals")
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
    plain = {use: words.get(use, frozenset()) for use in _INFLECTED}
    for use, those in plain.items():
        words[use] = those.union(*(oblique(one, lang) for one in those))
    nouns = plain["offices"] | plain["small_offices"] | plain["bodies"]
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
        numbers=spelled(numbers if isinstance(numbers, dict) else {}, joined=_joined(table)),
        frames=ordered,
        heads_first=bool(table.get("heads_first")),
        small_names=bool(table.get("small_names")),
        inverts=bool(table.get("inverts")),
        noun_capitals=bool(table.get("noun_capitals")),
        genitive=bool(table.get("genitive")),
        drops_subject=bool(table.get("drops_subject")),
        **{use: tuple(sorted(words.get(use, ()))) for use in _ENDINGS},
        pronouns=frozenset(word for use in ("he", "it", "they") for word in words.get(use, ())),
        closings=frozenset(one.closing for those in frames.values() for one in those) - {""},
        oblique=frozenset[str]().union(*(oblique(one, lang) for one in nouns)) - nouns,
        instrumental=frozenset[str]().union(*(instrumental(one, lang) for one in nouns)),
        abbreviations=words.get("abbreviations", frozenset()),
        _function=frozenset(function),
    )


def _joined(table: Mapping[str, object]) -> str | None:
    joined = table.get("number_joint")
    return joined if isinstance(joined, str) else None


def _frames(table: Mapping[str, object]) -> Iterator[Frame]:
    """Yield the frames of a table, those of the perfect in the pluperfect too (`avait visité`)."""
    said = table.get("pluperfect")
    earlier = said if isinstance(said, dict) else {}
    for frame in _written(table):
        yield frame
        place = next((at for at, word in enumerate(frame.words[:2]) if word in earlier), None)
        if place is not None and frame.tells:
            words = (*frame.words[:place], earlier[frame.words[place]], *frame.words[place + 1 :])
            yield replace(frame, words=words, needs=_needs(words, frame.closing))


def _needs(words: tuple[str, ...], closing: str) -> frozenset[str]:
    return frozenset((*words, *closing.split())) - {_GAP}


def _written(table: Mapping[str, object]) -> Iterator[Frame]:
    written = table.get("frame", ())
    for one in written if isinstance(written, list) else ():
        flags = frozenset(flag for flag in _FLAGS if one.get(flag))
        for form, said in one.items():
            if form in ("kind", "rule") or not isinstance(said, list):
                continue
            for words in said:
                opening, _, closing = loose(words).partition(_AROUND)
                yield Frame(
                    kind=one["kind"],
                    rule=one["rule"],
                    form=form,
                    words=tuple(opening.split()),
                    closing=closing.strip(),
                    flags=flags,
                    needs=_needs(tuple(opening.split()), closing),
                )


def is_of_day(said: Sequence[str], place: int) -> bool:
    """Tell whether a full stop stands behind the figures of a day and ends nothing."""
    return said[place] == "." and place > 0 and said[place - 1].isdecimal()
