"""How templates of the desk ask for the languages of a release."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest

from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.roles import Deed, may
from communique.newsroom.translations.staleness import (
    Condition,
    LanguageState,
    becoming_stale,
    languages_of,
)
from communique.render.messages import language_name

register = template.Library()

_WORDS = {
    Condition.NOT_WANTED: "not wanted",
    Condition.WANTED: "wanted",
    Condition.BEGUN: "begun",
    Condition.READY: "ready",
    Condition.BEHIND: "behind the original",
    Condition.ON_RECORD: "on the record",
    Condition.ON_RECORD_BEHIND: "on the record, behind the original",
}


@register.filter
def language(code: str) -> str:
    """Return what a language is called at the desk."""
    return language_name(code, "en")


@register.filter
def condition(state: Condition) -> str:
    """Return how a language stands, in words."""
    return _WORDS[state]


@register.simple_tag
def language_states(copy: Any) -> tuple[LanguageState, ...]:
    """Return how each further language of a release stands; none of what is no release yet."""
    if not isinstance(copy, ReleaseCopy) or copy.pk is None:
        return ()
    return languages_of(copy)


@register.simple_tag
def stale_after(copy: Any) -> tuple[str, ...]:
    """Return the languages that signing off a release leaves behind its original.

    copy: a working copy, or its key (`releasecopy/12`).
    """
    if isinstance(copy, str):
        kind, _, number = copy.partition("/")
        is_release = kind == ReleaseCopy._meta.model_name and number.isdecimal()
        copy = ReleaseCopy.objects.filter(pk=int(number)).first() if is_release else None
    return becoming_stale(copy) if isinstance(copy, ReleaseCopy) else ()


@register.simple_tag
def may_ask_for_languages(request: HttpRequest, copy: Any) -> bool:
    """Tell whether whoever asks may say in which languages a release is wanted."""
    if not isinstance(copy, ReleaseCopy) or not copy.is_open:
        return False
    return may(request.user, Deed.WRITE, copy)  # type: ignore[arg-type]  # only members come here


@register.simple_tag
def may_see_text(request: HttpRequest, state: LanguageState) -> bool:
    """Tell whether whoever asks may open the text of a language."""
    return state.translation is not None and may(
        request.user,  # type: ignore[arg-type]  # only members come here
        Deed.SEE,
        state.translation,
    )
