"""Texts that were put where a translation belongs: found, and never shown as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.core.reading import ByLanguage
from communique.core.text import Text, words
from communique.ingest.language import counted

# How much more a language must be heard than the one a text is said to be in.
_TIMES, _FEWEST = 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A text that is in another language than its place says.

    said: the place.  lang: the language it is in.
    stands: the record has a text in that language, which says the same or takes its place.
    """

    said: str
    lang: str
    stands: bool


def copies(texts: Mapping[str, Text], stop_words: ByLanguage) -> tuple[Copy, ...]:
    """Return the texts that are in another language than their place says.

    Either the words of two places are the same, and then at most one place is right; or a text
    clearly speaks another language. What merely looks odd, a list of names, is left as it is.
    """
    said = {lang: _Words.of(text, stop_words) for lang, text in texts.items()}
    found: dict[str, Copy] = {}
    for place in texts:
        left = [one for one in texts if one not in found]
        same = [one for one in left if place in left and _alike(said, place, one)]
        if len(same) > 1:
            # Where nothing tells, the first place is right.
            right = max(same, key=lambda one: said[place].heard.get(one, 0))
            found |= {one: Copy(said=one, lang=right, stands=True) for one in same if one != right}
    spoken = {place: _clearly(said[place].heard, place) for place in texts if place not in found}
    # Two texts that changed places have each its own language, in which none stands yet.
    held = {place for place, lang in spoken.items() if not lang}
    for place, lang in spoken.items():
        if lang:
            found[place] = Copy(said=place, lang=lang, stands=lang in held)
            held.add(lang)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a title, those below it, and how many of each language are heard in them."""

    title: tuple[str, ...]
    below: tuple[str, ...]
    heard: Mapping[str, int]
    heard_below: Mapping[str, int]

    @classmethod
    def of(cls, text: Text, stop_words: ByLanguage) -> _Words:
        title, below = words(text.title), words("\n".join((text.summary, *text.body)))
        return cls(
            title,
            below,
            counted(" ".join((*title, *below)), stop_words),
            counted(" ".join(below), stop_words),
        )


def _alike(said: Mapping[str, _Words], one: str, other: str) -> bool:
    """Tell whether two places hold the same words, but for the title where it is a translation."""
    if one == other:
        return True
    if said[one].below != said[other].below:
        return False
    # Under another title, a list of names may well be the same in both languages.
    heard = said[one].heard_below
    is_one_language = _clearly(heard, one) == other or _clearly(heard, other) == one
    return said[one].title == said[other].title or is_one_language


def _clearly(heard: Mapping[str, int], place: str) -> str:
    """Return the language that a text clearly speaks, other than its place's; else nothing."""
    if not heard or place not in heard:
        return ""
    spoken = max(heard, key=lambda lang: heard[lang])
    enough = heard[spoken] >= _FEWEST and heard[spoken] > heard[place] * _TIMES
    return spoken if spoken != place and enough else ""
