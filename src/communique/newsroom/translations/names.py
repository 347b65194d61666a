"""What the vocabularies call things in the language of a translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from communique.core.profile import Profile
from communique.core.vocab import SHOWN, Name, Term
from communique.ingest.gazetteer import Gazetteer

# A kind's name is a common word too ("statement"), and would be found everywhere.
_NOT_IN_TEXTS = ("kind",)
# Their names stand in running text without their capital: "the rule of law".
_COMMON_NOUNS = ("field-of-work",)
# A name of their own kind is the same in every language that has no other.
_PROPER = ("person", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A term of a vocabulary, as a text in another language is to call it.

    said: what the original calls it.  names: what the translation may, the usual one first;
    empty where the vocabulary has no name in the language.
    """

    vocabulary: str
    code: str
    said: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name of a term in a paragraph: characters [start, end)."""

    start: int
    end: int
    known: Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A profile's names made ready: from one language into another, as of a day."""

    profile: Profile
    source: str
    target: str
    on: date

    def of(self, vocabulary: str, code: str, said: str = "") -> Known:
        """Return a term by its code; one that the registry has not keeps the name it has."""
        term = self.profile[vocabulary].get(code) if code else None
        if term is None:
            names = (said,) if said and vocabulary in _PROPER else ()
            return Known(vocabulary=vocabulary, code=code, said=said or code, names=names)
        said = said or term.name(self.source, self.on)
        return Known(vocabulary=vocabulary, code=code, said=said, names=self._names(term))

    def filed(self, filed: Iterable[tuple[str, str, str]]) -> tuple[Known, ...]:
        """Return the terms that a release is filed under: (vocabulary, code, name said)."""
        return tuple(self.of(*one) for one in filed)

    def found_in(self, words: str) -> tuple[Named, ...]:
        """Return the names of terms in a paragraph of the original, from left to right."""
        return tuple(
            Named(
                start=sighting.start,
                end=sighting.end,
                known=self._known(words[sighting.start : sighting.end], sighting.meanings),
            )
            for sighting in _gazetteer(self.profile, self.source).find(words)
        )

    def _known(self, said: str, meanings: Sequence[tuple[Term, str]]) -> Known:
        term, kind = min(
            meanings, key=lambda one: (not one[0].days.cover(self.on), one[0].vocabulary)
        )
        return Known(
            vocabulary=term.vocabulary,
            code=term.code,
            said=said,
            names=self._names(term, kind) or self._names(term),
        )

    def _names(self, term: Term, kind: str = "official") -> tuple[str, ...]:
        of_kind = [one for one in term.names if (one.lang, one.kind) == (self.target, kind)]
        in_force = [one for one in of_kind if one.days.cover(self.on)]
        if kind == "adjective":
            # Each gender and number is a name of its own, and the sentence decides.
            return tuple(dict.fromkeys(one.text for one in in_force or of_kind))
        if of_kind:
            return (replace(term, names=tuple(of_kind)).name(self.target, self.on, kind),)
        if term.vocabulary in _PROPER:
            return (term.name(self.source, self.on),)
        return ()


_KEPT: list[tuple[Profile, str, Gazetteer[tuple[Term, str]]]] = []
_KEPT_AT_ONCE = 8


def _gazetteer(profile: Profile, lang: str) -> Gazetteer[tuple[Term, str]]:
    """Return all the names of a profile in a language; made once, for it takes some time."""
    # A profile holds mappings, so it has no hash; a process reads with one or two of them.
    for kept, kept_lang, found in _KEPT:
        if kept is profile and kept_lang == lang:
            return found
    made = Gazetteer(_all_names(profile, lang))
    _KEPT[:] = [(profile, lang, made), *_KEPT[: _KEPT_AT_ONCE - 1]]
    return made


def _all_names(profile: Profile, lang: str) -> Iterator[tuple[str, tuple[Term, str]]]:
    for vocabulary in profile.vocabularies.values():
        if vocabulary.code in _NOT_IN_TEXTS:
            continue
        for term in vocabulary:
            for name in term.names:
                if name.lang == lang or vocabulary.code in _PROPER:
                    yield from ((spelt, (term, _kind(name))) for spelt in _spellings(term, name))


def _kind(name: Name) -> str:
    return name.kind if name.kind in (*SHOWN, "adjective") else "official"


def _spellings(term: Term, name: Name) -> Iterator[str]:
    yield name.text
    if term.vocabulary in _COMMON_NOUNS and name.text[1:2].islower():
        yield name.text[:1].lower() + name.text[1:]
