"""Readers who ask for many addresses without end, and notice any answer that is not as before."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from multiprocessing import get_context

WAIT_SECONDS = 60
# What tells of a page without showing it; the day of the answer is no part of that.
_TELLING = ("ETag", "Last-Modified", "Location", "Content-Type", "Content-Length", "Cache-Control")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An answer that was not as before: where, when it had come in (Unix time), and its size."""

    address: str
    at: float
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What one reader has seen.  asked: how many answers.  changes: the first of each address."""

    asked: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """When an address was last asked for in vain, and when its first answer had come in.

    Both in Unix time. Whoever asked later than `missed_at` found it.
    """

    missed_at: float
    answered_at: float


class Reader:
    """One reader with a connection that is kept."""

    def __init__(self, portal: str) -> None:
        self._connection = HTTPConnection(portal.removeprefix("http://"), timeout=WAIT_SECONDS)

    def ask(self, address: str) -> tuple[int, str, bytes]:
        """Return status, a mark of everything that the answer tells, and its bytes."""
        for _ in range(3):
            try:
                self._connection.request("GET", address)
                answer = self._connection.getresponse()
                body = answer.read()
            except (HTTPException, ConnectionError):
                self._connection.close()
                continue
            told = [str(answer.status), *(answer.getheader(name) or "" for name in _TELLING)]
            mark = hashlib.sha256("\n".join(told).encode() + body).hexdigest()
            return answer.status, mark, body
        raise ConnectionError(f"{address} is not answered")


def read_on(portal: str, before: Mapping[str, str], first: int, until: float) -> Read:
    """Ask for all addresses, beginning at one of them, again and again until an instant.

    before: the mark of the answer of each.
    """
    reader, addresses = Reader(portal), list(before)
    asked, changes = 0, dict[str, Change]()
    while time.time() < until:
        for address in addresses[first:] + addresses[:first]:
            _, mark, body = reader.ask(address)
            at = time.time()
            asked += 1
            if mark != before[address] and address not in changes:
                changes[address] = Change(address=address, at=at, size_bytes=len(body))
            if at >= until:
                break
    return Read(asked=asked, changes=tuple(changes.values()))


def sightings(portal: str, addresses: Sequence[str], since: float, until: float) -> list[Sighting]:
    """Return when each address, none of which answers yet, was first found."""
    reader, missed, found = Reader(portal), dict.fromkeys(addresses, since), list[Sighting]()
    time.sleep(max(0.0, since - time.time()))
    while missed and time.time() < until:
        for address in list(missed):
            asked = time.time()
            if reader.ask(address)[0] in (200, 301):
                found.append(Sighting(missed_at=missed.pop(address), answered_at=time.time()))
            else:
                missed[address] = asked
    return found


def readers(count: int) -> ProcessPoolExecutor:
    """Return that many readers, each a process of its own."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))
