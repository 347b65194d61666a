"""Pictures and attachments as a page shows them: in the reader's language, sizes in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.units import format_unit

from communique.core.media import Picture
from communique.core.record import Release
from communique.render.dates import LOCALES
from communique.render.messages import language_name
from communique.render.registry.parts import Cell
from communique.render.registry.setting import Setting

# A picture stands in the column of the text, or fills a narrow window.
SIZES = "(min-width: 42rem) 38rem, 100vw"
SHOWN_WIDTH = 1280
# Source: Unicode CLDR, units.
_UNITS = (
    (10**9, "digital-gigabyte"),
    (10**6, "digital-megabyte"),
    (10**3, "digital-kilobyte"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """A picture in its sizes, what it shows, and what is said below it.

    src: the size for who cannot choose.  srcset, sizes: as HTML has them.
    alt_lang: the language of `alt` where it is another than the page's.
    """

    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    alt: str
    alt_lang: str
    caption: Cell
    credit: str
    whole: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One size of a picture."""

    href: str
    width: int
    height: int


def media_href(digest: str, name: str) -> str:
    """Return the address of a file of a release."""
    return f"/media/{digest}/{name}"


def pictures_of(release: Release, lang: str, setting: Setting) -> Iterator[PictureView]:
    """Yield a release's pictures.  lang: the language its text is shown in."""
    for one in release.pictures:
        choices = _choices(one)
        shown = max(
            (size for size in choices if size.width <= SHOWN_WIDTH),
            default=choices[0],
            key=lambda size: size.width,
        )
        alt, alt_lang = said_in(one.alt, lang, setting)
        caption, caption_lang = said_in(one.caption, lang, setting)
        several = len(choices) > 1
        yield PictureView(
            src=shown.href,
            srcset=", ".join(f"{size.href} {size.width}w" for size in choices) if several else "",
            sizes=SIZES if several else "",
            width=shown.width,
            height=shown.height,
            alt=alt,
            alt_lang=alt_lang,
            caption=Cell(text=caption, lang=caption_lang),
            credit=one.credit,
            whole=Cell(
                text=setting.say("Full size"),
                href=media_href(one.digest, one.name),
                value=one.digest,
                note=f"{type_in_words(one.media_type, setting)}, "
                f"{size_in_words(one.size_bytes, setting.lang)}",
            ),
        )


def attachments_of(release: Release, lang: str, setting: Setting) -> Iterator[Cell]:
    """Yield a release's attachments: the title as a link; type, size and language beside it."""
    for one in release.attachments:
        title, title_lang = said_in(one.title, lang, setting)
        told = (
            type_in_words(one.media_type, setting),
            size_in_words(one.size_bytes, setting.lang),
            language_name(one.lang, setting.lang) if one.lang else "",
        )
        yield Cell(
            text=title or one.name,
            href=media_href(one.digest, one.name),
            value=one.digest,
            note=", ".join(part for part in told if part),
            lang=title_lang,
        )


def said_in(said: Mapping[str, str], lang: str, setting: Setting) -> tuple[str, str]:
    """Return words in the reader's language, the text's, or any; and in which, if not theirs."""
    for wanted in (setting.lang, lang, *setting.profile.languages, *sorted(said)):
        if said.get(wanted):
            return said[wanted], wanted if wanted != setting.lang else ""
    return "", ""


def size_in_words(size_bytes: int, lang: str) -> str:
    """Return the size of a file as people say it.

    >>> size_in_words(1_234_567, "en"), size_in_words(70_000, "en")
    ('1.2 MB', '70 kB')
    """
    for unit_bytes, unit in _UNITS:
        count = size_bytes / unit_bytes
        if count >= 1 or unit_bytes == _UNITS[-1][0]:
            form = "0.#" if count < 10 else "0"
            said = max(count, 0.1)
            return format_unit(
                said, unit, length="short", format=form, locale=LOCALES.get(lang, lang)
            )
    raise AssertionError("the last unit takes every size")


def type_in_words(media_type: str, setting: Setting) -> str:
    """Return what a media type is called."""
    office = "application/vnd.openxmlformats-officedocument"
    open_document = "application/vnd.oasis.opendocument"
    known = {
        "image/jpeg": "JPEG",
        "image/png": "PNG",
        "image/webp": "WebP",
        "image/avif": "AVIF",
        "application/pdf": "PDF",
        f"{office}.wordprocessingml.document": setting.say("Word document"),
        f"{office}.spreadsheetml.sheet": setting.say("Excel spreadsheet"),
        f"{open_document}.text": setting.say("OpenDocument text"),
        f"{open_document}.spreadsheet": setting.say("OpenDocument spreadsheet"),
        "application/zip": setting.say("ZIP archive"),
        "audio/mpeg": setting.say("MP3 sound"),
        "video/mp4": setting.say("MP4 film"),
        "text/csv": setting.say("CSV table"),
        "text/plain": setting.say("plain text"),
    }
    return known.get(media_type, media_type)


def _choices(picture: Picture) -> list[Choice]:
    """Return a picture's sizes, the smallest first."""
    sizes = [(picture.digest, picture.width, picture.height)]
    sizes += [(one.digest, one.width, one.height) for one in picture.renditions]
    made = (
        Choice(href=media_href(digest, picture.name), width=width, height=height)
        for digest, width, height in sizes
    )
    return sorted(made, key=lambda one: one.width)
