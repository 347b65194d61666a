"""Is this text genuine? What the record answers to a text that somebody holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from communique.core.comparison import Run, compare, whole
from communique.core.edition import ERASED, WITHDRAWN, Edition, Version
from communique.core.text import Text, words

# Fewer words than these stand in many texts by chance, so that they prove nothing.
EXCERPT_WORDS = 12


class Verdict(StrEnum):
    """The five answers."""

    GENUINE = "genuine"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the record says of a text.

    edition: the release it is, or comes closest to; None when unknown.
    version: the entry whose words it bears, or comes closest to.
    extent: `whole`, `excerpt` (the words stand so in the release, which says more), or empty.
    changes: word by word; for `corrected` from the text held to what stands today, for
    `altered` from the record to the text held.
    """

    verdict: Verdict
    edition: Edition | None = None
    version: Version | None = None
    lang: str = ""
    extent: str = ""
    changes: tuple[Run, ...] = ()


UNKNOWN = Judgement(verdict=Verdict.UNKNOWN)
Furniture = Callable[[], Iterable[str]]


def _bare() -> Iterable[str]:
    return ()


def extent_of(held: str, text: Text, furniture: Furniture = _bare) -> str:
    """Return how much of a release's text is held unchanged: `whole`, `excerpt` or nothing.

    whole: every word of the body in order, and around it only the release's own title, summary
    and `furniture`: what its page shows beside the text, asked for only where it is needed.
    excerpt: at least twelve words that stand so in the body; never with the title above them,
    for that would pass a cut text off as the whole.
    """
    lines = [words(line) for line in held.splitlines()]
    said = tuple(word for line in lines for word in line)
    body = words("\n".join(text.body))
    if not said or not body:
        return ""
    start = _find(said, body)
    if start is None:
        is_excerpt = len(said) >= EXCERPT_WORDS and _find(body, said) is not None
        return "excerpt" if is_excerpt else ""
    around = [*_within(lines, 0, start), *_within(lines, start + len(body), len(said))]
    for beside in ((text.title, text.summary), furniture()):
        allowed = [words(line) for line in beside]
        around = [line for line in around if not _is_beside(line, allowed)]
        if not around:
            return "whole"
    return ""


def judge(held: str, edition: Edition, furniture: Furniture = _bare) -> Judgement | None:
    """Return what one edition says of a held text, None where its words are not the edition's.

    furniture: gives the lines that the release's page shows beside its text.
    """
    for version in reversed(edition.versions):
        if version.release is None:
            continue
        for lang, text in version.release.texts.items():
            extent = extent_of(held, text, furniture)
            if extent:
                return _genuine(edition, version, lang, extent)
    return None


def _genuine(edition: Edition, version: Version, lang: str, extent: str) -> Judgement:
    verdict = Verdict.GENUINE
    changes: tuple[Run, ...] = ()
    now = edition.current.release if edition.current else None
    if edition.state in (WITHDRAWN, ERASED):
        verdict = Verdict.WITHDRAWN
    elif now is not None and version.release is not None:
        today, then = now.texts.get(lang), version.release.texts[lang]
        if today is None or words(whole(today)) != words(whole(then)):
            verdict = Verdict.CORRECTED
            changes = compare(whole(then), whole(today) if today else "")
    return Judgement(
        verdict=verdict,
        edition=edition,
        version=version,
        lang=lang,
        extent=extent,
        changes=changes,
    )


def altered(held: str, edition: Edition, lang: str) -> Judgement:
    """Return that a text is not the record's, with the word diff against the closest edition."""
    version = edition.current
    text = version.release.texts.get(lang) if version and version.release else None
    if version is None or text is None:
        return UNKNOWN
    return Judgement(
        verdict=Verdict.ALTERED,
        edition=edition,
        version=version,
        lang=lang,
        changes=compare(_shown_beside(held, text), held),
    )


def _shown_beside(held: str, text: Text) -> str:
    """Return what of the record the held text is laid beside: all of it, or the body alone."""
    title = words(text.title)
    has_title = bool(title) and _find(words(held), title) is not None
    return whole(text) if has_title else "\n".join(text.body)


def likeness(held: str, text: Text) -> float:
    """Return how alike a held text and a release's are, 0 to 1.

    It is the share of three-word runs they have in common, of whichever has fewer: one word
    changed costs three runs, and a text of common words alone shares hardly any.
    """
    mine, theirs = _runs_of_three(words(held)), _runs_of_three(words(whole(text)))
    fewer = min(len(mine), len(theirs))
    return len(mine & theirs) / fewer if fewer else 0.0


def _runs_of_three(said: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(said[at : at + 3]) for at in range(len(said) - 2)}


def _is_beside(line: tuple[str, ...], beside: Sequence[tuple[str, ...]]) -> bool:
    return not line or any(_find(allowed, line) is not None for allowed in beside if allowed)


def _within(lines: Sequence[tuple[str, ...]], start: int, end: int) -> Iterable[tuple[str, ...]]:
    """Yield what of each line lies between two places, counted in words of the whole."""
    place = 0
    for line in lines:
        yield line[max(start - place, 0) : max(end - place, 0)]
        place += len(line)


def _find(within: tuple[str, ...], run: tuple[str, ...]) -> int | None:
    """Return where a run of words begins, or None."""
    if not run:
        return None
    first, length = run[0], len(run)
    place = -1
    while True:
        try:
            place = within.index(first, place + 1)
        except ValueError:
            return None
        if within[place : place + length] == run:
            return place
