"""The lines of the audit trail: written once, never changed, never taken away."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Never

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

_DIGEST = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")


class TrailIsKept(TypeError):
    """Somebody's code tried to change or remove a line of the trail: a mistake of a programmer."""


def _refuse(*_: object, **__: object) -> Never:
    raise TrailIsKept("a line of the trail is written once, and neither changed nor removed")


class TrailLines(models.QuerySet["TrailLine"]):
    """Lines of the trail, to be read and added to."""

    update = _refuse
    delete = _refuse
    bulk_update = _refuse
    update_or_create = _refuse


class TrailLine(models.Model):
    """One act of somebody at the desk.

    who: their user name, or the name a stranger gave at sign-in.  member: None for a stranger
    and for what the desk does by itself.  deed: a value of `roles.Deed` or one of the desk's
    own (`sign-in`).  subject: a symbol, else what the thing is called.  copy: the working copy,
    as `releasecopy/12`.  words: what else there is to say.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    who = models.CharField(max_length=150, db_index=True)
    deed = models.CharField(max_length=40, db_index=True)
    subject = models.CharField(max_length=250, blank=True, db_index=True)
    copy = models.CharField(max_length=60, blank=True, db_index=True)
    words: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True, encoder=DjangoJSONEncoder
    )

    objects = TrailLines.as_manager()

    class Meta:
        """The newest first."""

        ordering: ClassVar[list[str]] = ["-pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the line, once."""
        if not self._state.adding:
            _refuse()
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_: Any, **__: Any) -> Never:
        """Refuse: nothing is ever removed from the trail."""
        _refuse()

    def said(self) -> list[tuple[str, str]]:
        """Return its further words, each with its value as one reads it; digests are cut short."""
        return [(word.replace("_", " "), _text(value)) for word, value in self.words.items()]

    def __str__(self) -> str:
        """Return who did what to what."""
        return " ".join(filter(None, (self.who, self.deed, self.subject)))


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    # The whole of it stands in the table that is downloaded.
    return _DIGEST.sub(r"\1…", str(value))
