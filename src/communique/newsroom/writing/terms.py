"""What can be chosen in a field: terms of the registry by name, those in force first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from threading import local

from communique.core.profile import Profile
from communique.core.text import loose, unaccented
from communique.core.vocab import Name, Term
from communique.newsroom.shelf import profile

EVENTS, ACTIVITIES = "event", "activity"
# Lists made once are kept until the registry changes: by vocabulary, day and language.
_threads = local()
_KEPT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that can be chosen.

    words: every other name it goes by.  in_force: on the day of the release.
    """

    code: str
    label: str
    words: str = ""
    in_force: bool = True


def choices(vocabulary: str, on: date, lang: str = "en") -> tuple[Choice, ...]:
    """Return what can be chosen, by name.

    vocabulary: of the profile, or EVENTS or ACTIVITIES.  on: the day of the release.
    """
    held = profile()
    if getattr(_threads, "profile", None) is not held:
        _threads.profile, _threads.choices = held, {}
    kept: dict[tuple[str, date, str], tuple[Choice, ...]] = _threads.choices
    asked = (vocabulary, on, lang)
    if asked not in kept:
        if len(kept) >= _KEPT:
            kept.clear()
        kept[asked] = tuple(_choices(held, vocabulary, on, lang))
    return kept[asked]


def _choices(held: Profile, vocabulary: str, on: date, lang: str) -> Iterable[Choice]:
    if vocabulary == EVENTS:
        return _events(held, lang)
    if vocabulary == ACTIVITIES:
        made = [_named(one.code, one.names, lang) for one in held.activities]
    else:
        made = [_term(one, on, lang) for one in held.vocabularies[vocabulary]]
    return sorted(made, key=lambda one: unaccented(loose(one.label)))


def label_of(vocabulary: str, code: str, on: date, lang: str = "en") -> str:
    """Return the name of something chosen; its code where the record does not know it."""
    held = profile()
    if vocabulary in (EVENTS, ACTIVITIES):
        known = held.events if vocabulary == EVENTS else held.activities
        names = next((one.names for one in known if one.code == code), ())
        return _named(code, names, lang).label
    term = held.vocabularies[vocabulary].get(code)
    return term.name(lang, on) if term else code


def _term(term: Term, on: date, lang: str) -> Choice:
    label = term.name(lang, on)
    return Choice(
        code=term.code,
        label=label,
        words=_words([term.code, *(name.text for name in term.names)], label),
        in_force=term.days.cover(on),
    )


def _events(held: Profile, lang: str) -> Iterator[Choice]:
    """Yield the events, the latest first; a name alone does not tell one year's from the next."""
    for one in sorted(held.events, key=lambda event: event.first_day, reverse=True):
        named = _named(one.code, one.names, lang)
        year = one.first_day[:4]
        label = named.label if year in named.label else f"{named.label}, {year}"
        yield Choice(code=one.code, label=label, words=named.words)


def _named(code: str, names: Sequence[Name], lang: str) -> Choice:
    by_lang = {name.lang: name.text for name in reversed(names)}
    label = by_lang.get(lang) or by_lang.get("en") or code
    return Choice(code=code, label=label, words=_words([code, *by_lang.values()], label))


def _words(names: Sequence[str], label: str) -> str:
    return " · ".join(dict.fromkeys(name for name in names if name != label))
