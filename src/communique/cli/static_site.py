"""The portal as a folder of files, made by asking the portal for every page."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Iterator
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from communique.cli.static_links import (
    PAGE,
    STAND_IN,
    Target,
    maps,
    old_place,
    redirecting,
    relative_to,
    rewritten,
    stand_in,
    target_of,
)
from communique.config import Config
from communique.core.entry import Entry
from communique.core.text import slug
from communique.log.deposit import Deposit
from communique.log.reader import LogReader
from communique.public import copying
from communique.public.app import Portal, application
from communique.registrar.archive import log_files
from communique.registrar.exporting import taken_back
from communique.registrar.keys import verifier_of
from communique.render.messages import LANGUAGES
from communique.store.query import of_symbols, symbols, total

RELEASES_AT_ONCE = 500
PART_BYTES = 1024 * 1024
_RELEASE = re.compile(r"/[a-z]{2}/releases/[^/]+")
Told = Callable[[int, int], None]


class Copying:
    """A copy on its way into a folder; what stands there already is whole, and is kept."""

    def __init__(self, config: Config, folder: Path) -> None:
        """Open the site's portal, which is asked for every page."""
        self._config, self._folder = config, folder
        self._portal: Portal = application(config)
        self._waiting: deque[Target] = deque()
        self._seen: set[str] = set()
        self.broken: list[str] = []
        self.files = 0

    def make(self, told: Told) -> None:
        """Write every public address of today as a file."""
        self._write(PAGE, redirecting(f"{self._config.url}/", f"{LANGUAGES[0]}/{PAGE}", "en"))
        for lang in LANGUAGES:
            self._lists(lang)
            for rest in ("", "releases"):
                self._queue(f"/{lang}/{rest}")
        for address in ("/robots.txt", "/sitemap.xml", *self._sitemaps()):
            self._queue(address)
        self._queue_all(self._listed("/sitemap/0.xml"))
        self._drain()
        self._releases(told)
        self._log()
        self._moves()

    def _lists(self, lang: str) -> None:
        """Write what stands in the place of the search: the releases by year."""
        record = self._portal.shelf.record()
        years = []
        for year, cards in copying.by_year(lang, record):
            years.append(year)
            made = copying.year_page(year, cards, lang, record)
            self._page(f"{lang}/{STAND_IN}/{year}/{PAGE}", made.body.decode())
        made = copying.stand_in(lang, years, record)
        self._page(stand_in(lang), made.body.decode())

    def _releases(self, told: Told) -> None:
        store = self._portal.shelf.record().store
        of = total(store)
        for done, listed in enumerate(symbols(store), start=1):
            for lang in LANGUAGES:
                self._release(f"/{lang}/releases/{listed.symbol}")
            self._drain()
            told(done, of)
        for symbol in taken_back(self._config):
            for lang in LANGUAGES:
                self._take(target_of(f"/{lang}/releases/{symbol}"))

    def _release(self, bare: str) -> None:
        target = target_of(bare)
        if (self._folder / target.place).exists():
            return
        # The short address leads to the page; it is written last, so that where it stands, all of
        # the release does.
        status, headers, _ = self._asked(bare)
        page = headers.get("location", "")
        if status != 301 or not page.startswith(bare):
            self.broken.append(f"{bare} ({status})")
            return
        self._take(target_of(page), own=page)
        self._redirect(target, page)

    def _log(self) -> None:
        reader = LogReader(self._config.log, verifier_of(self._config))
        size = reader.checkpoint().size
        for name in ("checkpoint", "key", *log_files(size)):
            self._take(target_of(f"/log/{name}"))
        for _, leaf in reader.entries(0, size):
            entry = Entry.from_leaf(leaf)
            # What is not given out, has no file; everything else of the deposit has.
            self._take(target_of(f"/deposit/{entry.digest}"), may_lack=True)

    def _moves(self) -> None:
        """Write the old addresses: a page each, and a map for servers that read one."""
        (self._folder / "_redirects").unlink(missing_ok=True)
        (self._folder / "nginx-redirects.map").unlink(missing_ok=True)
        maps(self._moved(), self._append)

    def _moved(self) -> Iterator[tuple[str, str]]:
        store = self._portal.shelf.record().store
        listed = symbols(store)
        while part := list(islice(listed, RELEASES_AT_ONCE)):
            held = of_symbols(store, [one.symbol for one in part])
            for symbol, current in held.items():
                release = current.release
                lang = next((one for one in LANGUAGES if one in release.texts), LANGUAGES[0])
                title = next(iter(release.texts.values())).title
                text = release.texts.get(lang)
                name = slug(text.title if text else title)
                for address in release.addresses:
                    new = f"/{lang}/releases/{symbol}/{name}"
                    parts = urlsplit(address)
                    if old := old_place(address):
                        self._old_page(old, new, lang)
                    yield f"{parts.path}?{parts.query}" if parts.query else parts.path, new

    def _old_page(self, place: str, new: str, lang: str) -> None:
        path = self._folder / place
        # Never over a page of today, and never below a file.
        if path.exists() or any(one.is_file() for one in path.parents if one != self._folder):
            return
        link = relative_to(target_of(new).place, place)
        self._write(place, redirecting(self._config.url + new, link, lang))

    def _queue(self, address: str) -> None:
        target = target_of(address)
        if target.address and target.place not in self._seen:
            self._seen.add(target.place)
            self._waiting.append(target)

    def _queue_all(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            self._queue(address)

    def _drain(self) -> None:
        while self._waiting:
            self._take(self._waiting.popleft())

    def _take(self, target: Target, *, own: str = "", may_lack: bool = False) -> None:
        """Ask for an address and write what comes.

        own: the address of a release, whose twins and further pages are taken with it.
        """
        if (
            target.address.startswith(("/media/", "/deposit/", "/static/"))
            and (self._folder / target.place).exists()
        ):
            return
        if target.address.startswith("/media/"):
            self._copy_file(target)
            return
        status, headers, parts = self._asked(target.address)
        if status in (301, 303):
            self._redirect(target, headers["location"])
            self._follow([headers["location"]], own)
        elif status in (200, 410) and headers["content-type"].startswith("text/html"):
            page = b"".join(parts).decode()
            self._follow(self._page(target.place, page), own)
        elif status == 200:
            self._write_parts(target.place, parts)
        elif not may_lack:
            self.broken.append(f"{target.address} ({status})")

    def _copy_file(self, target: Target) -> None:
        """Copy a picture or an attachment, if the portal gives it out; a film fits no memory."""
        status, _, _ = self._asked(target.address, method="HEAD")
        if status != HTTPStatus.OK:
            self.broken.append(f"{target.address} ({status})")
            return
        digest = target.address.split("/")[2]
        with Deposit(self._config.deposit).path_of(digest).open("rb") as file:
            self._write_parts(target.place, iter(lambda: file.read(PART_BYTES), b""))

    def _follow(self, addresses: Iterable[str], own: str) -> None:
        for address in addresses:
            if not _RELEASE.match(address):
                # Files are many, and whether they were taken, the folder tells.
                is_file = address.startswith(("/media/", "/deposit/"))
                self._take(target_of(address)) if is_file else self._queue(address)
            elif _is_part(address, own):
                place = self._folder / target_of(address).place
                if not place.exists():
                    self._take(target_of(address), own=own)

    def _page(self, place: str, page: str) -> list[str]:
        text, led = rewritten(page, place)
        self._write(place, text)
        return led

    def _redirect(self, target: Target, location: str) -> None:
        if target.place.endswith(PAGE):
            link = relative_to(target_of(location).place, target.place)
            self._write(target.place, redirecting(self._config.url + location, link, "en"))

    def _sitemaps(self) -> list[str]:
        return self._listed("/sitemap.xml")

    def _listed(self, address: str) -> list[str]:
        _, _, parts = self._asked(address)
        found = re.findall(r"<loc>([^<]+)</loc>", b"".join(parts).decode())
        return [one.removeprefix(self._config.url) for one in found]

    def _asked(
        self, address: str, *, method: str = "GET"
    ) -> tuple[int, dict[str, str], list[bytes]]:
        path, _, query = address.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [],
        }
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        _driven(self._portal(scope, receive, send))
        headers = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
        return sent[0]["status"], headers, [one.get("body", b"") for one in sent[1:]]

    def _write(self, place: str, page: str) -> None:
        self._write_parts(place, [page.encode()])

    def _write_parts(self, place: str, parts: Iterable[bytes]) -> None:
        path = self._folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        making = path.with_name(f".{path.name}"[:200])
        with making.open("wb") as file:
            file.writelines(parts)
        making.replace(path)
        self.files += 1

    def _append(self, name: str, line: str) -> None:
        with (self._folder / name).open("a", encoding="utf-8") as file:
            file.write(line)


def _is_part(address: str, own: str) -> bool:
    """Tell whether an address is a twin or a further page of a release, in any language."""
    if not own or address == own or address.split("/")[3] != own.split("/")[3]:
        return False
    return address.startswith(own) or address.count("/") > own.count("/")


def _driven(answering: Coroutine[Any, Any, None]) -> None:
    """Run an answer to its end; it waits for nothing but its request, which is there."""
    try:
        while True:
            answering.send(None)
    except StopIteration:
        return
