"""The desk reads along: the panel beside the editor, in Chromium, by mouse and by key."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from communique.newsroom.desk.models import ReleaseCopy
from tests.newsroom.browsing import looking, looks
from tests.newsroom.desks import Desk

pytestmark = pytest.mark.any_database

TITLE = "CTL Office in Tarn lights the harbour"
BODY = "MERE, 2 May 2005 – The office spoke of navigation in Eastmark. "
BODY += "“We will go on with it,” said Anna Muster."


def write(page: Page) -> None:
    """Begin a release."""
    page.goto("/desk/releases/add/")
    page.fill("[name=title]", TITLE)
    page.fill("[name=day]", "")
    page.click("[contenteditable=true]")
    page.keyboard.type(BODY)
    expect(page.locator("[data-key='places:mere']")).to_be_visible()


def chosen(page: Page, name: str) -> list[str]:
    """Return what the form has for a field."""
    found: list[str] = page.eval_on_selector(
        f"[name={name}]", "one => [...one.selectedOptions].map(option => option.value)"
    )
    return found


def focused(page: Page) -> str:
    """Return the key of the proposal that has the focus."""
    key: str = page.evaluate(
        "(document.activeElement.closest('[data-key]') || {dataset: {}}).dataset.key || ''"
    )
    return key


def test_proposals_are_taken_and_left_by_one_key_each(desk: Desk) -> None:
    with looking(desk, "author") as page:
        write(page)
        page.keyboard.press("F9")
        assert focused(page) == "day:2005-05-02"
        page.keyboard.press("a")
        assert page.input_value("[name=day]") == "2005-05-02"
        assert focused(page) == "places:mere"
        page.keyboard.press("Enter")
        assert chosen(page, "places") == ["mere"]
        expect(page.locator("[data-reading] [data-status]")).to_have_text("Mere accepted: Place")
        page.keyboard.press("End")
        assert focused(page) == "people:name:Anna Muster"
        page.keyboard.press("Delete")
        assert chosen(page, "people") == []
        page.keyboard.press("Home")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.dataset.act") == "refuse"
        page.keyboard.press("F9")
        assert page.evaluate("document.activeElement.isContentEditable")
        page.click("text=Refused (1)")
        page.click("text=propose again")
        assert focused(page) == "people:name:Anna Muster"
        page.keyboard.press("a")
        assert chosen(page, "people") == ["name:Anna Muster"]


def test_what_is_refused_before_the_first_save_stays_refused_after_it(desk: Desk) -> None:
    with looking(desk, "author") as page:
        write(page)
        page.click("[data-key='countries:XB'] [data-act=refuse]")
        page.click("[data-key='places:mere'] [data-act=accept]")
        with page.expect_response(lambda answer: "/reading/refused/" in answer.url):
            page.click("button:has-text('Save')")
        expect(page.locator("text=Refused (1)")).to_be_visible()
        expect(page.locator("[data-key='countries:XB']")).to_have_count(0)
    copy = ReleaseCopy.objects.get()
    assert copy.refused == ["countries:XB"]
    assert [one["code"] for one in copy.places] == ["mere"]


def test_findings_stand_beside_their_fields(desk: Desk) -> None:
    with looking(desk, "author") as page:
        write(page)
        page.fill("[name=day]", "2005-05-03")
        beside = page.locator("[data-field-wrapper]:has([name=day]) .rd-beside")
        expect(beside).to_contain_text("The dateline says 2005-05-02")
        assert "rd-beside-day" in (page.get_attribute("[name=day]", "aria-describedby") or "")
        page.click("[data-findings] button:has-text('Press contacts')")
        assert page.evaluate("document.activeElement.name") == "contacts"
        page.fill("[name=day]", "2005-05-02")
        expect(beside).to_have_count(0)


def test_the_panel_breaks_no_rule_of_accessibility(desk: Desk) -> None:
    with looking(desk, "author") as page:
        write(page)
        expect(page.locator("[data-findings]")).to_be_visible()
        for width in looks(page, 380, 1400):
            found = Axe().run(page, "[data-reading]").response["violations"]
            assert [one["id"] for one in found] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
