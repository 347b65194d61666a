"""What a form says of pictures and attachments, made what the record may have of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from communique.core.media import Attachment, Picture, Rendition, has_ending_of, is_file_name
from communique.newsroom.uploads.errors import UnknownUpload
from communique.newsroom.uploads.models import Upload

Entry = Mapping[str, object]
_LONGEST_WORDS = 4_000


def picture(entry: Entry, standing: Collection[Picture] = ()) -> Picture:
    """Return the picture that an entry of a form names.

    What a person says of it (name, alternative text, caption, credit) is the form's; what the
    bytes are is the upload's own, whatever the form claims.
    standing: pictures on the record already, whose upload may be gone.
    Raises UnknownUpload.
    """
    digest = str(entry.get("digest", ""))
    found = next((one for one in standing if one.digest == digest), None) or _uploaded(digest)
    if found is None:
        raise _unknown(entry)
    return replace(
        found,
        name=_name(entry, found),
        alt=_by_language(entry.get("alt")),
        caption=_by_language(entry.get("caption")),
        credit=_words(entry.get("credit")),
    )


def attachment(entry: Entry, standing: Collection[Attachment] = ()) -> Attachment:
    """Return the attachment that an entry of a form names.

    As `picture` does; name, title and language are the form's.
    """
    digest = str(entry.get("digest", ""))
    upload = Upload.objects.filter(digest=digest).first()
    kept = next((one for one in standing if one.digest == digest), None)
    found = upload or kept
    if found is None:
        raise _unknown(entry)
    return Attachment(
        digest=digest,
        media_type=found.media_type,
        name=_name(entry, found),
        size_bytes=found.size_bytes,
        title=_by_language(entry.get("title")),
        lang=_words(entry.get("lang"))[:12],
    )


def _uploaded(digest: str) -> Picture | None:
    """Return a picture that came to the desk, with nothing said of it yet."""
    upload = Upload.objects.filter(digest=digest, width__isnull=False).first()
    if upload is None or upload.width is None or upload.height is None:
        return None
    return Picture(
        digest=digest,
        media_type=upload.media_type,
        name=upload.name,
        width=upload.width,
        height=upload.height,
        size_bytes=upload.size_bytes,
        renditions=tuple(Rendition(**one) for one in upload.renditions),
    )


def _name(entry: Entry, file: Upload | Picture | Attachment) -> str:
    said = str(entry.get("name", ""))
    fits = is_file_name(said) and has_ending_of(said, file.media_type)
    return said if fits else file.name


def _by_language(said: object) -> dict[str, str]:
    """Return words by language, those left empty not at all."""
    if not isinstance(said, Mapping):
        return {}
    plain = {str(lang)[:12]: _words(words) for lang, words in said.items()}
    return {lang: words for lang, words in sorted(plain.items()) if words}


def _words(said: object) -> str:
    return " ".join(said.split())[:_LONGEST_WORDS] if isinstance(said, str) else ""


def _unknown(entry: Entry) -> UnknownUpload:
    name = str(entry.get("name", "") or entry.get("digest", ""))[:80]
    return UnknownUpload(f"the desk has no file {name!r}")
