"""How each language of a release stands, and which translations the original has left behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from communique.core.record import Release
from communique.core.text import words_digest
from communique.newsroom import shelf
from communique.newsroom.desk.export import text_of
from communique.newsroom.desk.filed import standing
from communique.newsroom.desk.models import ReleaseCopy, State, TranslationCopy
from communique.newsroom.desk.models.release import Progress
from communique.newsroom.translations.texts import sides_of


class Condition(StrEnum):
    """How a language of a release stands at the desk."""

    NOT_WANTED = "not-wanted"
    WANTED = "wanted"
    BEGUN = "begun"
    READY = "ready"
    BEHIND = "behind"
    ON_RECORD = "on-record"
    ON_RECORD_BEHIND = "on-record-behind"


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageState:
    """One language of a release.

    condition: of the working copy or, where there is none, of the text on the record.
    record: of the text on the record.  translation: the working copy, None where there is none.
    """

    lang: str
    condition: Condition
    record: Condition
    translation: TranslationCopy | None = None

    @property
    def is_behind(self) -> bool:
        """Tell whether the original has moved on."""
        return self.condition in (Condition.BEHIND, Condition.ON_RECORD_BEHIND)


def languages_of(release: ReleaseCopy) -> tuple[LanguageState, ...]:
    """Return how each further official language of a release stands, in the official order."""
    return tuple(_states(release))


def becoming_stale(copy: ReleaseCopy) -> tuple[str, ...]:
    """Return the languages whose text follows other words than those the copy would issue.

    Those on the record that no translation going out with it replaces, and those that go out
    with it though the original has changed since they were made.
    """
    return tuple(state.lang for state in _states(copy) if _goes_out_behind(state))


def is_behind(translation: TranslationCopy, today: str) -> bool:
    """Tell whether a translation was made of other words than the original's of today.

    today: the digest of the original's words. What was never ready says nothing of the whole;
    its passages do.
    """
    if translation.follows and translation.follows != today:
        return True
    return bool(sides_of(translation).behind)


def _goes_out_behind(state: LanguageState) -> bool:
    if state.translation is not None and state.translation.progress == Progress.READY:
        return state.is_behind
    return state.record is Condition.ON_RECORD_BEHIND


def _states(release: ReleaseCopy) -> Iterator[LanguageState]:
    today = words_digest(text_of(release))
    held = {one.lang: one for one in _translations(release)}
    issued = standing(release.symbol)
    for lang in shelf.profile().languages:
        if lang == release.lang:
            continue
        translation = held.get(lang)
        record = _on_record(issued, lang, release.lang, today)
        yield LanguageState(
            lang=lang,
            condition=_at_the_desk(translation, today) if translation else record,
            record=record,
            translation=translation,
        )


def condition_of(translation: TranslationCopy) -> Condition:
    """Return how a translation that is being written stands."""
    return _at_the_desk(translation, words_digest(text_of(translation.release)))


def _at_the_desk(translation: TranslationCopy, today: str) -> Condition:
    return Condition.BEHIND if is_behind(translation, today) else Condition(translation.progress)


def _translations(release: ReleaseCopy) -> list[TranslationCopy]:
    if release._state.adding:
        return []
    return list(release.translations.exclude(state=State.DROPPED))


def _on_record(issued: Release | None, lang: str, original: str, today: str) -> Condition:
    if issued is None or lang not in issued.texts:
        return Condition.NOT_WANTED
    follows = issued.texts[lang].follows
    if not follows and original in issued.texts:
        # It does not say what it follows: it stood beside what is on the record now.
        follows = words_digest(issued.texts[original])
    return Condition.ON_RECORD_BEHIND if follows not in ("", today) else Condition.ON_RECORD
