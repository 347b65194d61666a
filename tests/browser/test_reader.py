"""A reader's way through the sample record, JavaScript off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

TITLE = "Chairperson-in-Office Kurz in Belgrade"
SAMPLE = Path(__file__).parents[2] / "sample/osce/2017-02-13-belgrade-visit.txt"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Give the home page in a window without script."""
    opened = browser.new_page(java_script_enabled=False, base_url=address)
    opened.goto("/en/")
    yield opened
    opened.close()


def _is_the_visit(page: Page) -> bool:
    return page.locator("h1").inner_text().startswith(TITLE)


def test_the_visit_is_found_by_a_word(page: Page) -> None:
    page.fill("#site-search", "smuggling")
    page.press("#site-search", "Enter")
    page.locator("main a", has_text=TITLE).first.click()
    assert _is_the_visit(page)


@pytest.mark.parametrize(
    ("heading", "entry", "term"),
    [
        ("Our work", "Fields of work", "Migration"),
        ("Countries", "All", "Serbia"),
        ("Structures and institutions", "Field operations", "OSCE Mission to Serbia"),
    ],
)
def test_the_visit_is_found_through_the_menu(
    page: Page, heading: str, entry: str, term: str
) -> None:
    page.locator(".menu summary", has_text=heading).click()
    page.locator(".menu details[open] a", has_text=entry).first.click()
    page.locator("main").get_by_role("link", name=term, exact=True).first.click()
    page.locator("main a", has_text=TITLE).first.click()
    assert _is_the_visit(page)


def test_facets_narrow_a_search_without_script(page: Page) -> None:
    page.goto("/en/search")
    page.locator("details.facet", has_text="Fields of work").locator(
        "summary", has_text="more"
    ).click()
    page.locator("label", has_text="Migration").first.click()
    page.locator(".apply button").click()
    assert "field=migration" in page.url
    assert page.locator("main a", has_text=TITLE).count() == 1


def test_a_copied_text_is_genuine_and_one_changed_word_is_shown(page: Page) -> None:
    text = SAMPLE.read_text("utf-8")
    body = text[text.index("BELGRADE, 13 February") :]
    page.goto("/en/verify")
    page.fill("textarea", body)
    page.locator("main form button").click()
    assert "Genuine and current" in page.locator("main").inner_text()
    page.fill("textarea", body.replace("two off-road", "three off-road"))
    page.locator("main form button").click()
    assert page.locator("main ins").first.inner_text().endswith("three")
    assert page.locator("main del").first.inner_text().endswith("two")


def test_an_old_address_leads_to_the_release(page: Page) -> None:
    page.goto("/chairpersonship/900001")
    assert _is_the_visit(page)
    page.goto("/node/900001")
    assert _is_the_visit(page)


def test_the_interface_speaks_french_on_the_same_page(page: Page) -> None:
    page.goto("/en/countries/serbia")
    page.locator(".languages a", has_text="Français").click()
    assert page.url.endswith("/fr/countries/serbia")
    assert page.locator("h1").inner_text() == "Serbie"
