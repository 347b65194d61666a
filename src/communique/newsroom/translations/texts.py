"""A translation at the desk, read as both sides and written back."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from communique.core.dates import PartialDate
from communique.core.record import Finding
from communique.core.text import Text, words_digest
from communique.newsroom import shelf
from communique.newsroom.desk.body import html_of
from communique.newsroom.desk.export import text_of
from communique.newsroom.desk.models import ReleaseCopy, TranslationCopy
from communique.newsroom.translations.findings import findings
from communique.newsroom.translations.names import Known, Wording
from communique.newsroom.translations.passages import (
    Passage,
    Sides,
    passages_in,
    passages_of,
    side_by_side,
    text_in,
)


def original_of(release: ReleaseCopy) -> Text:
    """Return what a translation of a release stands beside, as it is now."""
    return text_of(release)


def sides_of(translation: TranslationCopy) -> Sides:
    """Return original and translation side by side, as both stand."""
    original = original_of(translation.release)
    passages = tuple(msgspec.convert(translation.passages, list[Passage]))
    if not passages and (translation.title or translation.body):
        # Written by another hand than this room's: it says of no paragraph what it follows.
        passages = passages_of(text_of(translation), original)
    return side_by_side(original, passages)


def write(translation: TranslationCopy, sides: Sides) -> None:
    """Put both sides' translation into the working copy, which is not saved yet."""
    text = text_in(sides)
    translation.passages = [msgspec.to_builtins(passage) for passage in passages_in(sides)]
    translation.title, translation.summary = text.title, text.summary
    translation.body = html_of(text.body, text.marks)
    translation.notes = "\n".join(text.notes)


def digest_of_original(release: ReleaseCopy) -> str:
    """Return the digest of the original's words, which a translation made of them follows."""
    return words_digest(original_of(release))


def judged(translation: TranslationCopy, sides: Sides) -> tuple[Finding, ...]:
    """Return what the rules find in a translation."""
    return findings(
        sides,
        source=translation.release.lang,
        target=translation.lang,
        stop_words=shelf.profile().reading.stop_words,
    )


def wording_of(translation: TranslationCopy) -> Wording:
    """Return the names of the vocabularies in a translation's language, on its release's day."""
    release = translation.release
    try:
        on = PartialDate(release.day).last_day
    except ValueError:
        on = datetime.now(UTC).date()
    return Wording(profile=shelf.profile(), source=release.lang, target=translation.lang, on=on)


def filed_terms(translation: TranslationCopy, wording: Wording) -> tuple[Known, ...]:
    """Return what the release is filed under, as the translation is to call it."""
    release = translation.release
    filed = [("kind", release.kind, "")]
    filed += [("structure", code, "") for code in release.sources]
    filed += [("field-of-work", code, "") for code in release.fields_of_work]
    filed += [("country", code, "") for code in release.countries]
    for vocabulary, named in (("place", release.places), ("person", release.people)):
        filed += [(vocabulary, one.get("code") or "", one.get("name") or "") for one in named]
    return wording.filed(filed)
