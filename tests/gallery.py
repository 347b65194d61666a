"""Pictures of the sample record's pages, for the documentation: `make gallery`.

A demo site is made, served and photographed with Debian's Chromium, JavaScript off.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from communique.cli.demo import make_demo
from tests.tools import ROOT, chromium

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FOLDER = ROOT / "docs" / "images"


class Picture(NamedTuple):
    """One picture: its file, the page, the width of the window, and whether it is dark."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    is_dark: bool = False


PICTURES = (
    Picture("home", "/en/"),
    Picture("home-narrow", "/en/", width=360, height=740),
    Picture("release", "/en/releases/900001", height=1100),
    Picture("release-dark", "/fr/releases/900001", is_dark=True),
    Picture("search", "/en/search?q=smuggling"),
    Picture("country", "/en/countries/serbia", height=1100),
    Picture("field-operations", "/en/field-operations", height=1400),
    Picture("structure", "/en/structures/organizational-structure", height=1100),
    Picture("field-of-work", "/en/fields-of-work/migration"),
    Picture("verify", "/en/verify"),
)


@contextmanager
def portal() -> Iterator[str]:
    """Give the address of a portal that serves a fresh demo site."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "demo"
        make_demo(site, url="http://127.0.0.1:8000")
        command = [sys.executable, "-m", "communique.cli.main", "serve", str(site), "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found
            yield found[0].rstrip("/")
            process.terminate()


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with portal() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for one in PICTURES:
            page = browser.new_page(
                viewport={"width": one.width, "height": one.height},
                color_scheme="dark" if one.is_dark else "light",
                java_script_enabled=False,
            )
            page.goto(address + one.path)
            page.screenshot(path=FOLDER / f"{one.name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
