"""A profile made ready for reading: its names and words compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from communique.core.profile import Profile
from communique.core.reading import ByLanguage, Reading
from communique.core.record import MenuEntry
from communique.core.text import loose
from communique.core.vocab import Term
from communique.ingest.dates import Days
from communique.ingest.gazetteer import Gazetteer

# The label of the day on which a page was changed, which is neither its day nor its text.
CHANGED = "changed"
MENU_VOCABULARIES = ("field-of-work", "country", "structure", "meeting-series")
# What may stand without a colon, because nothing else is written so at the head of a page.
BARE_LABELS = ("when", "where", "organizers")
# What may stand without a colon before a day: `Published 12 January 2026`, `Updated on …`.
_BEFORE_DAYS = ("date", CHANGED)
_LABEL_CHARACTERS = 60
_ENTRY_CHARACTERS = 150
_REMEMBERED = 20_000

# A State is found by the part of its name that begins with a capital: `the former Yugoslav …`.
_FIRST_SMALL_WORDS = re.compile(r"^(?:The\s+|[a-zà-ÿ][\w’']*[\s‑-]+)+")

# Menus, labels and names repeat from page to page, and their plain form costs most of the time.
key = lru_cache(maxsize=_REMEMBERED)(loose)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything a reader looks words up in.

    kinds: by the loose form of a type line.  single_kinds: those forms that name one release;
    others may be the names of lists.  labels: by the loose form, the field.
    namesakes: (vocabulary, code) of terms that have a name in common with another, of which the
    day decides.
    countries: by language, State by name or adjective; None is a phrase that means no State.
    saying: by language, the verbs of speech.  credit: a picture's credit, at the end of a line.
    """

    profile: Profile
    days: Days
    labels: Mapping[str, str]
    labels_before_days: re.Pattern[str]
    labels_within: re.Pattern[str]
    kinds: Mapping[str, Term]
    single_kinds: frozenset[str]
    namesakes: frozenset[tuple[str, str]]
    menu: frozenset[str]
    countries: Mapping[str, Gazetteer[Term | None]]
    places: Gazetteer[Term]
    people: Gazetteer[Term]
    surnames: Mapping[str, tuple[Term, ...]]
    titles: frozenset[str]
    not_names: frozenset[str]
    not_places: frozenset[str]
    abbreviations: frozenset[str]
    saying: Mapping[str, re.Pattern[str]]
    said_by: Mapping[str, re.Pattern[str]]
    anniversaries: re.Pattern[str]
    credit: re.Pattern[str]
    lines: Mapping[str, frozenset[str]]
    _menu_known: dict[str, bool] = field(default_factory=dict)
    _found: dict[tuple[str, str], Term | None] = field(default_factory=dict)

    @classmethod
    def of(cls, profile: Profile) -> Lexicon:
        """Return the lexicon of a profile; it takes some tens of milliseconds, so keep it."""
        reading = profile.reading
        return cls(
            profile=profile,
            days=Days(profile.languages),
            labels={
                loose(label): kind for kind, labels in reading.labels.items() for label in labels
            },
            labels_before_days=_any_of(
                label for kind in _BEFORE_DAYS for label in reading.labels.get(kind, ())
            ),
            labels_within=_labels_within(reading),
            kinds={loose(name.text): term for term in profile["kind"] for name in term.names},
            single_kinds=frozenset(
                loose(name.text)
                for term in profile["kind"]
                for name in term.names
                if name.kind != "variant"
            ),
            namesakes=frozenset(_namesakes(profile)),
            menu=frozenset(_menu_keys(profile)),
            countries={
                language: Gazetteer(_countries(profile, language)) for language in profile.languages
            },
            places=Gazetteer(_names_of(profile["place"])),
            people=Gazetteer(_names_of(profile["person"])),
            surnames=_surnames(profile),
            titles=frozenset(loose(title) for title in reading.titles),
            not_names=frozenset(_not_names(profile)),
            not_places=frozenset(loose(word) for word in reading.not_places),
            abbreviations=frozenset(loose(word) for word in reading.abbreviations),
            saying={lang: _any_of(verbs) for lang, verbs in reading.saying.items()},
            said_by={lang: _any_of(words) for lang, words in reading.said_by.items()},
            anniversaries=_any_of(_flat(reading.anniversaries)),
            credit=_credit(profile),
            lines=_lines(reading),
        )

    def label(self, text: str) -> tuple[str, int] | None:
        """Return the field that a line's label names, and where its value begins, or None."""
        colon = text.find(":", 0, _LABEL_CHARACTERS)
        if colon < 0:
            return self._bare_label(text)
        kind = self.labels.get(key(text[:colon]))
        value = text[colon + 1 :].lstrip()
        if kind is None or (kind == CHANGED and value and not self.days.alone(value)):
            return None
        return (kind, len(text) - len(value))

    def _bare_label(self, text: str) -> tuple[str, int] | None:
        """Return the same of a line without a colon."""
        if len(text) >= _LABEL_CHARACTERS:
            return None
        kind = self.labels.get(key(text))
        if kind in BARE_LABELS or kind == CHANGED:
            return kind, len(text)
        found = self.labels_before_days.match(text)
        kind = self.labels.get(key(found[0])) if found else None
        if found is None or kind is None or not self.days.alone(text[found.end() :]):
            return None
        return kind, len(text) - len(text[found.end() :].lstrip())

    def is_menu(self, text: str) -> bool:
        """Tell whether a line is an entry of the menu, under any name it ever bore."""
        if len(text) > _ENTRY_CHARACTERS:
            return False
        known = self._menu_known.get(text)
        if known is None:
            if len(self._menu_known) >= _REMEMBERED:
                self._menu_known.clear()
            known = self._menu_known[text] = self._knows(text)
        return known

    def is_line(self, kind: str, text: str) -> bool:
        """Tell whether a line is among the profile's lines of a kind, such as `skip_lines`."""
        return len(text) <= _ENTRY_CHARACTERS and key(text).rstrip(" :") in self.lines[kind]

    def kind(self, text: str) -> Term | None:
        """Return the kind that a type line names, or None."""
        return self.kinds.get(key(text)) if len(text) < _LABEL_CHARACTERS else None

    def names_one(self, text: str) -> bool:
        """Tell whether a type line names one release, where other names head lists."""
        return key(text) in self.single_kinds

    def names_organisation(self, text: str) -> bool:
        """Tell whether a line is a name of the organisation and nothing else."""
        return any(key(name.text) == key(text) for name in self.profile.organisation.names)

    def find(self, vocabulary: str, name: str, on: date | None = None) -> Term | None:
        """Return the term a name means, as the profile finds it, remembered."""
        asked = (vocabulary, name)
        if asked not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[asked] = self.profile.find(vocabulary, name)
        term = self._found[asked]
        # The day matters only where terms have a name in common; so few do that the answer
        # for any day is remembered, and these are asked for anew.
        if on is None or term is None or (vocabulary, term.code) not in self.namesakes:
            return term
        return self.profile.find(vocabulary, name, on)

    def country(self, name: str) -> Term | None:
        """Return the State a name means, or None."""
        return self.find("country", name)

    def _knows(self, text: str) -> bool:
        if key(text) in self.menu:
            return True
        return any(loose(reading) in self.menu for reading in self.profile.readings(text))


