"""Somebody at a newsroom that is served, asked over HTTP as a browser asks."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import httpx

WAIT_SECONDS = 120
Fields = Mapping[str, str | list[str]]
_SEEN = re.compile(r'name="seen" value="([^"]*)"')
_SYMBOL = re.compile(r'class="steps-symbol">([^<]+)<')


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the newsroom answered.  leads: where to, empty for a page.  seconds: it took so long."""

    leads: str
    page: str
    seconds: float

    def symbol(self) -> str:
        """Return the symbol of the release that the page is about."""
        found = _SYMBOL.search(self.page)
        assert found is not None, self.page[:2000]
        return found[1]

    def seen(self) -> list[str]:
        """Return the marks of what the page shows, which its form sends back."""
        return _SEEN.findall(self.page)


class Seat:
    """A member's browser: signed in, its cookies kept."""

    def __init__(self, address: str, name: str, password: str, code: str = "") -> None:
        # No connection is kept: one left idle is closed by the server, as browsers know.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.Client(base_url=address, timeout=WAIT_SECONDS, limits=limits)
        self.open("/sign-in/")
        led = self.send("/sign-in/", {"login": name, "password": password}).leads
        if code:
            self.open(led)
            led = self.send(led, {"code": code}).leads
        assert led.startswith("/desk/"), f"{name} is not let in, but led to {led!r}"
        self.open("/desk/")

    def open(self, path: str) -> Answer:
        """Return a page."""
        return _timed(path, partial(self._client.get, path))

    def send(self, path: str, fields: Fields) -> Answer:
        """Return the answer to a form."""
        token = {"csrfmiddlewaretoken": self._client.cookies["desk-csrf"]}
        return _timed(path, partial(self._client.post, path, data={**token, **fields}))

    def add(self, fields: Fields) -> str:
        """Begin a release; return the address of its editor."""
        answer = self.send("/desk/releases/add/", fields)
        assert answer.leads, answer.page[:3000]
        return answer.leads

    def upload(self, name: str, content: bytes) -> dict[str, object]:
        """Return what a release is to keep of a file that the desk took."""
        token = {"csrfmiddlewaretoken": self._client.cookies["desk-csrf"], "whole": "1"}
        files = {"file": (name, content)}
        answer = self._client.post("/desk/uploads/", data=token, files=files)
        entry: dict[str, object] = answer.raise_for_status().json()["entry"]
        return entry

    def attach(self, number: str, **files: list[dict[str, object]]) -> None:
        """Give a release that has no files its `pictures` and `attachments`."""
        none = json.dumps({"attachments": [], "pictures": []}, separators=(",", ":"))
        seen = hashlib.sha256(none.encode()).hexdigest()
        headers = {"X-CSRFToken": self._client.cookies["desk-csrf"]}
        path = f"/desk/uploads/of/{number}/"
        self._client.post(path, json={**files, "seen": seen}, headers=headers).raise_for_status()


def _timed(path: str, ask: Callable[[], httpx.Response]) -> Answer:
    start = time.perf_counter()
    answer = ask()
    seconds = time.perf_counter() - start
    if answer.status_code >= 400:
        raise RuntimeError(f"{path} was answered {answer.status_code}: {answer.text[:500]}")
    return Answer(leads=answer.headers.get("location", ""), page=answer.text, seconds=seconds)


def body_of(*paragraphs: str) -> str:
    """Return paragraphs as the editor sends them."""
    blocks = [
        {"key": f"k{place}", "type": "unstyled", "text": paragraph}
        | {"depth": 0, "inlineStyleRanges": [], "entityRanges": []}
        for place, paragraph in enumerate(paragraphs)
    ]
    return json.dumps({"blocks": blocks, "entityMap": {}})
