"""What is done with a translation at the desk: asked for, written, made ready, wanted no more.

Every function holds the text's row, asks the table of roles, and writes the trail.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from django.db import transaction

from communique.core.rules import is_refused
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.desk.models import ReleaseCopy, State, TranslationCopy
from communique.newsroom.desk.models.release import Progress
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.roles import Deed, may
from communique.newsroom.translations.errors import (
    NothingToTranslate,
    NotYourText,
    TextIsFrozen,
    TextMovedOn,
    TextNotReady,
)
from communique.newsroom.translations.following import progress_of
from communique.newsroom.translations.homes import (
    home_of,
    new_text,
    on_record,
    open_text,
    rehoused,
)
from communique.newsroom.translations.onward import text_has_changed, text_is_ready
from communique.newsroom.translations.passages import Sides, taken_in
from communique.newsroom.translations.texts import digest_of_original, judged, sides_of, write

_UNWRITABLE = (State.SCHEDULED, State.ISSUED, State.DROPPED)


@transaction.atomic
def ask_for(release: ReleaseCopy, lang: str, by: Member) -> TranslationCopy:
    """Return the text of a release that is wanted in a language from now on.

    Raises NotYourText where the member may not write the release, NothingToTranslate where the
    language is not one of the organisation's, or the original's.
    """
    release = ReleaseCopy.objects.select_for_update().get(pk=release.pk)
    if not may(by, Deed.WRITE, release):
        raise NotYourText("only who writes a release may ask for it in another language")
    if lang not in shelf.profile().languages or lang == release.lang:
        raise NothingToTranslate(f"{release} cannot be wanted in {lang!r}")
    if not release.is_open:
        raise TextIsFrozen(f"{release} is signed off")
    return _asked(release, lang, by)


def _asked(release: ReleaseCopy, lang: str, by: Member) -> TranslationCopy:
    text = TranslationCopy.objects.filter(release=release, lang=lang).first()
    if text is not None and text.state != State.DROPPED:
        return text
    if lang not in release.languages:
        # The release's own text is not touched, so that nothing is cleared anew.
        release.languages = [*release.languages, lang]
        release.save()
        release.save_revision(user=by, changed=False, clean=False)
    if text is not None:
        TranslationCopy.objects.filter(pk=text.pk).update(state=State.DRAFT)
    if release.purpose != Purpose.ISSUE and text is None:
        new_text(release, on_record(release.symbol), lang, by)
    text = TranslationCopy.objects.get(release=release, lang=lang)
    tell(by, "want-translation", text, lang=lang)
    return text


@transaction.atomic
def open_issued(symbol: str, lang: str, by: Member) -> TranslationCopy:
    """Return the text of an issued release in a language, being written or begun now.

    One that is on the record is brought up to date inside the release's correction; a new one
    goes its own way. Raises NotYourText where the member does not translate into the language,
    or not for the release's structures; NothingToTranslate where readers see no such release.
    """
    found = on_record(symbol)
    if (text := open_text(symbol, lang)) is not None:
        if not may(by, Deed.TRANSLATE, text):
            raise NotYourText(f"{text} is not among the texts you translate")
        return text
    home = home_of(found, lang, by)
    # Asked of a working copy, which is undone with the transaction where the answer is no.
    if not may(by, Deed.TRANSLATE, TranslationCopy(release=home, lang=lang)):
        raise NotYourText(f"{symbol} is not among the releases you may put into {lang!r}")
    if not home.is_open:
        raise TextIsFrozen(f"the correction of {symbol} is signed off")
    return _asked(home, lang, by)


@transaction.atomic
def not_wanted(translation: TranslationCopy, by: Member) -> None:
    """Let a translation be wanted no more; its words are kept, and come back if it is again."""
    translation = _held(translation)
    release = translation.release
    if not may(by, Deed.WRITE, release):
        raise NotYourText("only who writes a release may say which languages it needs no more")
    _check_writable(translation)
    was_ready = translation.progress == Progress.READY
    translation.state, translation.progress = State.DROPPED, progress_of(translation)
    translation.save()
    if release.purpose == Purpose.TRANSLATE:
        # It was there for this text alone.
        release.state = State.DROPPED
        release.save()
    elif release.purpose == Purpose.ISSUE:
        release.languages = [one for one in release.languages if one != translation.lang]
        release.save()
        release.save_revision(user=by, changed=False, clean=False)
    if was_ready and release.state != State.DROPPED:
        text_has_changed(translation, by)
    tell(by, "drop-translation", translation, lang=translation.lang)


@transaction.atomic
def save(
    translation: TranslationCopy,
    by: Member,
    typed: Mapping[str, str],
    *,
    seen: int | None,
    still_right: Collection[str] = (),
) -> TranslationCopy:
    """Return a translation with what was typed into it, as a revision of its own.

    seen: the number of the revision the form showed, None where there was none; another one
    since raises TextMovedOn, and nothing is kept. What was ready has to be made ready again.
    The same words change nothing.
    """
    translation = _writable(translation, by)
    before = sides_of(translation)
    after = taken_in(before, typed, still_right)
    if after == before and not before.left_over:
        return translation
    if translation.latest_revision_id != seen:
        raise TextMovedOn(f"{translation} was saved by somebody else since it was opened")
    was_ready = translation.progress == Progress.READY
    _keep(translation, after, by)
    if was_ready:
        text_has_changed(translation, by)
    tell(by, Deed.TRANSLATE, translation, lang=translation.lang, passages=after.translated)
    return translation


@transaction.atomic
def make_ready(translation: TranslationCopy, by: Member) -> TranslationCopy:
    """Return a translation that goes out with its release: it follows the original as it stands.

    Raises TextNotReady with the findings that keep it.
    """
    translation = _writable(translation, by)
    if translation.release.state == State.SCHEDULED:
        raise TextIsFrozen(f"{translation.release} is signed off without it")
    sides = sides_of(translation)
    found = judged(translation, sides)
    if is_refused(found):
        raise TextNotReady(tuple(one for one in found if one.level == "error"))
    write(translation, sides)
    translation.progress = Progress.READY
    translation.follows = digest_of_original(translation.release)
    translation.submitted_by, translation.submitted_at = by, datetime.now(UTC)
    translation.wrote(by)
    translation.save()
    translation.save_revision(user=by, changed=False, clean=False)
    text_is_ready(translation, by)
    tell(by, "ready-translation", translation, lang=translation.lang, follows=translation.follows)
    return translation


@transaction.atomic
def take_back(translation: TranslationCopy, by: Member) -> TranslationCopy:
    """Return a translation that was ready and is being written again."""
    translation = _writable(translation, by)
    translation.progress = progress_of(translation)
    translation.save()
    text_has_changed(translation, by)
    tell(by, "reopen-translation", translation, lang=translation.lang)
    return translation


def _held(translation: TranslationCopy) -> TranslationCopy:
    # The release first: signing off holds it too, and freezes what is ready at that instant.
    ReleaseCopy.objects.select_for_update().get(pk=translation.release_id)
    return TranslationCopy.objects.select_for_update().get(pk=translation.pk)


def _writable(translation: TranslationCopy, by: Member) -> TranslationCopy:
    translation = _held(translation)
    if not may(by, Deed.TRANSLATE, translation):
        raise NotYourText(f"{translation} is not among the texts you translate")
    _check_writable(translation)
    if translation.release.state == State.ISSUED:
        # Its release went out without it: from now on it goes its own way.
        return rehoused(translation, by)
    return translation


def _check_writable(translation: TranslationCopy) -> None:
    if translation.state == State.DROPPED:
        raise TextIsFrozen(f"{translation} is not wanted any more")
    if translation.release.state in _UNWRITABLE and translation.progress == Progress.READY:
        raise TextIsFrozen(f"{translation} is signed off with its release")


def _keep(translation: TranslationCopy, sides: Sides, by: Member) -> None:
    write(translation, sides)
    translation.progress = progress_of(translation)
    translation.wrote(by)
    translation.save()
    translation.save_revision(user=by, clean=False)
