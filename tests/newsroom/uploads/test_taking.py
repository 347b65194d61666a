"""Files that come to the desk: what is taken, what is refused, and what is left of it."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageCms

from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.roles import Role
from communique.newsroom.uploads.limits import MIB
from communique.newsroom.uploads.models import Upload
from tests.newsroom.desks import Desk
from tests.newsroom.uploads import files
from tests.newsroom.uploads.sending import kept, media, send
from tests.tools import program

pytestmark = pytest.mark.any_database


def told(path: Path) -> dict[str, Any]:
    """Return everything that exiftool finds in a file."""
    tool = program("exiftool", package="libimage-exiftool-perl")
    said = subprocess.run(
        [str(tool), "-json", "-a", "-G1", "-u", str(path)], check=True, capture_output=True
    )
    found: dict[str, Any] = json.loads(said.stdout)[0]
    return found


@pytest.mark.parametrize(
    ("form", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif")]
)
def test_a_picture_keeps_its_pixels_and_nothing_else(
    desk: Desk, form: str, ending: str, tmp_path: Path
) -> None:
    content = files.picture(form)
    before = tmp_path / f"before.{ending}"
    before.write_bytes(content)
    assert any("GPS" in key for key in told(before))
    answer = send(desk, f"Foto Größe.{ending}", content)
    assert answer.status_code == 201, answer.content
    entry = answer.json()["entry"]
    assert entry["name"] == f"foto-grosse.{ending}"
    digests = [entry["digest"], *(one["digest"] for one in entry["renditions"])]
    assert media(desk) == sorted(digests)
    for digest in digests:
        after = tmp_path / f"{digest}.{ending}"
        after.write_bytes(kept(desk, digest))
        groups = {key.partition(":")[0] for key in told(after)}
        shown = json.dumps(told(after))
        assert groups.isdisjoint({"GPS", "IFD0", "ExifIFD", "XMP-exif", "IPTC", "ICC_Profile"})
        assert [one for one in ("GPS", files.OWNER, "Kamera") if one in shown] == []
        assert sha256(after.read_bytes()).hexdigest() == digest


def test_a_picture_stands_upright_and_has_smaller_sizes(desk: Desk) -> None:
    entry = send(desk, "a.jpg", files.picture(width=2000, height=1000)).json()["entry"]
    # The camera was held on its side: what was wide is high.
    assert (entry["width"], entry["height"]) == (1000, 2000)
    assert [one["width"] for one in entry["renditions"]] == [400, 800]
    with Image.open(io.BytesIO(kept(desk, entry["digest"]))) as image:
        assert image.size == (1000, 2000)
        assert image.convert("RGB").getpixel((995, 2))[0] > 120  # type: ignore[index]  # three colours


def test_a_picture_of_many_pixels_is_kept_with_4096_on_its_longer_side(desk: Desk) -> None:
    content = files.picture(width=6000, height=3000, with_marks=False)
    entry = send(desk, "a.jpg", content).json()["entry"]
    assert (entry["width"], entry["height"]) == (4096, 2048)
    assert [one["width"] for one in entry["renditions"]] == [400, 800, 1600]


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_a_picture_in_any_colours_becomes_one_that_browsers_show(desk: Desk, mode: str) -> None:
    form, ending = ("JPEG", "jpg") if mode == "CMYK" else ("PNG", "png")
    content = files.saved(Image.new(mode, (30, 20)), form, with_marks=False)
    entry = send(desk, f"a.{ending}", content).json()["entry"]
    with Image.open(io.BytesIO(kept(desk, entry["digest"]))) as image:
        assert image.mode in ("L", "RGB", "RGBA")


def test_colours_of_another_profile_become_those_of_a_screen(desk: Desk) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    image = Image.new("RGB", (20, 20), "#336699")
    into = io.BytesIO()
    image.save(into, "PNG", icc_profile=profile.tobytes())
    answer = send(desk, "a.png", into.getvalue())
    # A profile of another kind of picture says nothing about this one.
    assert answer.status_code == 201
    assert b"iCCP" not in kept(desk, answer.json()["entry"]["digest"])


def test_the_same_file_twice_is_one(desk: Desk) -> None:
    first = send(desk, "a.jpg", files.picture()).json()["entry"]
    before = media(desk)
    desk.member("second", Role.AUTHOR, structures=("office-in-tarn",))
    again = send(desk, "b.jpg", files.picture(), who="second").json()["entry"]
    assert again["digest"] == first["digest"]
    assert media(desk) == before
    one = Upload.objects.get()
    assert one.brought_by == [desk.who("author").pk, desk.who("second").pk]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", files.pdf()),
        ("a.docx", files.document()),
        ("a.odt", files.open_document()),
        ("a.zip", files.zipped({"a.txt": "words"})),
        ("a.mp3", files.mp3()),
        ("a.mp4", files.mp4()),
        ("a.csv", "Land;Zahl\nÖsterreich;3\n".encode()),
        ("a.txt", b"Words.\n"),
    ],
)
def test_an_attachment_is_taken(desk: Desk, name: str, content: bytes) -> None:
    answer = send(desk, name, content)
    assert answer.status_code == 201, answer.content
    entry = answer.json()["entry"]
    assert media(desk) == [entry["digest"]]
    assert sha256(kept(desk, entry["digest"])).hexdigest() == entry["digest"]
    assert entry["size_bytes"] == len(kept(desk, entry["digest"]))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.svg", b"<svg/>", "upload.not-taken"),
        ("a.html", b"<html>", "upload.not-taken"),
        ("a.exe", b"MZ", "upload.not-taken"),
        ("noending", b"words", "upload.not-taken"),
        ("a.docm", files.document(), "upload.not-taken"),
        ("a.jpg", files.picture("PNG"), "upload.not-genuine"),
        ("a.jpg", b"<svg/>", "upload.not-genuine"),
        ("a.jpg", files.picture()[:5000], "upload.not-genuine"),
        ("a.png", files.pdf(), "upload.not-genuine"),
        ("a.pdf", files.picture(), "upload.not-genuine"),
        ("a.pdf", files.pdf()[:-8], "upload.not-genuine"),
        ("a.docx", files.zipped({"a.txt": "words"}), "upload.not-genuine"),
        ("a.odt", files.document(), "upload.not-genuine"),
        ("a.zip", b"PK\x03\x04 and no more", "upload.not-genuine"),
        ("a.mp3", files.pdf(), "upload.not-genuine"),
        ("a.mp4", files.mp4()[8:], "upload.not-genuine"),
        ("a.txt", b"\xff\xfe\x00", "upload.not-genuine"),
        ("a.txt", b"<!DOCTYPE html><script>", "upload.not-genuine"),
        ("a.csv", b"\x00\x01", "upload.not-genuine"),
        ("a.docx", files.document({"word/vbaProject.bin": "x"}), "upload.unsafe"),
        ("a.odt", files.open_document({"Basic/Standard/Module1.xml": "x"}), "upload.unsafe"),
        ("a.zip", files.zipped({"../../etc/passwd": "x"}), "upload.unsafe"),
        ("a.zip", files.bomb(), "upload.unsafe"),
        ("a.docx", files.document({"word/media/x.bin": "\0" * (64 * MIB)}), "upload.unsafe"),
    ],
)  # fmt: skip
def test_what_is_not_what_it_should_be_is_refused_in_one_sentence_and_leaves_nothing(
    desk: Desk, name: str, content: bytes, code: str
) -> None:
    answer = send(desk, name, content)
    assert (answer.status_code // 100, answer.json()["code"]) == (4, code)
    assert answer.json()["hint"]
    assert (media(desk), Upload.objects.count()) == ([], 0)


def test_a_picture_that_would_swell_in_memory_is_refused_unread(desk: Desk) -> None:
    into = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(into, "PNG")
    assert len(into.getvalue()) < 100_000
    answer = send(desk, "a.png", into.getvalue())
    assert (answer.status_code, answer.json()["code"]) == (413, "upload.too-many-pixels")
    assert media(desk) == []


def test_a_moving_picture_is_refused(desk: Desk) -> None:
    into = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(into, "WEBP", save_all=True, append_images=frames[1:])
    assert send(desk, "a.webp", into.getvalue()).json()["code"] == "upload.unsafe"


@pytest.mark.parametrize(("name", "limit_bytes"), [("a.png", 20 * MIB), ("a.pdf", 50 * MIB)])
def test_a_file_is_no_larger_than_its_kind_may_be(desk: Desk, name: str, limit_bytes: int) -> None:
    answer = send(desk, name, bytes(limit_bytes + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "upload.too-large")
    assert f"{limit_bytes // MIB} MiB" in answer.json()["message"]
    assert media(desk) == []


def test_a_body_far_too_large_is_refused_before_it_is_read(desk: Desk) -> None:
    answer = desk.browser("author").post(
        "/desk/uploads/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="99999999",
    )
    assert answer.status_code == 413


def test_a_document_loses_the_names_of_its_authors(desk: Desk) -> None:
    for name, content in (("a.docx", files.document()), ("a.odt", files.open_document())):
        digest = send(desk, name, content).json()["entry"]["digest"]
        with zipfile.ZipFile(io.BytesIO(kept(desk, digest))) as archive:
            inside = b"".join(archive.read(one) for one in archive.namelist())
        assert b"Words" in inside
        assert files.OWNER.encode() not in inside


def test_the_same_document_twice_is_one(desk: Desk) -> None:
    digests = {send(desk, "a.docx", files.document()).json()["entry"]["digest"] for _ in "ab"}
    assert len(digests) == 1


def test_what_cannot_be_taken_out_is_told(desk: Desk) -> None:
    answer = send(desk, "a.pdf", files.pdf("Anna Autorin")).json()
    assert answer["notices"] == ["It names its author: Anna Autorin. Readers will see that too."]
    tracked = {"word/document.xml": '<w:p><w:ins w:author="A"/></w:p>', "word/comments.xml": "x"}
    assert len(send(desk, "a.docx", files.document(tracked)).json()["notices"]) == 2
    assert len(send(desk, "a.mp4", files.mp4(b"\xa9xyz+48.2+16.3/")).json()["notices"]) == 1


def test_only_members_who_may_write_upload(desk: Desk) -> None:
    assert send(desk, "a.txt", b"Words.", who="clearance-officer").status_code == 403
    assert media(desk) == []
    stranger = Client(SERVER_NAME="localhost").post(
        "/desk/uploads/", {"file": SimpleUploadedFile("a.txt", b"Words."), "whole": "1"}
    )
    assert stranger.status_code in (302, 403)
    assert media(desk) == []


def test_an_upload_without_the_forms_token_is_refused(desk: Desk) -> None:
    browser = desk.browser("author")
    browser.handler.enforce_csrf_checks = True
    sent = {"file": SimpleUploadedFile("a.txt", b"Words."), "whole": "1"}
    assert browser.post("/desk/uploads/", sent).status_code == 403
    assert media(desk) == []


def test_every_upload_stands_in_the_trail(desk: Desk) -> None:
    send(desk, "a.txt", b"Words.")
    line = TrailLine.objects.get(deed="upload")
    assert (line.who, line.subject) == ("author", "a.txt")
