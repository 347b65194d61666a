"""From an address to a route: strict, so that one page has one address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from communique.public.errors import BadAddress, NotFound, TooLong
from communique.public.request import Parameters, Request
from communique.public.route import Route
from communique.render.messages import N_

TWINS = ("json", "atom", "md", "ics")
LONGEST_PATH, LONGEST_QUERY, MOST_PARAMETERS = 2_000, 4_000, 100
LARGEST_SIZE = 2**63 - 1
_TIME = frozenset({"on", "size"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COUNT = re.compile(r"0|[1-9]\d{0,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """A route, the parts of the path that its pattern took, and the twin asked for."""

    route: Route
    path: str
    parts: Mapping[str, str]
    twin: str


class Table:
    """Every route of the portal; the first that fits answers."""

    def __init__(self, routes: Sequence[Route]) -> None:
        """Compile the patterns once."""
        self.routes = tuple(routes)
        self._compiled = tuple((route, route.compiled()) for route in self.routes)

    def find(self, path: str) -> Found | None:
        """Return the route of a path, or None."""
        stem, dot, suffix = path.rpartition(".")
        if dot and suffix in TWINS:
            for found in self._fitting((stem, stem + "/"), suffix):
                return found
        return next(self._fitting((path,), ""), None)

    def _fitting(self, paths: Sequence[str], twin: str) -> Iterator[Found]:
        for route, pattern in self._compiled:
            if twin and twin not in route.twins:
                continue
            for path in paths:
                if match := pattern.fullmatch(path):
                    yield Found(route, path, match.groupdict(), twin)


def check_length(path: str, query: bytes) -> None:
    """Raise TooLong for an address longer than any of ours."""
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        raise TooLong(N_("This address is longer than any of ours."))


def request_of(
    found: Found, *, method: str, query: bytes, headers: Mapping[str, str], body: bytes = b""
) -> Request:
    """Return the request; BadAddress for a parameter that the route does not take."""
    given = parameters_of(query)
    check_parameters(found.route, given)
    day = next((value for name, value in given if name == "on"), "")
    size = next((value for name, value in given if name == "size"), "")
    return Request(
        method=method,
        path=found.path,
        parts=found.parts,
        twin=found.twin,
        parameters=tuple(one for one in given if one[0] not in _TIME),
        on=_day(day) if day else None,
        size=_size(size) if size else None,
        headers=headers,
        body=body,
    )


def parameters_of(query: bytes) -> Parameters:
    """Return the parameters of a query as given; BadAddress where it is no UTF-8 or too many."""
    try:
        return tuple(
            parse_qsl(
                query.decode("ascii"),
                keep_blank_values=True,
                errors="strict",
                max_num_fields=MOST_PARAMETERS,
            )
        )
    except ValueError:
        raise BadAddress(N_("The part of the address behind the “?” cannot be read.")) from None


def check_parameters(route: Route, given: Parameters) -> None:
    """Raise BadAddress for a parameter that is unknown, or stands twice where it may not."""
    single = route.parameters | route.times
    seen: set[str] = set()
    for name, _ in given:
        if name not in single | route.many:
            known = ", ".join(sorted(single | route.many))
            raise BadAddress(
                N_("“%(name)s” is no parameter of this address. It takes: %(known)s."),
                name=name[:80],
                known=known or "–",
            )
        if name in seen and name in single:
            raise BadAddress(N_("“%(name)s” may be given once only."), name=name)
        seen.add(name)


def _day(text: str) -> date:
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise BadAddress(
            N_("“%(value)s” is no day; “%(name)s” takes one as in 2017-02-13."),
            name="on",
            value=text[:80],
        ) from None


def _size(text: str) -> int:
    if not _COUNT.fullmatch(text) or int(text) > LARGEST_SIZE:
        raise BadAddress(N_("“%(value)s” is no size of the log; it is a number."), value=text[:80])
    return int(text)


def not_found() -> NotFound:
    """Return the refusal of an address at which nothing stands."""
    return NotFound(N_("Nothing stands at this address."))
