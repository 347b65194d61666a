"""The table of files that came to the desk."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Upload(models.Model):
    """A file by the digest of its cleaned bytes; the same file twice is one.

    name: of the file, as an address may end.  width, height: of a picture, in pixels.
    renditions: of a picture, core.media.Rendition as JSON.
    brought_by: the numbers of the members who uploaded it.
    notices: what whoever uploads it should know, one sentence each.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=120)
    size_bytes = models.BigIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    renditions: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    notices: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    brought_by: models.JSONField[list[int], list[int]] = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    # Uploaded once more, it is as young as on its first day; the sweep goes by this.
    touched_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        """Newest first."""

        verbose_name = "upload"
        ordering: ClassVar[list[str]] = ["-made_at"]

    def __str__(self) -> str:
        """Return what lists call it."""
        return self.name

    @property
    def is_picture(self) -> bool:
        """Tell whether it is shown in the text, and not only given out."""
        return self.width is not None

    def digests(self) -> tuple[str, ...]:
        """Return the digest of every file that belongs to it, its own first."""
        return (self.digest, *(one["digest"] for one in self.renditions))
