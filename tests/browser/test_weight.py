"""What a reader's first visit to a release costs, in bytes over the wire."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

MOST_BYTES = 60 * 1024
RELEASE = "/en/releases/900001"
FETCHED = {"link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}


def test_a_release_weighs_at_most_60_kilobytes_on_the_first_visit(address: str) -> None:
    with httpx.Client(headers={"accept-encoding": "gzip"}, follow_redirects=True) as reader:
        page = reader.get(address + RELEASE)
        wanted = Wanted()
        wanted.feed(page.text)
        answers = [page, *(reader.get(urljoin(str(page.url), one)) for one in wanted.addresses)]
    weights = {str(one.url): weight_bytes(one) for one in answers}
    assert len(weights) > 1
    assert sum(weights.values()) <= MOST_BYTES, weights


def test_nothing_blocks_a_page_but_its_style_sheet(address: str) -> None:
    wanted = Wanted()
    wanted.feed(httpx.get(address + RELEASE, follow_redirects=True).text)
    assert (wanted.blocking_scripts, len(wanted.addresses)) == (0, 1)


def weight_bytes(answer: httpx.Response) -> int:
    """Return the size of an answer as it came, its headers included."""
    headers = sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)
    return headers + answer.num_bytes_downloaded


class Wanted(HTMLParser):
    """What a browser fetches with a page, and the scripts that hold the page up."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.blocking_scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element makes a browser fetch."""
        given = dict(attrs)
        if tag == "script" and "defer" not in given and given.get("type") != "module":
            self.blocking_scripts += 1
        is_fetched = tag != "link" or given.get("rel") in ("stylesheet", "icon", "preload")
        address = given.get(FETCHED.get(tag, ""))
        if address and is_fetched and not address.startswith("data:"):
            self.addresses.append(address)
