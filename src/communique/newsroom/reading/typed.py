"""The form of a release as it stands in the browser, unsaved, read as the release it would make."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from communique.core.dates import PartialDate
from communique.core.errors import CommuniqueError
from communique.ingest.dates import Days
from communique.newsroom import shelf
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.models.release import FEATURES
from communique.newsroom.reading.proposing import FREE

CODES = ("sources", "fields_of_work", "countries")
NAMES = ("places", "people")
_TEXTS = ("title", "summary", "contacts", "links", "notes", "kind", "lang")
_MOST_CODES = 500


class NotAForm(CommuniqueError):
    """Something that is no form of a release."""

    code = "reading.no-form"
    hint = "Load the page again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a browser sent: texts by field, codes by field, and what was refused."""

    texts: Mapping[str, str]
    codes: Mapping[str, tuple[str, ...]]
    refused: tuple[str, ...]

    @property
    def chosen(self) -> frozenset[str]:
        """Return what is chosen, as `field:code`."""
        made = {f"{field}:{code}" for field, codes in self.codes.items() for code in codes}
        day = day_of(self.texts["day"])
        return frozenset(made | ({f"day:{day}"} if day else set()))


def sent_of(body: bytes) -> Sent:
    """Return what a browser sent, or raise NotAForm."""
    try:
        plain = json.loads(body)
        if not isinstance(plain, dict):
            raise NotAForm("the form is no object")
        return Sent(
            texts={name: _text(plain, name) for name in (*_TEXTS, "body", "day")},
            codes={name: _codes(plain, name) for name in (*CODES, *NAMES)},
            refused=_codes(plain, "refused"),
        )
    except (ValueError, RecursionError):
        raise NotAForm("the form cannot be read") from None


def typed_into(copy: ReleaseCopy, sent: Sent) -> ReleaseCopy:
    """Return a working copy as the form would make it; nothing is saved."""
    for name in _TEXTS:
        setattr(copy, name, sent.texts[name])
    copy.body = _html(sent.texts["body"])
    copy.day = day_of(sent.texts["day"]) or ""
    for name in CODES:
        setattr(copy, name, list(sent.codes[name]))
    for name in NAMES:
        setattr(copy, name, [_named(token) for token in sent.codes[name]])
    return copy


def day_of(said: str) -> PartialDate | None:
    """Return the day that a writer has typed, in figures or in words, None for none."""
    try:
        return PartialDate(said.strip())
    except ValueError:
        return _days(shelf.profile().languages).whole(said)


def _html(body: str) -> str:
    """Return the text as rich text; the editor sends its own form of it, which is JSON."""
    if not body.startswith("{"):
        return body
    try:
        sent = DraftailRichTextArea(features=FEATURES).value_from_datadict(
            {"body": body}, {}, "body"
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotAForm("the text of the editor cannot be read") from None
    return str(sent or "")


def _named(token: str) -> dict[str, Any]:
    if token.startswith(FREE):
        return {"name": token.removeprefix(FREE), "code": None}
    return {"name": token, "code": token}


def _text(plain: Mapping[str, Any], name: str) -> str:
    value = plain.get(name, "")
    if not isinstance(value, str):
        raise NotAForm(f"{name!r} is no text")
    return value


def _codes(plain: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = plain.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise NotAForm(f"{name!r} is no list of codes")
    return tuple(value[:_MOST_CODES])


@cache
def _days(languages: tuple[str, ...]) -> Days:
    return Days(languages)
