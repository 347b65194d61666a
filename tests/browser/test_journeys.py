"""What readers come for, without script."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_release_is_found_by_a_word_narrowed_by_a_box_and_read(
    page: Page, lakes_url: str
) -> None:
    page.goto(f"{lakes_url}/en/")
    page.get_by_role("searchbox").fill("lights")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("heading", level=2, name="2 releases").is_visible()
    page.get_by_role("checkbox", name="CTL Office in Tarn").check()
    page.get_by_role("button", name="Show these").first.click()
    assert page.url.endswith("/en/search?q=lights&source=office-in-tarn")
    page.get_by_role("link", name="Lights on the northern shore").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Lights on the northern")


def test_a_choice_is_taken_back_with_a_link(page: Page, lakes_url: str) -> None:
    page.goto(f"{lakes_url}/en/search?q=lights&source=office-in-tarn")
    page.get_by_role("link", name="Take away: Source: CTL Office in Tarn").click()
    assert page.url.endswith("/en/search?q=lights")


def test_a_page_is_read_in_the_other_language(page: Page, lakes_url: str) -> None:
    page.goto(f"{lakes_url}/en/releases/102/eels-return-to-the-southern-lake")
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Français").click()
    assert page.url.endswith("/fr/releases/102/les-anguilles-reviennent")
    assert page.get_by_text("Les anguilles ont été comptées.").is_visible()


def test_a_pasted_text_is_checked(page: Page, lakes_url: str) -> None:
    page.goto(f"{lakes_url}/en/releases/101")
    said = page.locator(".text").inner_text()
    page.get_by_role("link", name="Check that a text is genuine").click()
    page.get_by_label("The text you hold").fill(said)
    page.get_by_role("button", name="Check").click()
    assert page.get_by_role("heading", name="Genuine and current").is_visible()
    page.get_by_label("The text you hold").fill(said.replace("Boats", "Barges"))
    page.get_by_role("button", name="Check").click()
    assert page.get_by_role("heading", name="Not the text on the record").is_visible()
    assert "Barges" in page.locator("ins").inner_text()


def test_the_json_twin_is_a_link_away(page: Page, lakes_url: str) -> None:
    page.goto(f"{lakes_url}/en/releases/101")
    page.get_by_role("link", name="As JSON", exact=True).click()
    assert json.loads(page.locator("body").inner_text())["record"]["symbol"] == "101"


def test_a_printed_release_has_its_words_and_no_controls(page: Page, lakes_url: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{lakes_url}/en/releases/101")
    assert page.locator(".text").is_visible()
    for hidden in (".search-box", ".menu", ".languages", ".skip", ".foot-links"):
        assert not page.locator(hidden).is_visible()


def test_a_printed_search_has_its_answer_and_no_controls(page: Page, lakes_url: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{lakes_url}/en/search?q=boats")
    assert page.locator(".ledger .title").first.is_visible()
    for hidden in (".filters", ".ask", ".sort"):
        assert not page.locator(hidden).is_visible()
