"""The pictures and attachments of a release in its editor, in Chromium."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect

from communique.newsroom.desk.models import ReleaseCopy
from tests.newsroom.browsing import looking, looks
from tests.newsroom.desks import Desk
from tests.newsroom.uploads import files
from tests.newsroom.uploads.sending import draft, entry

pytestmark = pytest.mark.any_database

SAVED = "Files saved."


def payload(name: str, kind: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": content}


def begun(page: Page, copy: ReleaseCopy) -> None:
    page.goto(f"/desk/releases/edit/{copy.pk}/")
    expect(page.locator("#uploads")).to_be_visible()


def test_files_are_added_described_ordered_and_removed(desk: Desk) -> None:
    copy = draft(desk, day="2005-05-02", languages=["fr"])
    with looking(desk, "author") as page:
        begun(page, copy)
        page.set_input_files(
            "#up-file",
            [
                payload("lake.jpg", "image/jpeg", files.picture()),
                payload("shore.png", "image/png", files.picture("PNG")),
                payload("bad.svg", "image/svg+xml", b"<svg/>"),
                payload("report.pdf", "application/pdf", files.pdf("Anna Autorin")),
            ],
        )
        expect(page.locator("#up-attachments .up-item")).to_have_count(1)
        expect(page.locator("#up-pictures .up-item")).to_have_count(2)
        expect(page.locator(".up-failed")).to_contain_text("a drawing in SVG may hold programs")
        expect(page.locator(".up-notice")).to_contain_text("Anna Autorin")
        first = page.locator("#up-pictures .up-item").first
        assert first.locator("img").evaluate("one => one.complete && one.naturalWidth > 0")
        first.get_by_label("Alternative text (English)").fill("A lake at night")
        first.get_by_label("Alternative text (French)").fill("Un lac la nuit")
        first.get_by_label("Credit").fill("Lakes")
        expect(page.locator("#uploads [data-status]")).to_have_text(SAVED)
        page.get_by_label("Move shore.png up").click()
        expect(page.locator("#uploads [data-status]")).to_have_text(SAVED)
        page.get_by_label("Remove report.pdf").click()
        page.click("text=Put it back")
        expect(page.locator("#up-attachments .up-item")).to_have_count(1)
        with page.expect_response(lambda answer: "/uploads/of/" in answer.url):
            page.get_by_label("Remove shore.png").click()
        # The form beside it goes on saving by itself: these versions are no stranger's.
        with page.expect_response(lambda answer: "/releases/edit/" in answer.url) as told:
            page.fill("[name=summary]", "A summary.")
        assert told.value.ok
    copy.refresh_from_db()
    (picture,) = copy.as_record().pictures
    assert picture.alt == {"en": "A lake at night", "fr": "Un lac la nuit"}
    assert picture.credit == "Lakes"
    assert [one["name"] for one in copy.attachments] == ["report.pdf"]
    assert copy.summary == "A summary."


def test_a_file_that_is_dropped_is_taken(desk: Desk) -> None:
    copy = draft(desk, day="2005-05-02")
    with looking(desk, "author") as page:
        begun(page, copy)
        dropped = page.evaluate_handle(
            "() => { const some = new DataTransfer();"
            "some.items.add(new File(['Words.'], 'note.txt')); return some; }"
        )
        page.dispatch_event("[data-drop]", "drop", {"dataTransfer": dropped})
        expect(page.locator("#up-attachments .up-item")).to_have_count(1)
        expect(page.locator("#uploads [data-status]")).to_have_text(SAVED)
    copy.refresh_from_db()
    assert [one["name"] for one in copy.attachments] == ["note.txt"]


@pytest.mark.parametrize("who", ["author", "clearance-officer"])
def test_the_panel_breaks_no_rule_of_accessibility(desk: Desk, who: str) -> None:
    picture, paper = entry(desk, "a.jpg", files.picture()), entry(desk, "b.pdf", files.pdf())
    copy = draft(desk, day="2005-05-02", pictures=[picture], attachments=[paper])
    with looking(desk, who) as page:
        begun(page, copy)
        expect(page.locator("#uploads a:has-text('b.pdf')")).to_be_visible()
        for width in looks(page, 380, 1400):
            found = Axe().run(page, "#uploads").response["violations"]
            assert [one["id"] for one in found] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
