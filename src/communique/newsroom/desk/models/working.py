"""What every working copy is: something written by some, cleared by another, then signed off."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from wagtail.locks import BaseLock
from wagtail.models import LockableMixin, PreviewableMixin, RevisionMixin

from communique.core.record import Record


class State(models.TextChoices):
    """Where a working copy stands on its way.

    scheduled: its order is frozen and waits in the outbox.  issued: the registrar has entered it.
    """

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    CLEARED = "cleared", "Cleared"
    SCHEDULED = "scheduled", "Scheduled"
    ISSUED = "issued", "Issued"
    DROPPED = "dropped", "Dropped"


class StateLock(BaseLock):
    """Says why a working copy cannot be written as it stands."""

    _WHY: ClassVar[dict[str, str]] = {
        State.SUBMITTED: "It is with clearance. Have it returned to write on.",
        State.SCHEDULED: "It is signed off and frozen. Take it back to write on.",
        State.ISSUED: "It is on the record. What is wrong in it is corrected from there.",
        State.DROPPED: "It was dropped.",
    }

    def for_user(self, user: Any) -> bool:
        """Tell that it holds for everybody."""
        return True

    def get_message(self, user: Any) -> str:
        """Return why, and what to do."""
        return self._WHY[self.object.state]

    def get_locked_by(self, user: Any) -> str:
        """Return what lists say of it."""
        return str(State(self.object.state).label)

    def get_description(self, user: Any) -> str:
        """Return why, and what to do."""
        return self.get_message(user)


class Purpose(models.TextChoices):
    """What its order will do to the record.

    translate: a further issue of the same symbol, with a text in one more language.
    """

    ISSUE = "issue", "Issue"
    CORRECT = "correct", "Correct"
    TRANSLATE = "translate", "Add a translation"


def codes() -> models.JSONField[list[str], list[str]]:
    """Return a field for codes of a vocabulary, in order; a list is kept whole by revisions."""
    return models.JSONField(default=list, blank=True)


# What a working copy is by itself, whichever of its versions is looked at: going back to an older
# one must not send it back on its way.
OF_THE_WAY = (
    "symbol",
    "state",
    "purpose",
    "based_on",
    "made_at",
    "changed_at",
    "made_by_id",
    "written_by",
    "submitted_by_id",
    "submitted_at",
    "cleared_by_id",
    "cleared_at",
    "cleared_revision",
    "alone",
    "not_before",
    "zone",
    "order",
    "bundle_id",
)


# Wagtail's draft states are left out on purpose: nothing is ever published inside Wagtail, so
# its scheduler, its signals and its "live" decide nothing (docs/adr/0010).
class WorkingCopy(PreviewableMixin, LockableMixin, RevisionMixin, models.Model):
    """Something on its way to the record.

    symbol: reserved when it is first submitted, or that of the record it changes.
    note: the public note of a correction.  based_on: the index of the entry it was opened from.
    written_by: numbers of those who wrote any of it; none of them may clear it.
    not_before, zone: when it goes out, and the time zone in which that was said (IANA).
    order: the id of the frozen order, once there is one.  alone: issued without clearance.
    """

    # Wagtail would write down at every save what it points to, for pages that we do not have:
    # a quarter of the work of a save.
    wagtail_reference_index_ignore = True

    symbol = models.CharField(max_length=80, blank=True, db_index=True)
    state = models.CharField(
        max_length=12, choices=State.choices, default=State.DRAFT, db_index=True
    )
    purpose = models.CharField(max_length=12, choices=Purpose.choices, default=Purpose.ISSUE)
    note = models.TextField(blank=True)
    based_on = models.BigIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    written_by: models.JSONField[list[int], list[int]] = models.JSONField(default=list, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_revision = models.BigIntegerField(null=True, blank=True)
    alone = models.BooleanField(default=False)
    not_before = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    order = models.CharField(max_length=64, blank=True, db_index=True)
    bundle = models.ForeignKey(
        "desk.Bundle", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        """No table of its own."""

        abstract = True

    @property
    def is_open(self) -> bool:
        """Tell whether it may still be written: nothing of it is frozen or entered."""
        return self.state in (State.DRAFT, State.RETURNED, State.SUBMITTED, State.CLEARED)

    @property
    def is_writable(self) -> bool:
        """Tell whether whoever may write it may do so as it stands.

        What was cleared may be written: that takes the clearance back.
        """
        return self.state in (State.DRAFT, State.RETURNED, State.CLEARED)

    def get_lock(self) -> BaseLock | None:
        """Return why nobody may write it now, None where they may."""
        return None if self.is_writable else StateLock(self)

    def with_content_json(self, content: Any) -> Any:
        """Return it as it was in a version, on its way where it is today."""
        made = super().with_content_json(content)
        for name in OF_THE_WAY:
            setattr(made, name, getattr(self, name))
        return made

    def as_record(self) -> Record:
        """Return what its order puts on the record, as it stands now."""
        raise NotImplementedError

    def record_kind(self) -> str:
        """Return the kind its entry has: of the release, or the registry's name for the record."""
        raise NotImplementedError

    def writers(self) -> Collection[int]:
        """Return the numbers of those who wrote any of it."""
        return self.written_by

    def owners(self) -> Collection[str]:
        """Return the structures it is drafted for."""
        return ()

    def wanted_languages(self) -> Collection[str]:
        """Return the languages it is to have a translation in."""
        return ()

    def wrote(self, member: Any) -> None:
        """Remember that a member wrote some of it."""
        if member.pk not in self.written_by:
            self.written_by = [*self.written_by, member.pk]
