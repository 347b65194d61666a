"""Two editors on one release: the second save must not undo the first without a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision

from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.writing.labels import label

_MESSAGE = "{who} saved this release at {at} UTC while you were writing, and changed: {fields}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What was saved by somebody else since a form was opened.

    versions: the numbers of the version the form was opened with and of the one there is now.
    """

    message: str
    versions: tuple[int, int]


def conflict_of(copy: ReleaseCopy, sent: Mapping[str, str], form: Any) -> Conflict | None:
    """Return what somebody else changed of the form's fields since it was opened, or None.

    What other rooms keep of a release (pictures, what was refused) is no part of the form, and
    no conflict with it.
    """
    opened = sent.get("overwrite_revision_id") or sent.get("loaded_revision_id") or ""
    now: Revision | None = copy.latest_revision
    if now is None or not opened.isdecimal():
        return None
    seen = sent.get("loaded_revision_created_at", "")
    if int(opened) == now.pk and (sent.get("overwrite_revision_id") or seen == _at(now)):
        return None
    before = copy.revisions.filter(pk=int(opened)).first()
    if before is None:
        return None
    was_written_over = before.pk == now.pk or _at(before) != seen
    changed = [
        name
        for name in form.fields
        if was_written_over or before.content.get(name) != now.content.get(name)
    ]
    if not changed:
        return None
    who = str(now.user) if now.user else "Somebody"
    fields = "the text" if was_written_over else ", ".join(map(label, changed))
    message = _MESSAGE.format(who=who, at=f"{now.created_at:%H:%M:%S}", fields=fields)
    return Conflict(message=message, versions=(before.pk, now.pk))


def _at(revision: Revision) -> str:
    return str(revision.created_at.isoformat())
