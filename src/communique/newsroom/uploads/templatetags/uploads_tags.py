"""How the editor asks for the files of a release."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse

from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.roles import Deed, may
from communique.newsroom.shelf import profile
from communique.newsroom.uploads.choosing import state_of
from communique.newsroom.uploads.kinds import TAKEN
from communique.newsroom.uploads.limits import (
    LARGEST_ATTACHMENT_BYTES,
    LARGEST_PICTURE_BYTES,
    MIB,
    MOST_PIXELS,
)
from communique.newsroom.uploads.page import address_of
from communique.render.media_view import size_in_words
from communique.render.messages import language_name

register = template.Library()
_LANG = "en"
_DIGEST, _NAME = "0" * 64, "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words said of a file in a language."""

    what: str
    language: str
    words: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A file as somebody sees it who may not change it."""

    name: str
    address: str
    thumbnail: str
    size: str
    said: tuple[Said, ...]
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Everything the panel of files needs.

    told: what the script is told, as JSON by attribute.  accepted: as an input of files takes it.
    """

    may_write: bool
    told: dict[str, str]
    accepted: str
    limits: str
    pictures: tuple[Shown, ...]
    attachments: tuple[Shown, ...]


@register.simple_tag
def files_of(request: HttpRequest, copy: ReleaseCopy | None) -> Files | None:
    """Return the files of a saved release for its editor, None before its first save."""
    if copy is None or copy.pk is None:
        return None
    member: Any = request.user
    names = {lang: language_name(lang, _LANG) for lang in profile().languages}
    langs = [copy.lang, *(lang for lang in copy.languages if lang != copy.lang)]
    return Files(
        may_write=copy.is_writable and may(member, Deed.WRITE, copy),
        told={
            "state": json.dumps(state_of(copy)),
            "names": json.dumps(names),
            "langs": json.dumps(langs),
            "save": reverse("uploads:choose", args=[copy.pk]),
            "send": reverse("uploads:upload"),
            "file": address_of(_DIGEST, _NAME),
        },
        accepted=",".join(f".{ending}" for ending in TAKEN),
        limits=f"Pictures (JPEG, PNG, WebP, AVIF) up to {LARGEST_PICTURE_BYTES // MIB} MiB and "
        f"{MOST_PIXELS // 1_000_000} megapixels; PDF, Word, Excel, OpenDocument, CSV, text, MP3, "
        f"MP4 and ZIP up to {LARGEST_ATTACHMENT_BYTES // MIB} MiB.",
        pictures=tuple(_shown(one, names) for one in copy.pictures),
        attachments=tuple(_shown(one, names) for one in copy.attachments),
    )


def _shown(entry: dict[str, Any], names: dict[str, str]) -> Shown:
    name, digest = str(entry["name"]), str(entry["digest"])
    smaller = entry.get("renditions") or [entry]
    said = (
        Said(what=what, language=names.get(lang, lang), words=words, lang=lang)
        for member, what in (
            ("alt", "Alternative text"),
            ("caption", "Caption"),
            ("title", "Title"),
        )
        for lang, words in sorted((entry.get(member) or {}).items())
    )
    return Shown(
        name=name,
        address=address_of(digest, name),
        thumbnail=address_of(str(smaller[0]["digest"]), name) if "width" in entry else "",
        size=size_in_words(int(entry["size_bytes"]), _LANG),
        said=tuple(said),
        credit=str(entry.get("credit", "")),
    )
