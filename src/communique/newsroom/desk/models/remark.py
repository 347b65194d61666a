"""What colleagues say of a working copy; readers never see it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Remark(models.Model):
    """A remark on a working copy, or on one field of it; settled once it is dealt with."""

    wagtail_reference_index_ignore = True

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.BigIntegerField()
    copy = GenericForeignKey("content_type", "object_id")
    field = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """As a conversation is read."""

        ordering: ClassVar[list[str]] = ["said_at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        """Return what was said."""
        return self.text
