"""What the rules find in a release: while it is written, and once more at sign-off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from communique.core.record import Finding, Release
from communique.core.review import Lookups, review
from communique.ingest.typed import Heard
from communique.newsroom import shelf
from communique.newsroom.reading.hearing import heard_in, hearing_of
from communique.newsroom.reading.links import why_dead


def findings_of(release: Release, *, today: date) -> tuple[Finding, ...]:
    """Return what the rules find in a release, in every language it has a text in.

    today: the day it is to go out.  Those of level `error` keep it from going on.
    """
    return findings_with({}, release, today=today)


def findings_with(
    heard: Mapping[str, Heard], release: Release, *, today: date
) -> tuple[Finding, ...]:
    """Return the same.  heard: by language, texts that were listened to before."""
    hearings = {
        lang: hearing_of(heard[lang] if lang in heard else heard_in(text, lang, release))
        for lang, text in release.texts.items()
    }
    lookups = Lookups(today=today, why_dead=why_dead, heard=hearings)
    return review(release, shelf.profile(), lookups)
