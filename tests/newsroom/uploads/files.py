"""Files to upload, made in code: pictures with a camera's marks, documents, sounds and bombs."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from communique.core.media import ATTACHMENT_TYPES

WORD = next(one for one, endings in ATTACHMENT_TYPES.items() if endings == ("docx",))
ODT = next(one for one, endings in ATTACHMENT_TYPES.items() if endings == ("odt",))
GPS, GPS_TEXT = 0x8825, "Vienna"
OWNER = "Karla Kamera"


def picture(
    form: str = "JPEG", *, width: int = 1000, height: int = 600, with_marks: bool = True
) -> bytes:
    """Return a picture; with what a camera and its owner write into one."""
    image = Image.new("RGB", (width, height), "#e8eef4")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2, height // 2), fill="#b03030")
    for place in range(0, width, 40):
        draw.line((place, 0, width - place, height), fill="#205080", width=3)
    return saved(image, form, with_marks=with_marks)


def saved(image: Image.Image, form: str, *, with_marks: bool) -> bytes:
    """Return a picture's bytes."""
    into = io.BytesIO()
    if not with_marks:
        image.save(into, form)
        return into.getvalue()
    more: dict[str, object] = {"exif": _exif(), "xmp": _xmp()}
    if form == "PNG":
        told = PngInfo()
        told.add_text("Author", OWNER)
        told.add_itxt("Comment", f"taken by {OWNER}")
        more = {"exif": _exif(), "pnginfo": told}
    if form == "JPEG":
        more["comment"] = f"taken by {OWNER}"
    more["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image.save(into, form, **more)
    return into.getvalue()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Kameramacher"
    exif[0x013B] = OWNER
    exif[0x0112] = 6
    exif.get_ifd(GPS).update(
        {1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 21.0, 50.0), 28: GPS_TEXT}
    )
    return exif.tobytes()


def _xmp() -> bytes:
    return (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        b'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="48,12.5N" '
        b'exif:GPSLongitude="16,21.8E"/></rdf:RDF></x:xmpmeta>'
    )


def pdf(author: str = "") -> bytes:
    """Return a PDF of one empty page."""
    info = f"/Author ({author}) " if author else ""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        + f"3 0 obj<<{info}/Producer (tests)>>endobj\n".encode()
        + b"trailer<</Root 1 0 R/Info 3 0 R>>\n%%EOF\n"
    )


def document(members: Mapping[str, str] | None = None, *, author: str = OWNER) -> bytes:
    """Return a document of Word; `members` are added to it."""
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Plan</dc:title>'
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        "</cp:coreProperties>"
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types><Override ContentType="{WORD}.main+xml"/></Types>',
            "word/document.xml": "<w:document><w:p>Words</w:p></w:document>",
            "docProps/core.xml": core,
            "docProps/app.xml": f"<Properties><Company>{author} Ltd</Company></Properties>",
            **(members or {}),
        }
    )


def open_document(members: Mapping[str, str] | None = None) -> bytes:
    """Return a text of LibreOffice; `members` are added to it."""
    return zipped(
        {
            "mimetype": ODT,
            "content.xml": "<office:text>Words</office:text>",
            "meta.xml": f"<meta:initial-creator>{OWNER}</meta:initial-creator>",
            **(members or {}),
        }
    )


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of files by name."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return into.getvalue()


def bomb() -> bytes:
    """Return an archive of some kilobytes that unpacks to many mebibytes of nothing."""
    return zipped({"nothing": bytes(64 * 1024 * 1024)})


def mp3() -> bytes:
    """Return a tag, and frames of silence."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    return b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + frame * 3


def mp4(inside: bytes = b"") -> bytes:
    """Return the boxes of a film without pictures."""
    return _box(b"ftyp", b"isom\x00\x00\x02\x00") + _box(b"moov", inside) + _box(b"mdat", b"0000")


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content
