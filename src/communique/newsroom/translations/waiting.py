"""What waits for a translator: the most urgent first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from communique.core.record import Release, stale_langs
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import State, TranslationCopy
from communique.newsroom.desk.models.release import Progress
from communique.newsroom.roles import Deed, may
from communique.newsroom.translations.staleness import Condition, condition_of
from communique.newsroom.translations.texts import sides_of
from communique.store.desk_list import CORRECTED, Line, Sought, find

# What is open at a desk is counted in tens; a list that is longer is cut, and says so.
AT_MOST = 300
_LEFT_BEHIND_AT_MOST = 200
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A release of the record and one language of it, as the table of roles asks of them."""

    release: Release
    lang: str

    def writers(self) -> Collection[int]:
        """Return nobody: what is issued has been cleared."""
        return ()

    def owners(self) -> Collection[str]:
        """Return the structures it speaks for."""
        return self.release.sources

    def wanted_languages(self) -> Collection[str]:
        """Return the language."""
        return (self.lang,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A text that is being written.

    done, whole: passages with words, and passages there are.
    """

    translation: TranslationCopy
    condition: Condition
    done: int
    whole: int

    @property
    def waits(self) -> bool:
        """Tell whether somebody has to do something before it can go out."""
        return self.condition is not Condition.READY


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """A text on the record that follows an original of yesterday."""

    line: Line
    title: str
    lang: str


def tasks(member: Member, *, langs: Collection[str] = ()) -> list[Task]:
    """Return the texts being written that a member may see, by the instant of their release.

    langs: of these languages only, of all where none is said.
    """
    found = TranslationCopy.objects.select_related("release")
    found = found.exclude(state=State.DROPPED).exclude(release__state=State.DROPPED)
    found = found.exclude(release__state=State.ISSUED, progress=Progress.READY)
    if langs:
        found = found.filter(lang__in=list(langs))
    seen = [one for one in found[:AT_MOST] if may(member, Deed.SEE, one)]
    return sorted((_task(one) for one in seen), key=_urgency)


def left_behind(member: Member, *, langs: Collection[str] = ()) -> list[LeftBehind]:
    """Return the texts on the record that are stale, which a member may bring up to date."""
    sought = Sought(states=(CORRECTED,), sort="changed")
    lines = find(shelf.store(), sought, size=_LEFT_BEHIND_AT_MOST).lines
    return [one for line in lines for one in _stale(line, member, langs)]


def _task(translation: TranslationCopy) -> Task:
    sides = sides_of(translation)
    return Task(
        translation=translation,
        condition=condition_of(translation),
        done=sides.translated,
        whole=len(sides.pairs),
    )


def _urgency(task: Task) -> tuple[datetime, bool, datetime]:
    release = task.translation.release
    return (release.not_before or _NEVER, not task.waits, release.made_at)


def _stale(line: Line, member: Member, langs: Collection[str]) -> Iterator[LeftBehind]:
    if line.release is None:
        return
    for lang in stale_langs(line.release):
        asked = not langs or lang in langs
        if asked and may(member, Deed.TRANSLATE, OnRecord(line.release, lang)):
            yield LeftBehind(line=line, title=line.release.texts[lang].title, lang=lang)
