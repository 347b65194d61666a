"""Readers who ask for everything public, again and again, and keep what an early byte would be."""

from __future__ import annotations

import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from communique.public.route import Route
from communique.public.table import ROUTES
from communique.render.messages import LANGUAGES

SECONDS = 10
# Besides every address of the portal's own table: the pages of terms that a secret is filed
# under, and what the table's places may stand for.
PAGES = (
    "/search?kind=press-release",
    "/search.json?source=secretariat",
    "/structures/secretariat",
    "/structures/secretariat.json",
    "/fields-of-work/navigation",
    "/countries/northland",
    "/countries/northland.json",
    "/releases/{symbol}/x/changes",
)
FILES = (
    "/sitemap/1.xml",
    "/sitemap/0.xml",
    "/log/checkpoint",
    "/log/tile/0/000",
    "/log/tile/entries/000",
    "/{symbol}",
    "/node/{symbol}",
)
_PLACE = re.compile(r"\{\w+(?::rest)?\}")


@dataclass(frozen=True, slots=True)
class Leak:
    """Where a byte of what is not public yet was seen, and when (Unix time)."""

    address: str
    what: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What nobody may see yet.

    symbol: its number.  said: words that stand in it and nowhere else, and digests of its files.
    files: addresses of its files.
    """

    symbol: str
    said: tuple[str, ...]
    words: str
    files: tuple[str, ...] = ()

    def addresses(self, portal: str) -> list[str]:
        """Return every public address at which something of it could stand."""
        paths = [f"/{lang}{page}" for lang in LANGUAGES for page in PAGES] + list(FILES)
        filled = [one.format(symbol=self.symbol) for one in paths]
        filled += [path for route in ROUTES for path in self._asked_of(route)]
        # The rightmost tiles have their width in their path.
        partial = [
            f"/log/tile/{level}/000.p/{width}"
            for level in ("0", "entries")
            for width in range(1, 256, 17)
        ]
        paths = [*dict.fromkeys((*filled, *partial, *self.files))]
        return [portal + path for path in paths]

    def _asked_of(self, route: Route) -> Iterator[str]:
        """Yield a route's addresses: the symbol stands in every place, and what is sought is it."""
        asked = f"?q={quote(self.words)}" if "q" in route.parameters | route.many else ""
        for lang in LANGUAGES if "{lang}" in route.pattern else ("",):
            path = _PLACE.sub(self.symbol, route.pattern.replace("{lang}", lang))
            yield path + asked
            for twin in sorted(route.twins):
                yield f"{path.rstrip('/')}.{twin}{asked}"

    def found_in(self, address: str, answer: bytes, status: int) -> Iterator[str]:
        """Yield what an answer gives away.

        A page may repeat the words and the symbol that it was asked for.
        """
        asked = unquote(address)
        for said in self.said:
            if said.encode() in answer and said not in asked:
                yield said
        if self.symbol.encode() in answer and self.symbol not in asked:
            yield self.symbol
        if status == 200 and f"/releases/{self.symbol}" in asked:
            yield f"{self.symbol} answers"
        if status in (200, 206, 410) and any(asked.endswith(one) for one in self.files):
            yield "a file answers"


def ask(address: str) -> tuple[int, bytes]:
    """Return the status and the bytes at an address; redirects are followed."""
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            return answer.status, answer.read() + str(answer.headers).encode()
    except urllib.error.HTTPError as error:
        return error.code, error.read() + str(error.headers).encode()


def leaks(portal: str, secret: Secret, *, readers: int = 4) -> list[Leak]:
    """Return what every public address gives away of a secret, asked once each."""

    def one(address: str) -> list[Leak]:
        status, answer = ask(address)
        return [
            Leak(address, what, time.time()) for what in secret.found_in(address, answer, status)
        ]

    with ThreadPoolExecutor(readers) as pool:
        return [leak for found in pool.map(one, secret.addresses(portal)) for leak in found]


@dataclass(frozen=True, slots=True)
class Watch:
    """What readers who never stop have seen.

    rounds: how often every address was asked.  seen: where and when anything was first seen.
    """

    seen: list[Leak] = field(default_factory=list)
    rounds: list[int] = field(default_factory=list)

    def before(self, instant: float) -> list[Leak]:
        """Return what was seen before an instant."""
        return [leak for leak in self.seen if leak.at < instant]


@contextmanager
def watched(portal: str, secrets: Sequence[Secret], *, readers: int = 2) -> Iterator[Watch]:
    """Have readers ask every public address of some secrets until the block ends."""
    watch, stop = Watch(), threading.Event()
    addresses = list(dict.fromkeys(one for secret in secrets for one in secret.addresses(portal)))

    def read(first: int) -> None:
        while not stop.is_set():
            for address in addresses[first:] + addresses[:first]:
                if stop.is_set():
                    return
                status, answer = ask(address)
                at = time.time()
                for secret in secrets:
                    for what in secret.found_in(address, answer, status):
                        watch.seen.append(Leak(address, what, at))
            watch.rounds.append(first)

    threads = [
        threading.Thread(target=read, args=(number * len(addresses) // readers,))
        for number in range(readers)
    ]
    for thread in threads:
        thread.start()
    try:
        yield watch
    finally:
        stop.set()
        for thread in threads:
            thread.join()
