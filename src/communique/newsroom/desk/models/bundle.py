"""Working copies that go out together or not at all."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Bundle(models.Model):
    """Several working copies under one name and one instant."""

    name = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        """Newest first."""

        ordering: ClassVar[list[str]] = ["-made_at"]

    def __str__(self) -> str:
        """Return its name."""
        return self.name
