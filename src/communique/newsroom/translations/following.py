"""Texts follow what a release is wanted in: asked for with it, and wanted no more without it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save

from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.post import send
from communique.newsroom.desk.models import ReleaseCopy, State, TranslationCopy
from communique.newsroom.desk.models.release import Progress
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.roles import Role
from communique.render.messages import language_name


def follow() -> None:
    """Have the texts of a release follow its languages, whichever page changed them."""
    post_save.connect(_follow, sender=ReleaseCopy, dispatch_uid="communique.translations")


def told(text: TranslationCopy) -> None:
    """Mail the translators of a language that a text waits for them."""
    active = Member.objects.filter(is_active=True)
    translators = [
        one for one in active if Role.TRANSLATOR in one.roles and text.lang in one.languages
    ]
    language = language_name(text.lang, "en")
    said = f"“{text.release}” is wanted in {language}. It waits under Translations."
    send(translators, f"To translate into {language}: {text.release}", said)


def progress_of(text: TranslationCopy) -> Progress:
    """Return how far a text is that is not ready."""
    return Progress.BEGUN if text.passages else Progress.WANTED


def _follow(sender: object, instance: ReleaseCopy, **_: Any) -> None:
    # A correction has texts on the record in its languages: which of them are to be brought up
    # to date with it is asked for one by one.
    if instance.purpose != Purpose.ISSUE or instance.state in (State.ISSUED, State.DROPPED):
        return
    held = {one.lang: one for one in instance.translations.all()}
    for lang in instance.languages:
        if lang == instance.lang:
            continue
        if lang not in held:
            text = TranslationCopy(
                release=instance, lang=lang, symbol=instance.symbol, made_by=instance.made_by
            )
            text.save()
            told(text)
        elif held[lang].state == State.DROPPED:
            held[lang].state = State.DRAFT
            held[lang].save(update_fields=["state"])
    for lang, text in held.items():
        if lang not in instance.languages and text.state != State.DROPPED:
            # What is not wanted does not go out, though it was ready; its words are kept.
            text.state, text.progress = State.DROPPED, progress_of(text)
            text.save(update_fields=["state", "progress"])
