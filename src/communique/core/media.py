"""Pictures and attachments of a release: bytes by digest, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

# What may be attached, and under which ending it is given out; nothing else is ever served.
PICTURE_TYPES: Mapping[str, tuple[str, ...]] = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "image/avif": ("avif",),
}
ATTACHMENT_TYPES: Mapping[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/zip": ("zip",),
    "audio/mpeg": ("mp3",),
    "video/mp4": ("mp4",),
    "text/csv": ("csv",),
    "text/plain": ("txt",),
}
MEDIA_TYPES: Mapping[str, tuple[str, ...]] = {**PICTURE_TYPES, **ATTACHMENT_TYPES}
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9._\-]{0,119}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A picture in another size, in the picture's own format.

    digest: SHA-256 of the bytes, hex.  width, height: in pixels.
    """

    digest: str
    width: int
    height: int
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a release.

    digest: SHA-256 of the bytes, hex.  media_type: of PICTURE_TYPES.
    name: of the file, as its address ends.  width, height: in pixels.
    alt: by language, what it shows, for who does not see it.  caption: by language.
    credit: who took it.  renditions: the same in smaller sizes.
    """

    digest: str
    media_type: str
    name: str
    width: int
    height: int
    size_bytes: int
    alt: Mapping[str, str] = field(default_factory=dict)
    caption: Mapping[str, str] = field(default_factory=dict)
    credit: str = ""
    renditions: tuple[Rendition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a release.

    digest: SHA-256 of the bytes, hex.  media_type: of MEDIA_TYPES.
    name: of the file, as its address ends.  title: by language.
    lang: the language it is in, empty where it is in none or in several.
    """

    digest: str
    media_type: str
    name: str
    size_bytes: int
    title: Mapping[str, str] = field(default_factory=dict)
    lang: str = ""


class Illustrated(Protocol):
    """What may have pictures and attachments: a release."""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Return its pictures, in order."""
        ...

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Return its attachments, in order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """One file that a release names: its digest, its name and its media type."""

    digest: str
    name: str
    media_type: str


def media(release: Illustrated) -> Iterator[Medium]:
    """Yield every file a release names, in order, renditions behind their picture."""
    for one in release.pictures:
        for digest in (one.digest, *(smaller.digest for smaller in one.renditions)):
            yield Medium(digest=digest, name=one.name, media_type=one.media_type)
    for attached in release.attachments:
        yield Medium(digest=attached.digest, name=attached.name, media_type=attached.media_type)


def media_of(release: Illustrated) -> tuple[str, ...]:
    """Return every digest a release names, renditions too, each once."""
    return tuple(dict.fromkeys(one.digest for one in media(release)))


def has_ending_of(name: str, media_type: str) -> bool:
    """Tell whether a file's name ends as files of its media type do.

    >>> has_ending_of("map.JPG", "image/jpeg"), has_ending_of("map.html", "image/jpeg")
    (True, False)
    """
    return name.rpartition(".")[2].lower() in MEDIA_TYPES.get(media_type, ())


def is_file_name(name: str) -> bool:
    """Tell whether a file's name can stand in an address and in a header as it is.

    ASCII letters, digits, dots, hyphens and underscores, at most 120, a letter or digit first.

    >>> is_file_name("lake-map.pdf"), is_file_name("../map.pdf"), is_file_name("map 1.pdf")
    (True, False, False)
    """
    return _NAME.fullmatch(name) is not None


def is_digest(text: str) -> bool:
    """Tell whether a text is 64 lower-case hexadecimal digits."""
    return _DIGEST.fullmatch(text) is not None
