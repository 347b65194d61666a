"""Pictures made clean: the pixels alone, upright, in sRGB, and in smaller sizes."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from communique.newsroom.uploads.errors import FileNotGenuine, FileUnsafe, PictureTooLarge
from communique.newsroom.uploads.limits import LONGEST_SIDE, MOST_PIXELS, RENDITION_WIDTHS

_FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/avif": "AVIF",
}
_SAVED: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 88, "method": 4},
    "AVIF": {"quality": 75, "speed": 9},
}
_TO_EIGHT_BITS = 1 / 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A picture in one size, and how to write it."""

    width: int
    height: int
    write: Callable[[BinaryIO], None]


def clean_picture(file: BinaryIO, media_type: str, name: str) -> Iterator[Size]:
    """Yield a picture in every size it is to have, the largest first, with nothing but pixels.

    What a camera writes into a file — place, time, owner, comments, a small picture of what
    was cut away — is not carried over, for the pixels are written anew.
    Raises FileNotGenuine, PictureTooLarge, FileUnsafe.
    """
    image = _upright(_opened(file, _FORMATS[media_type], name), name)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    yield _size(image, media_type)
    for width in RENDITION_WIDTHS:
        if width < image.width:
            height = max(1, round(image.height * width / image.width))
            smaller = image.resize((width, height), Image.Resampling.LANCZOS)
            yield _size(smaller, media_type)


def _opened(file: BinaryIO, wanted: str, name: str) -> Image.Image:
    """Return a picture of which the head alone is read, and of which that much is in order."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            # Its size is judged below, in a sentence of ours.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(file, formats=[wanted])
    except Image.DecompressionBombError:
        raise _too_many(name) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise FileNotGenuine(
            f"{name!r} is no picture in {wanted}, whatever its name says"
        ) from None
    if image.width * image.height > MOST_PIXELS:
        raise _too_many(name)
    # A JPEG may carry further pictures behind the first (depth, brightness): they are left behind.
    if wanted != "JPEG" and getattr(image, "n_frames", 1) > 1:
        raise FileUnsafe(f"{name!r} is a moving picture, and only those that stand still are taken")
    return image


def _upright(image: Image.Image, name: str) -> Image.Image:
    """Return the pixels of a picture, upright and in sRGB, and nothing else of it."""
    profile = image.info.get("icc_profile")
    try:
        turned = ImageOps.exif_transpose(image)
        turned.load()
    except (OSError, ValueError, SyntaxError, EOFError):
        raise FileNotGenuine(f"{name!r} is damaged: its picture cannot be read whole") from None
    pixels = _in_srgb(turned, profile)
    # A new picture: whatever Pillow remembers of the file would be written with the old one.
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    return bare


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":
        image = image.convert("F").point(lambda value: value * _TO_EIGHT_BITS).convert("L")
    has_holes = "A" in image.getbands() or "transparency" in image.info
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        image = _converted(image, profile)
    if image.mode == "L" and not has_holes:
        return image
    return image.convert("RGBA" if has_holes else "RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture's colours as a screen without profiles shows them."""
    holes = image.getchannel("A") if image.mode == "RGBA" else None
    try:
        made = ImageCms.profileToProfile(
            image.convert("RGB") if holes else image,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError):
        # A profile that is broken, or of another kind of picture, says nothing.
        return image
    if made is None:
        return image
    if holes:
        made.putalpha(holes)
    return made


def _size(image: Image.Image, media_type: str) -> Size:
    wanted = _FORMATS[media_type]

    def write(file: BinaryIO) -> None:
        image.save(file, format=wanted, **_SAVED[wanted])

    return Size(width=image.width, height=image.height, write=write)


def _too_many(name: str) -> PictureTooLarge:
    return PictureTooLarge(
        f"{name!r} has too many pixels: {MOST_PIXELS // 1_000_000} million are the most"
    )
