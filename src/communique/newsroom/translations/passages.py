"""A translation as passages: each beside the words of the original that it was made from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from communique.core.comparison import Run, compare
from communique.core.text import Mark, Text, words
from communique.newsroom.translations.notation import block_mark, inline_marks, read, written

TITLE, SUMMARY, BODY, NOTES = "title", "summary", "body", "notes"
# White space as typed; the narrow and unbreakable blanks of a language's own spelling stay.
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
# Two paragraphs with less than this in common are two paragraphs, and not one that was changed.
_KIN = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One part or paragraph, translated.

    part: `title`, `summary`, `body` or `notes`.  of: the original's words that it was made from.
    text: the translation, links and emphasis in the notation; empty where it is yet to be made.
    """

    part: str
    of: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A passage of the original as it stands, beside its translation.

    number: of the paragraph in its part, from 1.  now: the original's words.
    marks: of these words.  block: what the paragraph is as a whole.
    was: the words the translation was made from, empty where there is none.
    """

    part: str
    number: int
    now: str
    marks: tuple[Mark, ...] = ()
    block: Mark | None = None
    was: str = ""
    text: str = ""

    @property
    def key(self) -> str:
        """Return the name by which forms and findings point to it."""
        return f"{self.part}-{self.number}"

    @property
    def is_translated(self) -> bool:
        """Tell whether it has any words of its own."""
        return bool(self.text.strip())

    @property
    def is_behind(self) -> bool:
        """Tell whether the original said something else when this was translated."""
        return self.is_translated and words(self.was) != words(self.now)

    @property
    def changes(self) -> tuple[Run, ...]:
        """Return what changed in the original since, word by word."""
        return compare(self.was, self.now) if self.is_behind else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Original and translation side by side.

    pairs: in the original's order.  left_over: translations of what the original says no more.
    """

    pairs: tuple[Pair, ...]
    left_over: tuple[Passage, ...] = ()

    @property
    def behind(self) -> tuple[Pair, ...]:
        """Return the pairs whose original has moved on."""
        return tuple(pair for pair in self.pairs if pair.is_behind)

    @property
    def translated(self) -> int:
        """Return how many passages have words of their own."""
        return sum(pair.is_translated for pair in self.pairs)


def passages_of(translation: Text, made_from: Text) -> tuple[Passage, ...]:
    """Return the passages of a translation made elsewhere, from an original of that day.

    Such a text says of no paragraph what it was made from: each is taken to belong to the one
    in its place, and one that has none in its place to none.
    """
    theirs = {part: list(pairs) for part, pairs in _parts(made_from)}
    passages = []
    for part, ours in _parts(translation):
        for place, pair in enumerate(ours):
            beside = theirs[part][place] if place < len(theirs[part]) else None
            text = pair.now
            if part == BODY:
                text = written(translation, pair.number, beside.marks if beside else ())
            passages.append(Passage(part=part, of=beside.now if beside else "", text=text))
    return tuple(passages)


def side_by_side(original: Text, passages: Sequence[Passage]) -> Sides:
    """Return the original as it stands beside its translation, paragraph by paragraph.

    A paragraph that moved takes its translation with it, one that was changed keeps it, and
    what the original says no more is left over.
    """
    sides: list[Pair] = []
    left_over: list[Passage] = []
    for part, pairs in _parts(original):
        held = [one for one in passages if one.part == part and one.text]
        found = _matched([one.of for one in held], [pair.now for pair in pairs])
        beside = {place: held[old] for old, place in found.items()}
        left_over += [one for old, one in enumerate(held) if old not in found]
        for place, pair in enumerate(pairs):
            one = beside.get(place)
            sides.append(replace(pair, was=one.of, text=one.text) if one else pair)
    return Sides(pairs=tuple(sides), left_over=tuple(left_over))