_KEPT: list[Lexicon] = []


def lexicon_of(profile: Profile) -> Lexicon:
    """Return the lexicon of a profile, the same one for the same profile."""
    # A profile holds mappings, so it has no hash; a process reads with one or two of them.
    for kept in _KEPT:
        if kept.profile is profile:
            return kept
    made = Lexicon.of(profile)
    _KEPT[:] = [made, *_KEPT[:3]]
    return made


def _namesakes(profile: Profile) -> Iterator[tuple[str, str]]:
    """Yield (vocabulary, code) of the terms that have a name in common with another term."""
    abbreviations = {
        loose(one.text) + " " for one in profile.organisation.names if one.kind == "abbreviation"
    }
    for vocabulary in profile.vocabularies.values():
        bearers: dict[str, set[str]] = {}
        for term in vocabulary:
            for name in term.names:
                plain = loose(name.text)
                # With the organisation's abbreviation before it a name is the same name.
                for abbreviation in abbreviations:
                    plain = plain.removeprefix(abbreviation)
                bearers.setdefault(plain, set()).add(term.code)
        for codes in bearers.values():
            if len(codes) > 1:
                yield from ((vocabulary.code, code) for code in codes)


def _menu_keys(profile: Profile) -> Iterator[str]:
    yield from (loose(line) for line in profile.reading.menu_lines)
    yield from _entry_keys(profile.menu.entries)
    for vocabulary in profile.vocabularies.values():
        yield from (loose(name.text) for name in vocabulary.names)
    for code in MENU_VOCABULARIES:
        for term in profile[code]:
            yield from (loose(name.text) for name in term.names if name.kind != "adjective")


