"""The editor as it is used: typed in, pasted into, left alone, with script and without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import Page, sync_playwright

from communique.newsroom.desk.body import parts_of
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.models.release import FEATURES
from communique.newsroom.secret import secret_of
from tests.gallery import ARGUMENTS
from tests.newsroom.browsing import looks
from tests.newsroom.desk.drafts import written
from tests.newsroom.desk.test_editor import HOME
from tests.newsroom.desks import Desk
from tests.newsroom.running import running
from tests.tools import chromium

pytestmark = pytest.mark.any_database

WORD = Path(__file__).with_name("word.html").read_text("utf-8")
PASTE = """html => {
  const pasted = new DataTransfer();
  pasted.setData("text/html", html);
  pasted.setData("text/plain", "plain");
  const how = {clipboardData: pasted, bubbles: true, cancelable: true};
  const sent = new ClipboardEvent("paste", how);
  document.querySelector(".public-DraftEditor-content").dispatchEvent(sent);
}"""
# Wagtail's editor puts style elements into the page, which the policy keeps out; it does without.
STYLES = "Applying inline style violates"


@contextmanager
def opened(desk: Desk, who: str = "author", **how: Any) -> Iterator[tuple[Page, list[str]]]:
    """Give a window in which somebody is signed in, and what goes wrong in it."""
    # Django cannot be asked for anything while Playwright runs: that comes first. The session is
    # sealed with the secret of the site, which the served newsroom reads.
    with override_settings(SECRET_KEY=secret_of(desk.config)):
        cookies = [(name, one.value) for name, one in desk.browser(who).cookies.items()]
    path = chromium()
    wrong: list[str] = []
    with running(desk.config.site) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        context = browser.new_context(base_url=served.url, **how)
        context.add_cookies(
            [{"name": name, "value": value, "url": served.url} for name, value in cookies]
        )
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: wrong.append(said.text) if _is_wrong(said.type, said.text) else None,
        )
        yield page, wrong
        browser.close()


def _is_wrong(kind: str, said: str) -> bool:
    return kind == "error" and STYLES not in said


def test_a_release_is_typed_and_keeps_itself(desk: Desk) -> None:
    with opened(desk) as (page, wrong):
        page.goto(f"{HOME}add/")
        page.fill("#id_title", "Lights on the shore")
        page.click(".public-DraftEditor-content")
        page.keyboard.type("MERE, 2 May 1999 – The lights are lit.")
        page.fill("#id_day", "2 May 1999")
        page.fill("#id_sources-typed", "tarn")
        page.press("#id_sources-typed", "Enter")
        page.click("[aria-label^='Move ']")
        page.fill("#id_places-typed", "mere")
        page.press("#id_places-typed", "Enter")
        page.fill("#id_people-typed", "Ann Other")
        page.press("#id_people-typed", "Enter")
        page.click("button:has-text('Save')")
        page.wait_for_url("**/edit/*/")
        # What is typed before Wagtail's script has read the form counts as what it was opened with.
        page.wait_for_timeout(2000)
        with page.expect_response(lambda one: one.request.method == "POST" and "/edit/" in one.url):
            page.fill("#id_summary", "Kept without a word")
        page.reload()
        assert page.input_value("#id_summary") == "Kept without a word"
        shown = page.locator("[aria-label='Toggle preview']").first
        shown.click()
        frame = page.frame_locator("#w-preview-iframe, iframe.w-preview__iframe").first
        frame.locator("h1:has-text('Lights on the shore')").wait_for()
        assert wrong == []
    copy = ReleaseCopy.objects.get()
    assert copy.sources == ["office-in-tarn", "secretariat"]
    assert [one["name"] for one in copy.places + copy.people] == ["Mere", "Ann Other"]
    assert (copy.day, copy.summary) == ("1999-05-02", "Kept without a word")
    assert copy.revisions.count() == 2


def test_a_page_pasted_from_word_is_clean(desk: Desk) -> None:
    with opened(desk) as (page, wrong):
        page.goto(f"{HOME}add/")
        page.fill("#id_title", "Pasted")
        page.click(".public-DraftEditor-content")
        page.evaluate(PASTE, WORD)
        page.click("button:has-text('Save')")
        page.wait_for_url("**/edit/*/")
        assert wrong == []
    body = parts_of(ReleaseCopy.objects.get().body)
    assert body.paragraphs == (
        "BELGRADE, 13 February 2017 – The Mission handed over equipment.",
        "What comes next",
        "A smaller heading",
        "First point",
        "Second point",
        "Numbered point",
        "See the page, or not. A line below.",
        "One",
        "Two",
        "Styled bold",
    )
    assert [(one.paragraph, one.kind) for one in body.marks] == [
        (1, "strong"),
        (3, "heading"),
        (4, "item"),
        (5, "item"),
        (6, "ordered"),
        (7, "link"),
        (7, "emphasis"),
    ]


def test_without_script_lists_are_chosen_from_and_the_rest_is_typed(desk: Desk) -> None:
    copy = written(desk, places=[], sources=["secretariat"])
    with opened(desk, java_script_enabled=False) as (page, _):
        page.goto(f"{HOME}edit/{copy.pk}/")
        page.fill("#id_title", "By hand")
        page.select_option("#id_countries", ["XB"])
        page.fill("#id_places-more", "Ferry landing")
        page.click("button:has-text('Save')")
        page.wait_for_load_state()
    copy.refresh_from_db()
    assert (copy.title, copy.countries) == ("By hand", ["XB"])
    assert [one["name"] for one in copy.places] == ["Ferry landing"]
    # The body is the one field that needs the script; without it, it stays as it was.
    assert parts_of(copy.body).paragraphs[0].startswith("MERE, 2 May 1999")


def test_everybody_can_use_the_list_and_the_editor(desk: Desk) -> None:
    copy = written(desk)
    locked = written(desk, state="submitted")
    version = f"{HOME}history/{copy.pk}/"
    with opened(desk) as (page, wrong):
        for address in (
            HOME,
            f"{HOME}add/",
            f"{HOME}edit/{copy.pk}/",
            f"{HOME}edit/{locked.pk}/",
            version,
        ):
            answer = page.goto(address)
            assert answer is not None
            assert answer.url.endswith(address)
            page.wait_for_timeout(500)
            for width in looks(page, 380, 1280):
                found = Axe().run(page).response["violations"]
                assert [(one["id"], one["nodes"][0]["target"]) for one in found] == [], address
                assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert wrong == []


def test_every_mark_of_the_record_can_be_written() -> None:
    assert set(FEATURES) >= {"h2", "h3", "h4", "bold", "italic", "ul", "ol", "blockquote", "link"}
