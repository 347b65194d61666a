"""The languages of a release that is on the record, as a translator asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.core.edition import Edition
from communique.core.record import Release, stale_langs
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import TranslationCopy
from communique.newsroom.roles import Deed, may
from communique.newsroom.translations.homes import open_text
from communique.newsroom.translations.waiting import OnRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRecord:
    """A language of an issued release.

    is_there: it has a text in it.  is_stale: one that the original left behind.
    text: the working copy of one that is being written.  may_write: whoever asks may write it.
    """

    lang: str
    is_original: bool
    is_there: bool
    is_stale: bool
    may_write: bool
    text: TranslationCopy | None


def languages_on_record(found: Edition, member: Member) -> dict[str, Any]:
    """Return the release's title and its languages, in the official order."""
    release = found.current.release if found.current else None
    if release is None:
        return {"title": found.symbol, "languages": ()}
    original = release.original or next(
        one for one in ("en", *release.langs) if one in release.texts
    )
    languages = tuple(_language(release, lang, original, member) for lang in _all(release))
    return {"title": release.texts[original].title, "lang": original, "languages": languages}


def _all(release: Release) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*shelf.profile().languages, *release.langs)))


def _language(release: Release, lang: str, original: str, member: Member) -> OfRecord:
    return OfRecord(
        lang=lang,
        is_original=lang == original,
        is_there=lang in release.texts,
        is_stale=lang in stale_langs(release),
        may_write=lang != original
        and lang in shelf.profile().languages
        and may(member, Deed.TRANSLATE, OnRecord(release, lang)),
        text=open_text(release.symbol, lang) if lang != original else None,
    )
