"""Every template in a script that runs from right to left, and the menu of a narrow window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import PAGES

# The scroll position of a page that is wider than its window is negative from right to left.
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
ROWS = (".masthead-row", ".languages ul", ".menu > ul", ".crumbs ol", ".foot-links", ".with-side")
OVERLAPS = """rows => rows.flatMap(row => [...document.querySelectorAll(row)]).flatMap(row => {
  const boxes = [...row.children].map(one => one.getBoundingClientRect())
    .filter(box => box.width && box.height);
  return boxes.flatMap((one, index) => boxes.slice(index + 1).filter(other =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1
  ).map(() => row.className));
})"""
OUTSIDE = """() => [...document.querySelectorAll(
  "h1, h2, .masthead-row > *, .languages a, .notice, .ledger > li, .facts, .foot-links a"
)].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && (box.left < -1 || box.right > innerWidth + 1) && !one.closest(".unseen");
}).map(one => one.className || one.tagName)"""


@pytest.mark.parametrize("width", [1280, 320])
def test_a_page_reads_from_right_to_left(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate(OVERLAPS, ROWS) == [], path
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert not page.evaluate(TOO_WIDE), path
        assert page.evaluate(OVERLAPS, ROWS) == [], path
        assert page.evaluate(OUTSIDE) == [], path
    page.close()


def test_a_narrow_window_has_the_menu_behind_a_button_without_script(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    page.goto(f"{address}/it/")
    assert not page.locator("nav.menu").is_visible()
    page.get_by_role("button", name="Menu").click()
    page.locator("nav.menu summary", has_text="Paesi").click()
    page.get_by_role("button", name="Chiudi").click()
    assert not page.locator("nav.menu").is_visible()
    page.get_by_role("button", name="Menu").click()
    page.locator("nav.menu details[open] a").first.click()
    assert page.url == f"{address}/it/countries"
    page.close()


def test_the_six_languages_are_offered_at_every_width(browser: Browser, address: str) -> None:
    for width in (320, 768, 1280):
        page = browser.new_page(viewport={"width": width, "height": 700})
        page.goto(f"{address}/ru/")
        offered = page.locator(".languages a")
        assert [one.inner_text() for one in offered.all() if one.is_visible()] == [
            "English",
            "Deutsch",
            "Español",
            "Français",
            "Italiano",
            "Русский",
        ]
        page.close()
