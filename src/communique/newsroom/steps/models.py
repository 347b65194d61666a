"""What the steps remember: who cleared which words, alarms, and erasures asked for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Clearance(models.Model):
    """What exactly was cleared, or returned: the content of a working copy by its digest.

    copy: as `releasecopy/12`.  digest: of the record's canonical bytes with a salt of zeros.
    """

    copy = models.CharField(max_length=60, unique=True)
    digest = models.CharField(max_length=64)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return what was cleared, and by whom."""
        return f"{self.copy}, cleared by {self.given_by}"


class AlarmKind(models.TextChoices):
    """What is wrong."""

    LATE = "late", "Late"
    ENTERED_LATE = "entered-late", "Went out late"
    REFUSED = "refused", "Refused"
    SILENT = "silent", "Registrar silent"


class Alarm(models.Model):
    """Something that must not happen silently; a banner until a press secretary has read it.

    key: what it is about, so that it is raised once.  order, bundle, symbol: empty where it is
    about no order.  over_at: when it came right by itself.  mailed_at: None until mailed.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=AlarmKind.choices)
    order = models.CharField(max_length=64, blank=True, db_index=True)
    symbol = models.CharField(max_length=250, blank=True)
    text = models.TextField()
    raised_at = models.DateTimeField(db_index=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    over_text = models.TextField(blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True, db_index=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        """The newest first."""

        ordering: ClassVar[list[str]] = ["-raised_at", "-pk"]

    def __str__(self) -> str:
        """Return what is wrong."""
        return self.text


class ErasureState(models.TextChoices):
    """How far an erasure is."""

    ASKED = "asked", "Waits for a second person"
    CONFIRMED = "confirmed", "With the registrar"
    DONE = "done", "Erased"
    REFUSED = "refused", "Refused by the registrar"
    DROPPED = "dropped", "Not confirmed"


class ErasureRequest(models.Model):
    """A legal order to erase a release, asked for by one person and confirmed by another.

    digest: of the one version to erase; empty for every version.  reference: of the legal order.
    orders: ids of what was placed for it.
    """

    symbol = models.CharField(max_length=250, db_index=True)
    digest = models.CharField(max_length=64, blank=True)
    reason = models.TextField()
    reference = models.CharField(max_length=250)
    state = models.CharField(
        max_length=10, choices=ErasureState.choices, default=ErasureState.ASKED, db_index=True
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    orders: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        """Return what is to be erased."""
        return self.symbol


class JudgedFact(models.Model):
    """What somebody said to a fact that a text was read to report.

    key: a digest of what it says.  fact, order: the symbol it was confirmed under and the order
    that says so; empty where it was refused.
    """

    symbol = models.CharField(max_length=250)
    key = models.CharField(max_length=64)
    is_refused = models.BooleanField(default=False)
    fact = models.CharField(max_length=250, blank=True)
    order = models.CharField(max_length=64, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        """One judgement a fact."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["symbol", "key"], name="one_judgement_a_fact")
        ]

    def __str__(self) -> str:
        """Return whose fact it is."""
        return self.symbol