def taken_in(sides: Sides, typed: Mapping[str, str], still_right: Collection[str] = ()) -> Sides:
    """Return both sides once a form is taken in.

    typed: by the pair's key.  still_right: keys of pairs that follow the original as it stands,
    though their words are the same. What was typed anew follows the original as it stands too.
    """
    return replace(sides, pairs=tuple(_taken(pair, typed, still_right) for pair in sides.pairs))


def passages_in(sides: Sides) -> tuple[Passage, ...]:
    """Return the passages of both sides, to be kept."""
    return tuple(
        Passage(part=pair.part, of=pair.was, text=pair.text)
        for pair in sides.pairs
        if pair.is_translated
    )


def text_in(sides: Sides, *, follows: str = "") -> Text:
    """Return the text of the translation, with the original's headings, lists and links.

    follows: `words_digest` of the original it stands beside. A paragraph without words is left
    out, so that only a whole translation has the original's number of paragraphs.
    """
    said: dict[str, list[str]] = {TITLE: [], SUMMARY: [], BODY: [], NOTES: []}
    marks: list[Mark] = []
    for pair in sides.pairs:
        if not pair.is_translated:
            continue
        paragraph = read(pair.text, pair.marks)
        said[pair.part].append(paragraph.words)
        if pair.part == BODY:
            number = len(said[BODY])
            marks += [replace(mark, paragraph=number) for mark in _marks(pair, paragraph.marks)]
    return Text(
        title=" ".join(said[TITLE]),
        summary=" ".join(said[SUMMARY]),
        body=tuple(said[BODY]),
        notes=tuple(said[NOTES]),
        marks=tuple(marks),
        follows=follows,
    )


def _taken(pair: Pair, typed: Mapping[str, str], still_right: Collection[str]) -> Pair:
    text = _BLANKS.sub(" ", typed.get(pair.key, pair.text)).strip(" ")
    follows = text != pair.text or pair.key in still_right
    return replace(pair, text=text, was=pair.now if follows else pair.was)


def _marks(pair: Pair, inline: tuple[Mark, ...]) -> Iterator[Mark]:
    if pair.block:
        yield pair.block
    yield from inline


def _parts(text: Text) -> Iterator[tuple[str, tuple[Pair, ...]]]:
    """Yield each part of a text with its paragraphs, nothing beside them yet."""
    yield TITLE, _plain(TITLE, (text.title,) if text.title else ())
    yield SUMMARY, _plain(SUMMARY, (text.summary,) if text.summary else ())
    yield (
        BODY,
        tuple(
            Pair(
                part=BODY,
                number=number,
                now=said,
                marks=inline_marks(text, number),
                block=block_mark(text, number),
            )
            for number, said in enumerate(text.body, start=1)
        ),
    )
    yield NOTES, _plain(NOTES, text.notes)


def _plain(part: str, paragraphs: Sequence[str]) -> tuple[Pair, ...]:
    return tuple(
        Pair(part=part, number=number, now=said) for number, said in enumerate(paragraphs, start=1)
    )


def _matched(held: Sequence[str], said: Sequence[str]) -> dict[int, int]:
    """Return which paragraph each held one belongs to, by their places."""
    if len(held) == len(said) == 1:
        return {0: 0}
    before, after = [words(one) for one in held], [words(one) for one in said]
    found: dict[int, int] = {}
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for kind, start, end, new_start, new_end in blocks:
        if kind == "equal" or end - start == new_end - new_start:
            found.update(zip(range(start, end), range(new_start, new_end), strict=True))
    # What is left moved, or was changed where others were put in or taken out beside it.
    taken = set(found.values())
    likeness = [
        (_kinship(before[old], after[new]), old, new)
        for old in range(len(held))
        for new in range(len(said))
        if old not in found and new not in taken
    ]
    for kin, old, new in sorted(likeness, key=lambda one: (-one[0], one[1], one[2])):
        if kin >= _KIN and old not in found and new not in taken:
            found[old] = new
            taken.add(new)
    return found


def _kinship(before: Sequence[str], after: Sequence[str]) -> float:
    return SequenceMatcher(None, before, after, autojunk=False).ratio()
