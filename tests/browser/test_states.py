"""The pages that the sample record has none of: corrected, withdrawn, erased, in one language."""

from __future__ import annotations

import subprocess
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.test_accessible import RULES
from tests.tools import java, vnu_jar

RELEASE = "/en/releases/101/lights-on-the-northern-shore-notice-101"
CORRECTED = "/en/releases/103/lights-on-the-northern-shore-notice-103"
STATES = (
    RELEASE,
    CORRECTED,
    f"{CORRECTED}/changes",
    f"{CORRECTED}?size=30",
    "/en/releases/104",
    "/fr/releases/105",
    "/fr/releases/102/les-anguilles-reviennent",
    "/en/releases/106/ecluse-pont-clos",
    "/en/search?q=nowhere",
)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("path", STATES)
def test_axe_finds_nothing_in_any_state(browser: Browser, lakes_url: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(lakes_url + path)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    said = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]
    assert said == []
    assert not page.evaluate(TOO_WIDE)
    assert (page.locator("h1").count(), page.locator("main").count()) == (1, 1)
    context.close()


def test_the_nu_checker_finds_no_error_in_any_state(lakes_url: str, tmp_path: Path) -> None:
    jar, runtime = vnu_jar(), java()
    for number, path in enumerate(STATES):
        answer = httpx.get(lakes_url + path, follow_redirects=True)
        (tmp_path / f"{number}.html").write_bytes(answer.content)
    command = [str(runtime), "-Xss8m", "-jar", str(jar), "--errors-only", "--format", "gnu"]
    said = subprocess.run(
        [*command, *(str(path) for path in sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stderr == ""


def test_a_keyboard_reaches_the_content_with_two_keys(browser: Browser, lakes_url: str) -> None:
    page = browser.new_page()
    page.goto(lakes_url + RELEASE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.close()


def test_a_browser_finds_nothing_forbidden_or_missing(browser: Browser, lakes_url: str) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    for path in STATES:
        page.goto(lakes_url + path)
    page.close()
    # Chromium also reports the 410 of the pages that are meant to be gone.
    assert [one for one in complaints if "status of 410" not in one] == []


def test_what_is_copied_off_the_page_is_what_was_issued(browser: Browser, lakes_url: str) -> None:
    page = browser.new_page()
    page.goto(lakes_url + RELEASE)
    shown = page.locator(".text").inner_text()
    record = httpx.get(f"{lakes_url}{RELEASE}.json").json()["record"]
    assert [line for line in shown.split("\n") if line] == record["texts"]["en"]["body"]
    page.close()
