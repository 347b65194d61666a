"""Every template against axe (WCAG 2.2 AA), light and wide, dark and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.pages import PAGES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, path: str) -> None:
    for width, scheme in ((1280, "light"), (320, "dark")):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            # Our pages have no script; the checker's is let past the policy that forbids any.
            bypass_csp=True,
        )
        page = context.new_page()
        page.goto(address + path)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        said = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]
        assert said == [], (width, scheme)
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, width
        context.close()


def test_text_of_twice_the_size_does_not_run_off_the_page(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 640, "height": 900})
    for path in PAGES:
        page.goto(address + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, path
    page.close()
