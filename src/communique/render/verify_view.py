"""The page on which anybody checks that a text is genuine."""

from __future__ import annotations

from dataclasses import dataclass

from communique.core.comparison import Run, changes_only
from communique.core.record import Release
from communique.core.verdict import Judgement, Verdict
from communique.render.registry.setting import Setting
from communique.render.release_view import path_of, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictView:
    """What the record answers.

    verdict: one of the five words.  href, name: the release, where it may be shown.
    """

    verdict: str
    title: str
    sentence: str
    name: str = ""
    lang: str = ""
    href: str = ""
    runs: tuple[Run, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyView:
    """The form, and the answer to what was sent with it."""

    title: str
    action: str
    text: str = ""
    verdict: VerdictView | None = None


def verdict_view(judged: Judgement, setting: Setting) -> VerdictView:
    """Return a judgement in words, with the changes where there are any."""
    title, sentence = _told(judged, setting)
    edition = judged.edition
    release = edition.current.release if edition and edition.current else None
    caption = ""
    if judged.verdict is Verdict.CORRECTED:
        caption = setting.say("From the text you hold to the text as it stands")
    elif judged.verdict is Verdict.ALTERED:
        caption = setting.say("From the record to the text you hold")
    return VerdictView(
        verdict=judged.verdict.value,
        title=title,
        sentence=sentence,
        name=_name(release, setting),
        lang=text_of(release, setting.lang, setting)[0] if release else "",
        href=_href(judged, release, setting),
        runs=changes_only(judged.changes) if caption else (),
        caption=caption,
    )


def _told(judged: Judgement, setting: Setting) -> tuple[str, str]:
    if judged.verdict is Verdict.GENUINE:
        if judged.extent == "excerpt":
            sentence = setting.say("These words stand so in the release, which says more.")
            return setting.say("Genuine, in part"), sentence
        sentence = setting.say("This is the text on the record, word for word, as it stands today.")
        return setting.say("Genuine and current"), sentence
    if judged.verdict is Verdict.CORRECTED:
        sentence = setting.say("This text was issued so, and was corrected since.")
        return setting.say("Genuine, but corrected since"), sentence
    if judged.verdict is Verdict.WITHDRAWN:
        sentence = setting.say("This text was issued so, and is no longer on show.")
        return setting.say("Withdrawn"), sentence
    if judged.verdict is Verdict.ALTERED:
        sentence = setting.say("No release says this. The closest one differs in these words.")
        return setting.say("Not the text on the record"), sentence
    sentence = setting.say("No release on the record has this text or one close to it.")
    return setting.say("Unknown"), sentence


def _name(release: Release | None, setting: Setting) -> str:
    return text_of(release, setting.lang, setting)[1].title if release else ""


def _href(judged: Judgement, release: Release | None, setting: Setting) -> str:
    if release is not None:
        return setting.href(path_of(release, setting.lang, setting))
    return setting.href(f"releases/{judged.edition.symbol}") if judged.edition else ""
