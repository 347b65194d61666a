"""Pictures of every template, for the documentation: `make gallery`.

Demo sites are made, served and photographed with Debian's Chromium, JavaScript off.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from communique.cli.demo import make_demo
from tests.public.asking import lakes
from tests.public.served import served
from tests.tools import ROOT, chromium

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
IMAGES = ROOT / "docs" / "images"
FOLDER = IMAGES / "gallery"
PAGE = ROOT / "docs" / "reference" / "gallery.md"
HEAD = """# Gallery

One page of every template, in four ways: on a wide window, in the dark, printed, and on a window
of 320 pixels. `make gallery` takes the pictures anew from sample sites and writes this page;
JavaScript is off in all of them.
"""


class View(NamedTuple):
    """A way to look at a page: the window, the colours, the medium, and the size it is shown at."""

    width: int
    height: int
    scale: float
    scheme: Literal["light", "dark"] = "light"
    medium: Literal["screen", "print"] = "screen"


# All are as high as the others once they are scaled, and stand side by side in one picture.
VIEWS = (
    View(1280, 1320, 0.5),
    View(1280, 1320, 0.5, scheme="dark"),
    View(794, 1100, 0.6, medium="print"),
    View(320, 880, 0.75),
)
GAP, GROUND = 8, (128, 128, 128)


class Picture(NamedTuple):
    """One picture: its file, what it shows, the page, and whether the site of the lakes has it."""

    name: str
    title: str
    path: str
    is_of_the_lakes: bool = False


PICTURES = (
    Picture("home", "The home page", "/en/"),
    Picture("home-russian", "The home page in Russian", "/ru/"),
    Picture("release", "A release", "/en/releases/900001"),
    Picture("corrected", "A release that was corrected", "/en/releases/103", True),
    Picture(
        "changes",
        "What a correction changed",
        "/en/releases/103/lights-on-the-northern-shore-notice-103/changes",
        True,
    ),
    Picture("withdrawn", "A release that was withdrawn", "/en/releases/104", True),
    Picture("search", "A search", "/en/search?q=smuggling"),
    Picture("search-narrowed", "A search, narrowed, in Spanish", "/es/search?field=migration"),
    Picture("verify", "Whether a text is genuine", "/de/verify"),
    Picture("countries", "The States", "/it/countries"),
    Picture("country", "A State", "/fr/countries/serbia"),
    Picture("country-then", "The same on a day long past", "/fr/countries/serbia?on=2002-01-01"),
    Picture("fields-of-work", "The fields of work", "/de/fields-of-work"),
    Picture("field-of-work", "A field of work", "/en/fields-of-work/migration"),
    Picture("structures", "The structures", "/es/structures"),
    Picture("chart", "The organisation as a tree", "/en/structures/organizational-structure"),
    Picture("structure", "A structure", "/ru/structures/mission-to-serbia"),
    Picture("field-operations", "The field operations", "/en/field-operations"),
    Picture("meetings", "The meetings", "/it/meetings"),
    Picture("series", "A series of meetings", "/en/meetings/ministerial-council-meetings"),
    Picture("people", "The people", "/ru/people"),
    Picture("person", "A person", "/en/people/sebastian-kurz"),
    Picture("bodies", "Bodies outside the organisation", "/en/bodies"),
    Picture("activities", "The activities", "/en/activities"),
    Picture("about", "About the organisation", "/es/about"),
    Picture("menu", "All pages", "/en/menu"),
    Picture("refused", "An address that cannot be read", "/en/search?colour=blue"),
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
    """Take every picture, and write the page that shows them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.iterdir():
        path.unlink()
    with (
        tempfile.TemporaryDirectory() as name,
        portal() as sample,
        served(lakes(Path(name) / "site")) as shore,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for one in PICTURES:
            address = (shore.url if one.is_of_the_lakes else sample) + one.path
            seen = [_seen(browser, address, view) for view in VIEWS]
            _side_by_side(seen).save(FOLDER / f"{one.name}.webp", quality=72, method=6)
        home = _seen(browser, f"{sample}/en/", View(1280, 900, 1))
        home.quantize(128).save(IMAGES / "home.png", optimize=True)
        browser.close()
    PAGE.write_text(text(), "utf-8")


def text() -> str:
    """Return the page of the documentation that shows the pictures."""
    shown = (
        f"\n## {one.title}\n\n`{one.path}`\n\n"
        f"![{one.title}: wide, dark, printed, narrow](../images/gallery/{one.name}.webp)\n"
        for one in PICTURES
    )
    return HEAD + "".join(shown)


def _seen(browser: Browser, address: str, view: View) -> Image.Image:
    page = browser.new_page(
        viewport={"width": view.width, "height": view.height},
        color_scheme=view.scheme,
        java_script_enabled=False,
    )
    page.emulate_media(media=view.medium, color_scheme=view.scheme)
    page.goto(address)
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.close()
    size = (round(view.width * view.scale), round(view.height * view.scale))
    return taken if view.scale == 1 else taken.resize(size, Image.Resampling.LANCZOS)


def _side_by_side(seen: list[Image.Image]) -> Image.Image:
    width = sum(one.width for one in seen) + GAP * (len(seen) - 1)
    whole = Image.new("RGB", (width, max(one.height for one in seen)), GROUND)
    at = 0
    for one in seen:
        whole.paste(one, (at, 0))
        at += one.width + GAP
    return whole


if __name__ == "__main__":
    main()
