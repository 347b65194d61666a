"""Profiles from parsed TOML: what the files may hold, and every way they can be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeVar

import msgspec

from communique.core.activity import Activity, Goods
from communique.core.canonical import decode
from communique.core.errors import InvalidProfile
from communique.core.event import AgendaPoint, Document
from communique.core.fact import Participant
from communique.core.mapping import FieldMap, LinkPaths, TermPaths
from communique.core.profile import VOCABULARIES, Profile
from communique.core.profile_rules import problems_of
from communique.core.reading import Reading
from communique.core.record import (
    About,
    Appointment,
    Chairpersonship,
    Event,
    Menu,
    MenuEntry,
    Organisation,
    RegistryRecord,
    VocabularyHeading,
)
from communique.core.ref import Ref
from communique.core.text import Text
from communique.core.vocab import Membership, Name, Term

FORMAT = 1
_WRONG_TYPE = re.compile(
    r"Expected `(?P<wanted>\w+)(?: \| null)?`, got `(?P<given>\w+)`(?: - at `\$\.?(?P<path>.*)`)?"
)
_TOML = {
    "array": "a list ([ … ], or [[ … ]] over each table)",
    "object": "a table ({ … }, or [ … ] over it)",
    "str": "a text in quotation marks",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
}
Parsed = TypeVar("Parsed")
Table = Mapping[str, Any]
_NESTED: dict[str, type[object]] = {
    "names": Name,
    "memberships": Membership,
    "entries": MenuEntry,
    "texts": Text,
    "hosts": Ref,
    "agenda": AgendaPoint,
    "documents": Document,
    "participants": Participant,
    "body": Ref,
    "person": Ref,
    "implementers": Ref,
    "donors": Ref,
    "funders": Ref,
    "recipients": Ref,
    "goods": Goods,
    "mappings": FieldMap,
    "links": LinkPaths,
}
# The tables that are one value, and not several.
_TERM_PATHS = ("kind", "sources", "fields_of_work")

_LISTS: dict[str, tuple[str, type[Appointment | Chairpersonship | Event | Activity | About]]] = {
    "appointments.toml": ("appointment", Appointment),
    "chairpersonships.toml": ("chairpersonship", Chairpersonship),
    "events.toml": ("event", Event),
    "activities.toml": ("activity", Activity),
    "about.toml": ("about", About),
}


def parse(files: Mapping[str, Table], tokens: str = "") -> Profile:
    """Return the profile of a folder's files, or raise InvalidProfile with every problem.

    files: parsed TOML by path in the folder (`profile.toml`, `vocab/country.toml`, …).
    tokens: the text of `tokens.css`.
    """
    problems: list[str] = []
    records = list(_records(files, tokens, problems))
    if problems:
        raise InvalidProfile(tuple(problems))
    profile = Profile.of(records)
    if found := tuple(problems_of(profile)):
        raise InvalidProfile(found)
    return profile


def _records(
    files: Mapping[str, Table], tokens: str, problems: list[str]
) -> Iterator[RegistryRecord]:
    yield from _organisation(files, tokens, problems)
    for code in VOCABULARIES:
        yield from _vocabulary(files, code, problems)
    for path, (key, kind) in _LISTS.items():
        yield from _all(files.get(path, {}), key, kind, path, problems)
    menu = _renamed(files.get("menu.toml", {}))
    yield from _one(menu, Menu, "menu.toml", problems)
    yield from _one(files.get("reading.toml", {}), Reading, "reading.toml", problems)
    known = {f"vocab/{code}.toml" for code in VOCABULARIES}
    known |= {"profile.toml", "menu.toml", "reading.toml", *_LISTS}
    problems += [f"{path}: no such file belongs to a profile" for path in set(files) - known]


def _organisation(
    files: Mapping[str, Table], tokens: str, problems: list[str]
) -> Iterator[Organisation]:
    if "profile.toml" not in files:
        problems.append("profile.toml is missing: it names the organisation")
        return
    table = dict(files["profile.toml"])
    if table.pop("format", None) != FORMAT:
        problems.append(f"profile.toml: format must be {FORMAT}")
    yield from _one({**table, "tokens": tokens}, Organisation, "profile.toml", problems)


def _vocabulary(
    files: Mapping[str, Table], code: str, problems: list[str]
) -> Iterator[RegistryRecord]:
    path = f"vocab/{code}.toml"
    table = dict(files.get(path, {}))
    if table and table.pop("vocabulary", None) != code:
        problems.append(f"{path}: vocabulary must be {code!r}, as the file is called")
    terms = table.pop("term", [])
    is_list = isinstance(terms, list) and all(isinstance(term, Mapping) for term in terms)
    heading = {"code": code, "names": [], **table}
    yield from _one(heading, VocabularyHeading, path, problems)
    marked = [{**term, "vocabulary": code} for term in terms] if is_list else terms
    yield from _all({"term": marked}, "term", Term, path, problems)


def _all(
    table: Table, key: str, kind: type[Parsed], path: str, problems: list[str]
) -> Iterator[Parsed]:
    problems += [f"{path}: unknown key {name!r}" for name in table if name != key]
    held = table.get(key, ())
    if not (isinstance(held, list | tuple) and all(isinstance(one, Mapping) for one in held)):
        problems.append(f"{path}: {key} must be [[{key}]] over each table, with two brackets")
        return
    for number, one in enumerate(held, start=1):
        called = one.get("code") or one.get("year") or f"number {number}"
        yield from _one(one, kind, f"{path}, {key} {called}", problems)


def _one(table: Table, kind: type[Parsed], where: str, problems: list[str]) -> Iterator[Parsed]:
    unknown = list(_unknown_keys(table, kind, where))
    problems += unknown
    if unknown:
        return
    try:
        yield decode(table, kind)
    except msgspec.ValidationError as error:
        problems.append(f"{where}: {_in_words(str(error))}")
    except ValueError as error:
        problems.append(f"{where}: {error}")


def _in_words(said: str) -> str:
    """Return what a decoder says of a value in words that whoever writes TOML knows."""
    found = _WRONG_TYPE.fullmatch(said)
    if found is None:
        return said
    wanted, given = (_TOML.get(one, one) for one in (found["wanted"], found["given"]))
    return f"{found['path'] or 'it'} must be {wanted}, and is {given}"


def _unknown_keys(table: Table, kind: type[object], where: str) -> Iterator[str]:
    known = {one.name: one for one in fields(kind)}  # type: ignore[arg-type]  # always a dataclass
    for key, value in table.items():
        if key not in known:
            yield f"{where}: unknown key {key!r} (known: {', '.join(sorted(known))})"
        elif key in _TERM_PATHS and isinstance(value, Mapping):
            yield from _unknown_keys(value, TermPaths, where)
        elif key in _NESTED:
            for inner in _within(key, value):
                if isinstance(inner, Mapping):
                    yield from _unknown_keys(inner, _NESTED[key], where)


def _within(key: str, value: Any) -> Iterable[Any]:
    """Return the tables that a key holds: some by language, one, or a list of them."""
    if isinstance(value, Mapping):
        return value.values() if key == "texts" else (value,)
    return value if isinstance(value, list) else ()


def _renamed(table: Table) -> dict[str, Any]:
    """Return a menu table with its arrays, `[[entry]]` in TOML, under the record's `entries`."""
    return {
        ("entries" if key == "entry" else key): (
            [_renamed(one) for one in value] if key == "entry" else value
        )
        for key, value in table.items()
    }
