"""Files that are not issued yet: who may see them, and what a working copy keeps of them."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.utils import timezone

from communique.newsroom.desk.models import ReleaseCopy, State
from communique.newsroom.roles import Role
from communique.newsroom.steps.watch import Watch
from communique.newsroom.uploads.choosing import state_of
from communique.newsroom.uploads.models import Upload
from communique.newsroom.uploads.place import UNFINISHED
from communique.newsroom.uploads.sweep import UNUSED_DAYS, sweep
from tests.newsroom.desks import Desk
from tests.newsroom.uploads import files
from tests.newsroom.uploads.sending import draft, entry, kept, media, send

pytestmark = pytest.mark.any_database


class Seen(NamedTuple):
    """An answer, and what it brought."""

    answer: Any
    content: bytes


def look(desk: Desk, entry: dict[str, Any], who: str = "author") -> Seen:
    answer: Any = desk.browser(who).get(f"/desk/uploads/{entry['digest']}/{entry['name']}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return Seen(answer, content)


def choose(desk: Desk, copy: ReleaseCopy, who: str = "author", **files: Any) -> Any:
    copy.refresh_from_db()
    sent = {"pictures": [], "attachments": [], "seen": state_of(copy)["seen"], **files}
    address = f"/desk/uploads/of/{copy.pk}/"
    return desk.browser(who).post(address, sent, content_type="application/json")


@pytest.fixture
def stranger(desk: Desk) -> str:
    """Give an author of another structure."""
    desk.member("stranger", Role.AUTHOR, structures=("office-in-tarn",))
    return "stranger"


def test_a_file_is_given_to_whoever_brought_it_and_kept_by_no_cache(desk: Desk) -> None:
    made = entry(desk, "a.pdf", files.pdf())
    seen = look(desk, made)
    answer = seen.answer
    assert answer.status_code == 200
    assert seen.content == files.pdf()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="a.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_picture_is_shown_in_the_page(desk: Desk) -> None:
    answer = look(desk, entry(desk, "a.jpg", files.picture())).answer
    assert answer["Content-Disposition"].startswith("inline")


def test_nobody_else_sees_a_file_that_no_release_uses(desk: Desk, stranger: str) -> None:
    made = entry(desk, "a.pdf", files.pdf())
    assert look(desk, made, stranger).answer.status_code == 404
    outside = Client(SERVER_NAME="localhost").get(f"/desk/uploads/{made['digest']}/a.pdf")
    assert outside.status_code == 302


def test_who_may_see_the_release_sees_its_files_in_every_size(desk: Desk, stranger: str) -> None:
    made = entry(desk, "a.jpg", files.picture(width=600, height=900))
    draft(desk, pictures=[made])
    desk.member("colleague", Role.AUTHOR, structures=("secretariat",))
    sizes = [made, *({**one, "name": made["name"]} for one in made["renditions"])]
    assert len(sizes) > 1
    assert [look(desk, one, "colleague").answer.status_code for one in sizes] == [200] * len(sizes)
    assert [look(desk, one, stranger).answer.status_code for one in sizes] == [404] * len(sizes)
    assert look(desk, made, "clearance-officer").answer.status_code == 200


@pytest.mark.parametrize("digest", ["0" * 64, "x", "desk.sqlite3", "0" * 63 + "G"])
def test_what_is_no_file_of_the_desk_is_not_found(desk: Desk, digest: str) -> None:
    assert desk.browser("author").get(f"/desk/uploads/{digest}/a.pdf").status_code == 404


def test_a_release_keeps_of_its_files_what_the_desk_knows_and_what_the_writer_says(
    desk: Desk,
) -> None:
    made = entry(desk, "a.jpg", files.picture())
    paper = entry(desk, "b.pdf", files.pdf())
    copy = draft(desk)
    answer = choose(
        desk,
        copy,
        pictures=[
            {
                "digest": made["digest"],
                "media_type": "text/html",
                "width": 7,
                "name": "a.html",
                "alt": {"en": "  A lake \n at night ", "fr": ""},
                "caption": {"fr": "Le lac"},
                "credit": "Lakes",
            }
        ],
        attachments=[{"digest": paper["digest"], "title": {"en": "Report"}, "lang": "en"}],
    )
    assert answer.status_code == 200, answer.content
    copy.refresh_from_db()
    assert copy.as_record().pictures[0].alt == {"en": "A lake at night"}
    (picture,) = copy.pictures
    assert (picture["media_type"], picture["width"], picture["name"]) == (
        "image/jpeg",
        600,
        "a.jpg",
    )
    assert picture["renditions"] == made["renditions"]
    assert copy.as_record().attachments[0].title == {"en": "Report"}
    assert copy.latest_revision is not None
    assert copy.written_by == [desk.who("author").pk]


def test_a_release_takes_no_file_that_the_desk_has_not(desk: Desk) -> None:
    copy = draft(desk)
    answer = choose(desk, copy, attachments=[{"digest": "0" * 64, "name": "x.pdf"}])
    assert (answer.status_code, answer.json()["code"]) == (404, "upload.unknown")
    copy.refresh_from_db()
    assert copy.attachments == []


def test_the_second_of_two_who_change_the_same_files_is_told(desk: Desk) -> None:
    copy = draft(desk)
    one, other = (entry(desk, f"{name}.txt", name.encode()) for name in ("one", "other"))
    seen = state_of(copy)["seen"]
    assert choose(desk, copy, attachments=[one], seen=seen).status_code == 200
    answer = choose(desk, copy, attachments=[other], seen=seen)
    assert (answer.status_code, answer.json()["code"]) == (409, "upload.changed-meanwhile")
    copy.refresh_from_db()
    assert [one["name"] for one in copy.attachments] == ["one.txt"]


def test_files_of_a_release_change_for_writers_and_while_it_is_written(
    desk: Desk, stranger: str
) -> None:
    copy = draft(desk)
    made = entry(desk, "a.txt", b"Words.")
    assert choose(desk, copy, stranger, attachments=[made]).status_code == 404
    assert choose(desk, copy, "clearance-officer", attachments=[made]).status_code == 404
    ReleaseCopy.objects.update(state=State.SCHEDULED)
    assert choose(desk, copy, attachments=[made]).status_code == 409
    assert choose(desk, copy, pictures="x").status_code == 400
    copy.refresh_from_db()
    assert copy.attachments == []


def test_files_stay_in_the_order_chosen_and_each_once(desk: Desk) -> None:
    copy = draft(desk)
    made = [entry(desk, f"{name}.txt", name.encode()) for name in ("one", "two", "three")]
    chosen = [made[2], made[0], made[1], made[0]]
    answer = choose(desk, copy, attachments=chosen).json()
    assert [one["name"] for one in answer["attachments"]] == ["three.txt", "one.txt", "two.txt"]


def test_what_no_release_has_used_for_thirty_days_is_swept(desk: Desk) -> None:
    unused = entry(desk, "a.jpg", files.picture(width=500, height=700))
    used = entry(desk, "b.txt", b"Words.")
    draft(desk, attachments=[used])
    later = timezone.now() + timedelta(days=UNUSED_DAYS + 1)
    assert sweep() == ()
    assert sweep(timezone.now() + timedelta(days=UNUSED_DAYS - 1)) == ()
    assert sweep(later) == (unused["digest"],)
    assert media(desk) == [used["digest"]]
    assert [one.digest for one in Upload.objects.all()] == [used["digest"]]
    assert sweep(later) == ()


def test_files_of_a_release_that_is_out_are_swept_in_time_and_those_on_their_way_never(
    desk: Desk,
) -> None:
    out, waiting = entry(desk, "a.txt", b"Out."), entry(desk, "b.txt", b"Waiting.")
    draft(desk, attachments=[out], state=State.ISSUED)
    draft(desk, attachments=[waiting], state=State.SCHEDULED)
    later = timezone.now() + timedelta(days=UNUSED_DAYS + 1)
    assert sweep(later) == (out["digest"],)
    assert media(desk) == [waiting["digest"]]


def test_a_file_uploaded_again_is_young_again(desk: Desk) -> None:
    made = entry(desk, "a.txt", b"Words.")
    long_ago = timezone.now() - timedelta(days=UNUSED_DAYS + 1)
    Upload.objects.update(touched_at=long_ago)
    send(desk, "a.txt", b"Words.")
    assert sweep() == ()
    assert kept(desk, made["digest"]) == b"Words."


def test_what_a_crash_left_is_swept_after_a_day(desk: Desk) -> None:
    folder = desk.config.newsroom / "media"
    folder.mkdir(exist_ok=True)
    for name in (f"{UNFINISHED}old", f"{UNFINISHED}new", "a" * 64, "b" * 64, "notes"):
        (folder / name).write_bytes(b"x")
    for name in (f"{UNFINISHED}old", "a" * 64, "notes"):
        os.utime(folder / name, (0, 0))
    sweep()
    assert media(desk) == [f"{UNFINISHED}new", "b" * 64, "notes"]


def test_a_preview_finds_its_pictures_where_the_portal_has_them(desk: Desk, stranger: str) -> None:
    made = entry(desk, "a.jpg", files.picture())
    draft(desk, pictures=[made])
    address = f"/media/{made['digest']}/{made['name']}"
    seen = desk.browser("author").get(address)
    assert (seen.status_code, seen["Cache-Control"]) == (200, "private, no-store")
    seen.close()
    assert desk.browser(stranger).get(address).status_code == 404
    assert Client(SERVER_NAME="localhost").get(address).status_code == 302


def test_the_watch_sweeps_once_a_day(desk: Desk) -> None:
    made = [entry(desk, f"{name}.txt", name.encode()) for name in ("one", "two")]
    watch, now = Watch(), timezone.now()
    Upload.objects.filter(digest=made[0]["digest"]).update(touched_at=now - timedelta(days=40))
    watch.look(now)
    assert media(desk) == [made[1]["digest"]]
    Upload.objects.update(touched_at=now - timedelta(days=40))
    watch.look(now)
    assert media(desk) == [made[1]["digest"]]
    watch.look(now + timedelta(days=1))
    assert media(desk) == []
