"""Somebody at the desk, or a reader, before a real browser; and the album of what they saw."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize

from tests.journeys.house import House
from tests.journeys.members import PASSWORD
from tests.tools import PATIENCE_MS

# A folder into which every step's picture goes; none is taken without it.
PICTURES = "COMMUNIQUE_JOURNEY_PICTURES"
WIDE = ViewportSize(width=1360, height=950)


@dataclass(frozen=True, slots=True)
class Album:
    """Pictures of a journey's steps, numbered, in a folder; none where there is no folder."""

    name: str
    folder: Path | None
    taken: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, name: str) -> Album:
        """Return the album of a journey."""
        folder = os.environ.get(PICTURES)
        return cls(name, Path(folder) if folder else None)

    def take(self, page: Page, what: str) -> None:
        """Take a picture of a page as it stands."""
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        self.taken.append(what)
        name = f"{self.name}-{len(self.taken):02}-{what.replace(' ', '-')}.png"
        page.wait_for_load_state()
        # Wagtail's menu slides in.
        page.wait_for_timeout(300)
        page.screenshot(path=self.folder / name, full_page=True)


def at_the_desk(browser: Browser, house: House, name: str) -> Page:
    """Return a page of the desk at which a member is signed in, by the real sign-in."""
    context = browser.new_context(viewport=WIDE, base_url=house.desk)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("form.card button[type=submit]")
    if name in house.secrets:
        page.fill("[name=code]", house.code(name))
        page.click("form.card button[type=submit] >> nth=0")
    page.wait_for_url("**/desk/**")
    return page


def reader(browser: Browser, house: House) -> Page:
    """Return a reader's page on the portal, with JavaScript off."""
    context = browser.new_context(viewport=WIDE, base_url=house.portal, java_script_enabled=False)
    return context.new_page()
