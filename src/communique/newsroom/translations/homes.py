"""Where the text of a release that is out already is written: a working copy that only adds it.

A text in a further language has such a copy for itself: it holds the release as it stands on the
record, and its order adds the text and touches nothing else, so that a translator needs no right
to the release. A text that is on the record is brought up to date by the release's correction.
"""

from __future__ import annotations

from communique.core.edition import Edition
from communique.core.record import Release
from communique.core.text import Text, words_digest
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.export import copy_of
from communique.newsroom.desk.models import ReleaseCopy, State, TranslationCopy
from communique.newsroom.desk.models.release import Progress
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.record.opening import opened_correction
from communique.newsroom.translations.errors import NothingToTranslate
from communique.newsroom.translations.passages import passages_of, side_by_side
from communique.newsroom.translations.texts import original_of, write
from communique.render.messages import language_name
from communique.store.desk_list import line_of
from communique.store.query import edition


def on_record(symbol: str) -> Edition:
    """Return a release as readers see it; NothingToTranslate where they see none."""
    found = edition(shelf.store(), symbol)
    if found is None or found.current is None or found.current.release is None:
        raise NothingToTranslate(f"readers see no release {symbol}")
    return found


def open_text(symbol: str, lang: str) -> TranslationCopy | None:
    """Return the text of an issued release that is being written in a language, or None."""
    copies = TranslationCopy.objects.select_related("release").filter(
        release__symbol=symbol, lang=lang
    )
    # What went out with its release is no longer being written.
    went_out = copies.filter(release__state=State.ISSUED, progress=Progress.READY)
    open_ones = copies.exclude(state=State.DROPPED).exclude(release__state=State.DROPPED)
    return open_ones.exclude(pk__in=went_out).order_by("pk").last()


def home_of(found: Edition, lang: str, by: Member) -> ReleaseCopy:
    """Return the working copy that the text of an issued release goes out by, new or open.

    A text on the record is brought up to date by the release's one correction.
    Raises NothingToTranslate where the language is not the organisation's or the original's.
    """
    release = _release(found)
    line = line_of(shelf.store(), found.symbol)
    if lang not in release.texts or line is None:
        return _new_home(found, lang, by)
    home = opened_correction(line, release, by)
    _check_language(home, lang)
    if not home.note:
        home.note = f"The {language_name(lang, 'en')} text follows the original as it stands."
        home.save()
        home.save_revision(user=by, changed=False, clean=False)
    return home


def new_text(home: ReleaseCopy, found: Edition, lang: str, by: Member) -> TranslationCopy:
    """Return the text to be written in a language, with what stands on the record in it."""
    text = TranslationCopy(
        release=home, lang=lang, symbol=home.symbol, purpose=home.purpose, made_by=by
    )
    issued = _release(found).texts.get(lang)
    if issued is not None:
        made_from = _made_from(found, home.lang, issued)
        write(text, side_by_side(original_of(home), passages_of(issued, made_from)))
        text.progress, text.follows = Progress.BEGUN, words_digest(made_from)
    text.save()
    text.save_revision(user=by, clean=False)
    return text


def rehoused(text: TranslationCopy, by: Member) -> TranslationCopy:
    """Return a text whose release went out without it, in a working copy of its own."""
    found = on_record(text.release.symbol)
    text.release = home_of(found, text.lang, by)
    text.purpose, text.symbol = text.release.purpose, text.release.symbol
    text.save()
    return text


def _new_home(found: Edition, lang: str, by: Member) -> ReleaseCopy:
    based_on = found.current.index if found.current else None
    home = copy_of(_release(found), purpose=Purpose.TRANSLATE, based_on=based_on)
    _check_language(home, lang)
    home.languages, home.made_by = [lang], by
    home.save()
    home.save_revision(user=by, clean=False)
    return home


def _check_language(home: ReleaseCopy, lang: str) -> None:
    if lang not in shelf.profile().languages or lang == home.lang:
        raise NothingToTranslate(f"{home} cannot be put into {lang!r}")


def _release(found: Edition) -> Release:
    if found.current is None or found.current.release is None:
        raise NothingToTranslate(f"readers see no release {found.symbol}")
    return found.current.release


def _made_from(found: Edition, original: str, issued: Text) -> Text:
    """Return the original that a text on the record was made of; today's where none is known."""
    today = _release(found).texts[original]
    versions = [one.release.texts.get(original) for one in found.versions if one.release]
    known = {words_digest(one): one for one in versions if one}
    return known.get(issued.follows, today)
