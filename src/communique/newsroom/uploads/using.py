"""Which working copies name a file, and who may see it for that."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from communique.core.media import Medium, media
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.filed import attachments_of, pictures_of
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.roles import Deed, may
from communique.newsroom.uploads.models import Upload


def copies_with(digest: str) -> QuerySet[ReleaseCopy]:
    """Return the working copies that name a file, as it is or in a smaller size."""
    # Both databases look into the text of a list; only one could look into the list itself.
    return ReleaseCopy.objects.filter(
        Q(pictures__icontains=digest) | Q(attachments__icontains=digest)
    )


def upload_with(digest: str) -> Upload | None:
    """Return the upload that a file belongs to, as it is or as one of its smaller sizes."""
    return (
        Upload.objects.filter(digest=digest).first()
        or Upload.objects.filter(renditions__icontains=digest).first()
    )


def seen_by(member: Member, digest: str) -> Medium | None:
    """Return a file as somebody may see it: who brought it, or who may see a copy that names it.

    None where they may not, or there is no such file: both look alike from outside.
    """
    upload = upload_with(digest)
    if upload and member.pk in upload.brought_by:
        return Medium(digest=digest, name=upload.name, media_type=upload.media_type)
    named = (
        one for copy in copies_with(digest) if may(member, Deed.SEE, copy) for one in _of(copy)
    )
    return next((one for one in named if one.digest == digest), None)


class _Files:
    """The pictures and attachments of a working copy, as a release has them."""

    __slots__ = ("attachments", "pictures")

    def __init__(self, copy: ReleaseCopy) -> None:
        self.pictures = pictures_of(copy.pictures)
        self.attachments = attachments_of(copy.attachments)


def _of(copy: ReleaseCopy) -> Iterator[Medium]:
    return media(_Files(copy))
