"""Captures as found, and where in them a value stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One page as it was found: its decoded text, and what is known of the finding.

    digest: SHA-256 of the bytes, hex.  path: where they were read (`-` for standard input).
    address: the page's address at its old site, empty where nobody said.
    encoding: how the bytes were decoded.
    """

    text: str
    digest: str
    path: str
    address: str = ""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in a capture: characters [start, end) of its text, and the words there.

    confidence: 0 to 1, how sure the reader is of the value that it took from the place.
    rule: the name of the rule that read it.
    elsewhere: the path of another capture, where the words stand in that one: a list of pages.
    """

    start: int
    end: int
    quote: str
    confidence: float = 1.0
    rule: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Value_co]):
    """A value and the place in the capture that bears it out."""

    value: Value_co
    span: Span
