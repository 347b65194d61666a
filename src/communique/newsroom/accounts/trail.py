"""The audit trail: who did what to what, and when."""

from __future__ import annotations

from django.db import models

from communique.newsroom.accounts.lines import TrailLine, TrailLines
from communique.newsroom.accounts.models import Member

THE_DESK = "(the desk)"
THE_MACHINE = "(whoever runs the machine)"
_WHO, _SUBJECT = 150, 250


def tell(member: Member | None, deed: str, subject: object = "", **words: object) -> None:
    """Write one line of the trail, in the transaction of the act itself.

    member: who did it; None for what the desk does by itself, and for a stranger, whose name
    goes with `who=`.  deed: a `Deed`, or a word of the desk's own.  subject: a symbol, or a
    working copy, or anything that says its name.  words: what else there is to say, as JSON.
    """
    who = member.get_username() if member else str(words.pop("who", "")) or THE_DESK
    TrailLine.objects.create(
        member=member,
        who=who[:_WHO],
        deed=str(deed),
        subject=_name(subject)[:_SUBJECT],
        copy=_copy(subject),
        words=words,
    )


def lines_of(copy: models.Model) -> TrailLines:
    """Return the lines about a working copy, the newest first."""
    return TrailLine.objects.filter(copy=_copy(copy))


def _name(subject: object) -> str:
    return str(getattr(subject, "symbol", "") or subject)


def _copy(subject: object) -> str:
    if isinstance(subject, models.Model) and subject.pk is not None:
        return f"{subject._meta.model_name}/{subject.pk}"
    return ""
