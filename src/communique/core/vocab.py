"""Vocabularies: terms that keep one code for life, and names that each have their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from communique.core.dates import ALWAYS, Days, PartialDate
from communique.core.errors import UnknownTerm
from communique.core.text import loose

SHOWN = ("official", "menu", "abbreviation", "formal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a term, in one language, on its days.

    kind: official · menu (in lists of its own kind) · abbreviation · formal ·
    adjective (of a country) · variant (understood in texts, never shown).
    source: where the name was read; `own` for a translation made by the profile's writers.
    """

    text: str
    lang: str
    kind: str = "official"
    since: PartialDate | None = None
    until: PartialDate | None = None
    source: str = ""

    @property
    def days(self) -> Days:
        """Return the days on which the name is in force."""
        return Days(self.since, self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """The days on which a term belonged to a group (`participating-state`)."""

    group: str
    since: PartialDate | None = None
    until: PartialDate | None = None

    @property
    def days(self) -> Days:
        """Return the days of the membership."""
        return Days(self.since, self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a vocabulary: one code for life, its names each with their days.

    since, until: the days on which the term is in force, [since, until).
    A new name is a further Name; a successor is a new term for a new body.
    slug: its part of an address, for life; the code where none is given.
    parent: a code of the same vocabulary.  place: a code of the vocabulary `place`.
    countries: codes of the vocabulary `country`: the host of a field operation, the State of
    a place, the nationality of a person.  structure: what an office heads.
    point: latitude and longitude of a place in degrees, `48.21 16.37`.
    doubt: what is not known for certain, in words.
    """

    vocabulary: str
    code: str
    names: tuple[Name, ...]
    since: PartialDate | None = None
    until: PartialDate | None = None
    slug: str = ""
    group: str = ""
    parent: str = ""
    place: str = ""
    structure: str = ""
    countries: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    memberships: tuple[Membership, ...] = ()
    note: str = ""
    doubt: str = ""
    confidence: str = ""
    sources: tuple[str, ...] = ()
    point: str = ""

    @property
    def days(self) -> Days:
        """Return the days on which the term is in force."""
        return Days(self.since, self.until)

    @property
    def address_part(self) -> str:
        """Return the term's part of an address."""
        return self.slug or self.code

    def name(self, lang: str, on: date, kind: str = "official") -> str:
        """Return the name to show on a day, in the language or else in English.

        Where no name is in force on the day, the nearest in time stands in: a name is never
        missing. A kind other than `official` falls back to the official name.
        """
        named = self.worded(lang, on, kind)
        return (named.text if named else "") or self.code

    def worded(self, lang: str, on: date, kind: str = "official") -> Name | None:
        """Return the name that `name` shows, which tells its language; None where it has none."""
        named = self._named(lang, on, kind)
        return named if named and named.text else self._named(lang, on, "official")

    def _named(self, lang: str, on: date, kind: str) -> Name | None:
        for wanted in dict.fromkeys((lang, "en", "")):
            named = [name for name in self.names if name.kind == kind and wanted in ("", name.lang)]
            if named:
                return min(named, key=lambda name: _remoteness(name.days, on))
        return None

    def groups(self, on: date) -> tuple[str, ...]:
        """Return the groups the term belongs to on a day."""
        return tuple(one.group for one in self.memberships if one.days.cover(on))


def _remoteness(days: Days, on: date) -> tuple[int, int]:
    """Return how far a name's days lie from a day; of two that cover it, the later wins."""
    start = days.since.first_day if days.since else date.min
    if days.cover(on):
        return (0, (on - start).days)
    if days.begin_after(on):
        return (1, (start - on).days)
    end = days.until.last_day if days.until else date.max
    return (1, (on - end).days)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of one kind, found by code or by any name they ever bore.

    names: what the vocabulary itself is called.
    """

    code: str
    names: tuple[Name, ...]
    terms: tuple[Term, ...]
    _by_code: dict[str, Term] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, tuple[Term, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the terms once."""
        object.__setattr__(self, "_by_code", {term.code: term for term in self.terms})
        by_name: dict[str, tuple[Term, ...]] = {}
        for term in self.terms:
            for name in term.names:
                key = loose(name.text)
                if name.kind != "adjective" and term not in by_name.get(key, ()):
                    by_name[key] = (*by_name.get(key, ()), term)
        object.__setattr__(self, "_by_name", by_name)

    def __iter__(self) -> Iterator[Term]:
        """Yield the terms in their order."""
        return iter(self.terms)

    def __contains__(self, code: object) -> bool:
        """Tell whether a code is a term's."""
        return code in self._by_code

    def get(self, code: str) -> Term | None:
        """Return the term of a code, or None."""
        return self._by_code.get(code)

    def term(self, code: str) -> Term:
        """Return the term of a code, or raise UnknownTerm."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownTerm(code, self.code) from None

    def by_address(self, part: str) -> Term | None:
        """Return the term whose part of an address this is, or None."""
        return next((term for term in self.terms if term.address_part == part), None)

    def find(self, name: str, on: date | None = None) -> Term | None:
        """Return the term that bears, bore or will bear the name in any language, or None.

        on: of several that bore it, the one that bore it on that day, else the one in force.
        """
        found = self._by_name.get(loose(name), ())
        if len(found) < 2 or on is None:
            return found[0] if found else None
        return min(found, key=lambda term: _closest(term, loose(name), on))

    def children(self, code: str) -> tuple[Term, ...]:
        """Return the terms whose parent is `code`, in order."""
        return tuple(term for term in self.terms if term.parent == code)

    def in_force(self, on: date) -> tuple[Term, ...]:
        """Return the terms in force on a day, in order."""
        return tuple(term for term in self.terms if term.days.cover(on))

    def members(self, group: str, on: date) -> tuple[Term, ...]:
        """Return the terms that belong to a group on a day, in order."""
        return tuple(term for term in self.terms if group in term.groups(on))


def _closest(term: Term, name: str, on: date) -> tuple[bool, bool, tuple[int, int]]:
    """Return how far a term is from bearing a name on a day, the least for the one meant."""
    named = [one.days for one in term.names if loose(one.text) == name]
    in_force = term.days.cover(on)
    # A name without days of its own lasts no longer than the term that bears it.
    borne = in_force and any(days.cover(on) for days in named)
    return (not borne, not in_force, min((_remoteness(days, on) for days in named), default=(2, 0)))


def names(texts: Iterable[tuple[str, str]]) -> tuple[Name, ...]:
    """Return official names made of (language, text) pairs."""
    return tuple(Name(text=text, lang=lang) for lang, text in texts)


__all__ = ["ALWAYS", "Membership", "Name", "Term", "Vocabulary", "names"]
