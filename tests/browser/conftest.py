"""The sample record, served for real, and Debian's Chromium to look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.gallery import ARGUMENTS, portal
from tests.public.asking import lakes
from tests.public.served import served
from tests.tools import chromium


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Give the address of a portal that serves the sample record."""
    with portal() as found:
        yield found


@pytest.fixture(scope="session")
def lakes_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a portal with a release of every state and shape."""
    with served(lakes(tmp_path_factory.mktemp("browser") / "site")) as portal:
        yield portal.url


# Not for the session: its event loop would run in this thread, where others use a database.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a headless Chromium."""
    path = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()