def _entry_keys(entries: Iterable[MenuEntry]) -> Iterator[str]:
    for entry in entries:
        yield from (loose(name.text) for name in entry.names)
        yield from _entry_keys(entry.entries)


def _countries(profile: Profile, language: str) -> Iterator[tuple[str, Term | None]]:
    for phrase in profile.reading.not_countries:
        yield phrase, None
    for term in profile["country"]:
        for name in term.names:
            if name.lang != language:
                continue
            bare = _FIRST_SMALL_WORDS.sub("", name.text) or name.text
            yield bare, term
            if name.kind != "adjective" and len(bare) > 3:
                yield bare.upper(), term


def _names_of(terms: Iterable[Term]) -> Iterator[tuple[str, Term]]:
    for term in terms:
        for name in term.names:
            yield name.text, term
            if len(name.text) > 3:
                yield name.text.upper(), term


def _surnames(profile: Profile) -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for term in profile["person"]:
        for name in term.names:
            surname = loose(name.text).rpartition(" ")[2]
            if term not in found.get(surname, ()):
                found[surname] = (*found.get(surname, ()), term)
    return found


def _not_names(profile: Profile) -> Iterator[str]:
    """Yield the words that stand in capitals and belong to no person's name."""
    for term in profile["country"]:
        for name in term.names:
            yield from loose(name.text).split()
    for term in profile["place"]:
        yield from (loose(name.text) for name in term.names)
    for name in profile.organisation.names:
        yield from loose(name.text).split()
    yield from (loose(word) for word in _flat(profile.reading.stop_words))
    yield from (loose(word) for word in _flat(profile.reading.pronouns))
    yield from Days(profile.languages).weekdays


def _flat(words: ByLanguage) -> tuple[str, ...]:
    return tuple(word for language in words.values() for word in language)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(set(words), key=len, reverse=True)
    options = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    # With no word at all the pattern matches nowhere.
    return re.compile(rf"(?<![\w-])(?:{options})(?![\w-])" if options else r"(?!)", re.IGNORECASE)


def _labels_within(reading: Reading) -> re.Pattern[str]:
    """Return the labels as they are printed, with their colons, wherever they stand."""
    printed = {
        label
        for kind, labels in reading.labels.items()
        if kind not in BARE_LABELS
        for label in labels
    }
    options = "|".join(map(re.escape, sorted(printed, key=len, reverse=True)))
    return re.compile(rf"(?:{options})\s*:" if options else r"(?!)")


def _credit(profile: Profile) -> re.Pattern[str]:
    marks = "|".join(re.escape(mark) for mark in profile.reading.caption_marks) or "(?!)"
    bodies = "|".join(
        re.escape(name.text) for name in profile.organisation.names if name.kind == "abbreviation"
    )
    # `(OSCE/Name of the photographer)`, or `Photo: Name`, or a bracket that names a mark.
    return re.compile(
        rf"\((?:(?:{bodies or '(?!)'})\s*[/:|][^()]*|[^()]*\b(?:{marks})\b[^()]*|©[^()]*)\)"
        rf"|^\s*(?:©|(?:{marks})\s*(?:[:©/]|\bby\b))",
        re.IGNORECASE,
    )


def _lines(reading: Reading) -> Mapping[str, frozenset[str]]:
    kinds = (
        "skip_lines", "newsroom_lines", "listing_heads", "closing_lines", "contact_heads",
        "other_pages",
    )  # fmt: skip
    return {kind: frozenset(loose(line) for line in getattr(reading, kind)) for kind in kinds}
