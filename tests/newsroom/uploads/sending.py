"""Files sent to the desk, and what lies on its disk afterwards."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from communique.newsroom.desk.models import ReleaseCopy
from tests.newsroom.desks import Desk


def send(desk: Desk, name: str, content: bytes, *, who: str = "author", **form: str) -> Any:
    """Return the answer to an upload."""
    sent = {"file": SimpleUploadedFile(name, content), "whole": "1", **form}
    return desk.browser(who).post("/desk/uploads/", sent)


def entry(desk: Desk, name: str, content: bytes, *, who: str = "author") -> dict[str, Any]:
    """Return what a working copy is to keep of a file that was taken."""
    answer = send(desk, name, content, who=who)
    assert answer.status_code == 201, answer.content
    made: dict[str, Any] = answer.json()["entry"]
    return made


def media(desk: Desk) -> list[str]:
    """Return the names of all files that lie among the uploads."""
    folder = desk.config.newsroom / "media"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def kept(desk: Desk, digest: str) -> bytes:
    """Return the bytes of a file that was kept."""
    return (desk.config.newsroom / "media" / digest).read_bytes()


def draft(desk: Desk, **more: Any) -> ReleaseCopy:
    """Return a saved draft of the author's."""
    return ReleaseCopy.objects.create(
        made_by=desk.who("author"),
        **{"title": "A title", "body": "<p>Words.</p>", "sources": ["secretariat"], **more},
    )
