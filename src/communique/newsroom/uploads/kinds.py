"""The kinds of file that are taken, told by the ending of a name."""

from __future__ import annotations

from dataclasses import dataclass

from communique.core.media import MEDIA_TYPES, PICTURE_TYPES, is_file_name
from communique.core.text import slug
from communique.newsroom.uploads.errors import FileNotTaken
from communique.newsroom.uploads.limits import LARGEST_ATTACHMENT_BYTES, LARGEST_PICTURE_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of file: its media type, and how many bytes it may have."""

    media_type: str
    ending: str
    is_picture: bool

    @property
    def largest_bytes(self) -> int:
        """Return how many bytes a file of it may have."""
        return LARGEST_PICTURE_BYTES if self.is_picture else LARGEST_ATTACHMENT_BYTES


_KINDS = {
    ending: Kind(media_type=media_type, ending=endings[0], is_picture=media_type in PICTURE_TYPES)
    for media_type, endings in MEDIA_TYPES.items()
    for ending in endings
}
_WHY = {
    "svg": "a drawing in SVG may hold programs",
    "html": "a page in HTML may hold programs",
    "htm": "a page in HTML may hold programs",
    "docm": "a document with macros runs programs",
    "xlsm": "a document with macros runs programs",
    "gif": "pictures are taken in JPEG, PNG, WebP and AVIF",
    "heic": "few browsers show HEIC",
    "tif": "browsers show no TIFF",
    "tiff": "browsers show no TIFF",
    "doc": "it is the old format of Word",
    "xls": "it is the old format of Excel",
}
TAKEN = tuple(sorted(_KINDS))


def kind_of(name: str) -> Kind:
    """Return the kind of a file by the ending of its name; FileNotTaken where it is not taken."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    kind = _KINDS.get(ending)
    if kind is None:
        why = _WHY.get(ending, "files of this kind are not taken")
        raise FileNotTaken(f"{name[:80]!r}: {why}; taken are {', '.join(TAKEN)}")
    return kind


def file_name(said: str, kind: Kind) -> str:
    """Return the name under which a file is given out: plain letters, and its kind's ending.

    >>> file_name("Karte Größe (1).JPEG", kind_of("a.jpeg"))
    'karte-grosse-1.jpg'
    """
    # The one letter that has no plain form of its own.
    said = said.replace("ß", "ss")
    stem = said.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    name = f"{slug(stem, 'file')}.{kind.ending}"
    if not is_file_name(name):
        raise ValueError(f"{name!r} cannot stand in an address")
    return name
