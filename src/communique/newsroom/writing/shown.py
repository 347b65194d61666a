"""The fields of a release in words: where they can only be read, and where versions differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from communique.core.dates import PartialDate
from communique.core.text import BLOCK_MARKS, HEADING, Mark
from communique.newsroom.desk.body import parts_of
from communique.newsroom.writing.terms import ACTIVITIES, EVENTS, label_of
from communique.render.dates import day_in_words
from communique.render.messages import language_name

LANGUAGE = "en"
VOCABULARIES = {
    "kind": "kind",
    "sources": "structure",
    "fields_of_work": "field-of-work",
    "countries": "country",
    "events": EVENTS,
    "activities": ACTIVITIES,
}
_SIGNS = {"item": "• ", "ordered": "# ", "quote": "“ "}


def lines(field: str, value: Any, day: str = "") -> list[str]:
    """Return what a field holds, as lines of words; none where it holds nothing.

    day: of the release, whose names are shown.
    """
    if not value:
        return []
    if vocabulary := VOCABULARIES.get(field):
        codes = [value] if isinstance(value, str) else value
        return [label_of(vocabulary, code, _on(day), LANGUAGE) for code in codes]
    return _OTHERS.get(field, _plain)(value)


def _on(day: str) -> date:
    try:
        return PartialDate(day).first_day
    except ValueError:
        return timezone.localdate()


def _plain(value: str) -> list[str]:
    return [line for line in value.splitlines() if line.strip()]


def _names(value: Iterable[Mapping[str, Any]]) -> list[str]:
    return [str(one.get("name") or one.get("code")) for one in value]


def _languages(value: Iterable[str]) -> list[str]:
    return [language_name(one, LANGUAGE) for one in value]


def _body(value: str) -> list[str]:
    """Return the paragraphs, each with a sign of what it is."""
    parts = parts_of(value)
    signs = {mark.paragraph: _sign(mark) for mark in parts.marks if mark.kind in BLOCK_MARKS}
    return [signs.get(place, "") + said for place, said in enumerate(parts.paragraphs, start=1)]


def _sign(mark: Mark) -> str:
    return f"{'=' * (mark.level - 1)} " if mark.kind == HEADING else _SIGNS[mark.kind]


def _files(value: Iterable[Mapping[str, Any]]) -> list[str]:
    return [_file(one) for one in value]


def _file(one: Mapping[str, Any]) -> str:
    """Return a picture or attachment: its name, and every word said of it."""
    said = []
    for part in ("title", "alt", "caption"):
        for lang, text in sorted((one.get(part) or {}).items()):
            said.append(f"{part} ({lang}): {text}")
    said += [f"credit: {one['credit']}"] if one.get("credit") else []
    return " · ".join((str(one.get("name", "")), str(one.get("digest", ""))[:12], *said))


def _facts(value: Iterable[Mapping[str, Any]]) -> list[str]:
    records = [one["record"] for one in value]
    return [f"{one['fact']['kind']}: “{one['evidence']['words']}”" for one in records]


_OTHERS: Mapping[str, Callable[[Any], list[str]]] = {
    "places": _names,
    "people": _names,
    "lang": lambda value: _languages([value]),
    "languages": _languages,
    "day": lambda value: [day_in_words(value, LANGUAGE)],
    "body": _body,
    "pictures": _files,
    "attachments": _files,
    "facts": _facts,
}
