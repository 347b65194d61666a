"""What the desk itself still holds of an erased release goes too: copies, versions, remarks."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Field, ForeignKey

from communique.newsroom.desk.models import (
    ReleaseCopy,
    Remark,
    State,
    TranslationCopy,
    WorkingCopy,
)
from communique.newsroom.desk.models.working import OF_THE_WAY
from communique.newsroom.steps.copies import kinds
from communique.newsroom.steps.models import JudgedFact
from communique.outbox import orders as outbox

# What is no text of anybody's: how the copy is filed at the desk.
_KEPT = frozenset({*OF_THE_WAY, "id", "locked", "locked_at", "kind", "lang", "progress"})


def scrub(symbol: str, digest: str = "") -> None:
    """Empty the working copies of a symbol, their older versions and their remarks.

    digest: of the one version that was erased; empty for all. A copy that was never issued may
    hold the erased words, and goes whatever was erased.
    """
    # A digest of erased words is enough to guess them by.
    JudgedFact.objects.filter(symbol=symbol).delete()
    versions = {line.order: line.digest for line in outbox.of_symbol(connection, symbol)}
    for kind in kinds():
        for copy in kind._default_manager.select_for_update().filter(symbol=symbol):
            was_issued = copy.state == State.ISSUED
            if was_issued and digest and versions.get(copy.order) != digest:
                continue
            for one in (copy, *_translations(copy)):
                _empty(one)
            if not was_issued:
                copy.state, copy.bundle = State.DROPPED, None
            copy.save()


def _translations(copy: WorkingCopy) -> Iterator[TranslationCopy]:
    if isinstance(copy, ReleaseCopy):
        yield from copy.translations.select_for_update()


def _empty(copy: WorkingCopy) -> None:
    for field in copy._meta.concrete_fields:
        if _is_text(field):
            setattr(copy, field.attname, field.get_default())
    copy.note = ""
    copy.save()
    copy.revisions.all().delete()
    kind = ContentType.objects.get_for_model(copy)
    Remark.objects.filter(content_type=kind, object_id=copy.pk).delete()
    copy.refresh_from_db()


def _is_text(field: Field) -> bool:  # type: ignore[type-arg]  # of whatever type
    return field.attname not in _KEPT and not isinstance(field, ForeignKey)
