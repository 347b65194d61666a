"""What a reader asks for, parsed at the door."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

Parameters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request whose address is known and whose parameters are allowed there.

    path: without its suffix.  parts: what the route's pattern found in it.
    twin: the suffix asked for (`json`, `atom`, `md`), empty for the page itself.
    parameters: as given, without `on` and `size`.  headers: lower-case names.
    """

    method: str
    path: str
    parts: Mapping[str, str]
    twin: str = ""
    parameters: Parameters = ()
    on: date | None = None
    size: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def lang(self) -> str:
        """Return the language of the address."""
        return self.parts["lang"]

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a parameter, in order."""
        return tuple(value for key, value in self.parameters if key == name)

    def one(self, name: str, default: str = "") -> str:
        """Return the value of a parameter, or the default where it is not given."""
        return next(iter(self.all(name)), default)


def accepted_languages(header: str) -> Iterator[str]:
    """Yield the languages a browser asks for, the dearest first, without their regions.

    Source: RFC 9110, "Accept-Language".

    >>> list(accepted_languages("de;q=0.5, fr-CH, fr;q=0.9"))
    ['fr', 'de']
    """
    weighed = []
    for number, choice in enumerate(header.split(",")[:20]):
        name, _, weight = choice.partition(";")
        quality = _quality(weight)
        if quality > 0:
            weighed.append((-quality, number, name.strip().partition("-")[0].lower()))
    yield from dict.fromkeys(name for _, _, name in sorted(weighed) if name)


def accepts_gzip(header: str) -> bool:
    """Tell whether a browser unpacks gzip.  Source: RFC 9110, "Accept-Encoding"."""
    for choice in header.split(","):
        name, _, weight = choice.partition(";")
        if name.strip().lower() in ("gzip", "*"):
            return _quality(weight) > 0
    return False


def _quality(weight: str) -> float:
    name, _, value = weight.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
