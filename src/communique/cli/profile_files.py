"""A profile's folder read into a Profile, with the country names of the CLDR."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from babel import Locale, UnknownLocaleError

from communique.config import shipped
from communique.core.errors import InvalidProfile
from communique.core.profile import Profile
from communique.core.profile_parse import parse
from communique.core.vocab import Name, Term, Vocabulary
from communique.ingest.clock import zone_of


def read_profile(folder: Path) -> Profile:
    """Return the profile of a folder, or raise InvalidProfile with every problem in it.

    A country with a two-letter code gets its name from the CLDR in every official language in
    which the files give none.
    """
    if not folder.is_dir():
        raise InvalidProfile((f"{folder} is no folder",), where=str(folder))
    files, problems = {}, []
    for path in sorted(folder.rglob("*.toml")):
        # The golden folder holds pages to test the reading with, not the profile itself.
        if (name := path.relative_to(folder).as_posix()).startswith("golden/"):
            continue
        try:
            files[name] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            problems.append(f"{name}: {error}")
    if problems:
        raise InvalidProfile(tuple(problems), where=str(folder))
    tokens = folder / "tokens.css"
    try:
        profile = parse(files, tokens.read_text(encoding="utf-8") if tokens.is_file() else "")
    except InvalidProfile as error:
        raise InvalidProfile(error.problems, where=str(folder)) from None
    if unknown := (*_unknown_languages(profile), *_unknown_zones(profile)):
        raise InvalidProfile(unknown, where=str(folder))
    return _with_cldr_names(profile)


def _unknown_languages(profile: Profile) -> Iterator[str]:
    for lang in profile.languages:
        try:
            Locale(lang)
        except (UnknownLocaleError, ValueError):
            yield f"profile.toml: {lang!r} is no code of a language, such as 'en' or 'fr'"


def _unknown_zones(profile: Profile) -> Iterator[str]:
    for mapping in profile.reading.mappings:
        try:
            zone_of(mapping.zone)
        except ValueError as error:
            yield f"reading.toml, mapping {mapping.code}: {error}"


def shipped_profile(code: str) -> Profile:
    """Return a profile that the project ships (`osce`), or of a folder given by its path."""
    inside = shipped("profiles") / code
    return read_profile(inside if inside.is_dir() else Path(code))


def _with_cldr_names(profile: Profile) -> Profile:
    countries = profile["country"]
    named = tuple(_named(term, profile.languages) for term in countries)
    filled = Vocabulary(countries.code, countries.names, named)
    return replace(profile, vocabularies={**profile.vocabularies, "country": filled})


def _named(term: Term, languages: tuple[str, ...]) -> Term:
    have = {name.lang for name in term.names if name.kind == "official"}

    added = [
        Name(text=text, lang=lang, source="CLDR")
        for lang in languages
        if lang not in have and (text := Locale(lang).territories.get(term.code))
    ]
    return replace(term, names=(*term.names, *added))
