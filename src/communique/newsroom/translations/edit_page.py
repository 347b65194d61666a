"""The page on which a text is written: what it shows, and what its form says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from communique.core.errors import CommuniqueError
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import State, TranslationCopy
from communique.newsroom.desk.models.release import Progress
from communique.newsroom.roles import Deed, may
from communique.newsroom.translations.errors import TextMovedOn
from communique.newsroom.translations.passages import Sides, taken_in
from communique.newsroom.translations.side_view import rows
from communique.newsroom.translations.staleness import condition_of
from communique.newsroom.translations.texts import filed_terms, judged, sides_of, wording_of
from communique.render.messages import language_name

_SIGNED_OFF = (State.SCHEDULED, State.ISSUED)
_DEEDS = ("save", "ready", "reopen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a form says.

    typed: by the key of a pair.  still_right: keys of pairs that are right as they are.
    seen: the number of the revision the form showed, None where it says none.
    """

    typed: dict[str, str] = field(default_factory=dict)
    still_right: tuple[str, ...] = ()
    seen: int | None = None
    deed: str = "save"


def typed_in(post: QueryDict) -> Typed:
    """Return what a form says; what it does not know is passed over."""
    seen, deed = str(post.get("seen", "")), str(post.get("deed", ""))
    return Typed(
        typed={
            key.removeprefix("text-"): str(post[key]) for key in post if key.startswith("text-")
        },
        still_right=tuple(str(one) for one in post.getlist("right")),
        seen=int(seen) if seen.isdecimal() else None,
        deed=deed if deed in _DEEDS else "save",
    )


def context_of(
    translation: TranslationCopy,
    member: Member,
    *,
    form: Typed | None = None,
    refused: CommuniqueError | None = None,
) -> dict[str, Any]:
    """Return what the page shows; after a refusal, with what was typed still in its fields."""
    kept = sides_of(translation)
    sides = taken_in(kept, form.typed, form.still_right) if form else kept
    wording = wording_of(translation)
    found = judged(translation, sides)
    release = translation.release
    is_frozen = release.state in _SIGNED_OFF and translation.progress == Progress.READY
    return {
        "translation": translation,
        "release": release,
        "language": language_name(translation.lang, "en"),
        "original_language": language_name(release.lang, "en"),
        "condition": condition_of(translation),
        "rows": rows(sides, wording, found),
        "left_over": sides.left_over,
        "names": filed_terms(translation, wording),
        "done": sides.translated,
        "whole": len(sides.pairs),
        "errors": sum(one.level == "error" for one in found),
        "others": [one for one in found if not _has_a_row(one.field, sides)],
        "seen": translation.latest_revision_id or "",
        "refused": refused,
        "theirs": kept if isinstance(refused, TextMovedOn) else None,
        "is_frozen": is_frozen,
        "may_write": not is_frozen
        and translation.state != State.DROPPED
        and may(member, Deed.TRANSLATE, translation),
        "is_ready": translation.progress == Progress.READY,
    }


def _has_a_row(key: str, sides: Sides) -> bool:
    return any(pair.key == key for pair in sides.pairs)
