"""What a working copy changes of a record, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from communique.core.comparison import Run, changes_only, compare, whole
from communique.core.record import RegistryRecord
from communique.core.text import Text
from communique.newsroom.registry.forms.rows import LANG
from communique.newsroom.shelf import called
from communique.render.messages import language_name

_CALLED = {"since": "from", "until": "until", "first_day": "first day", "last_day": "last day"}
# What a name, a group, somebody or something is called.
_CALLS = ("text", "group", "name", "what")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that is another: what it said and says no more, what it says now.

    runs: of a text, the words that changed.
    """

    label: str
    out: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()
    lang: str = ""


def changes(before: RegistryRecord | None, after: RegistryRecord) -> tuple[Change, ...]:
    """Return what is other in `after`; all of it where nothing stood before."""
    return tuple(_changes(before, after))


def _changes(before: RegistryRecord | None, after: RegistryRecord) -> Iterator[Change]:
    for one in fields(after):
        old = getattr(before, one.name, None) if before is not None else None
        new = getattr(after, one.name)
        if old == new:
            continue
        label = _label(one.name)
        if isinstance(new, Mapping):
            yield from _texts(old or {}, new)
            continue
        stood, stands = _values(old), _values(new)
        out = tuple(value for value in stood if value not in stands)
        come = tuple(value for value in stands if value not in stood)
        if out or come:
            yield Change(label=label, out=out, come=come)
        elif stood != stands:
            yield Change(label=label, come=("in another order",))


def _label(field: str) -> str:
    plain = _CALLED.get(field, field.replace("_", " "))
    return called("field-of-work", plain) if field == "fields_of_work" else plain


def _texts(old: Mapping[str, Text], new: Mapping[str, Text]) -> Iterator[Change]:
    for lang in sorted({*old, *new}):
        before, after = (whole(one[lang]) if lang in one else "" for one in (old, new))
        if old.get(lang) == new.get(lang):
            continue
        runs = changes_only(compare(before, after))
        yield Change(label=language_name(lang, LANG), runs=runs, lang=lang)


def _values(value: Any) -> tuple[str, ...]:
    """Return the values of a field, each in words."""
    if value in (None, "", (), 0):
        return ()
    if isinstance(value, tuple):
        return tuple(_said(one) for one in value)
    return (_said(value),)


def _said(value: Any) -> str:
    if not is_dataclass(value):
        return str(value)
    parts = {one.name: getattr(value, one.name) for one in fields(value)}
    called = next((parts.pop(name) for name in _CALLS if parts.get(name)), "")
    rest = [_part(name, said) for name, said in parts.items() if said]
    return f"{called} ({', '.join(rest)})" if rest else str(called)


def _part(name: str, said: Any) -> str:
    if name == "lang":
        return language_name(said, LANG)
    return f"{_CALLED[name]} {said}" if name in _CALLED else str(said)
