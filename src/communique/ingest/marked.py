"""The day that a page's markup or its address gives it, where no line of the page says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.core.dates import PartialDate
from communique.core.evidence import Found, Span
from communique.ingest.dates import Days
from communique.ingest.plain import Page

_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d([/-])[01]?\d\2[0-3]?\d)(?!\d)", re.ASCII)
# `2017-02-13T09:00:00Z`, `20170213`, `2017/2/13`: what follows a day is its time.
_FIGURES = re.compile(r"\A(\d{4})([-/]?)(\d\d?)\2(\d\d?)(?:\D.*)?\Z", re.ASCII | re.DOTALL)
# What programs write where nobody gave them a day.  Source: POSIX, "Seconds Since the Epoch".
_NO_DAY = "1970-01-01"


def marked_day(page: Page, days: Days) -> Found[PartialDate] | None:
    """Return the day of publication that markup or address say, the markup's first."""
    for said, rule, confidence in _said(page):
        figures = _FIGURES.match(said)
        plain = f"{figures[1]}-{figures[3]:0>2}-{figures[4]:0>2}" if figures else said
        day = days.whole(plain)
        if day is not None and str(day) != _NO_DAY:
            # Neither is a part of the text, so its evidence is itself.
            span = Span(start=0, end=0, quote=said, confidence=confidence, rule=rule)
            return Found(value=day, span=span)
    return None


def is_of_a_day(page: Page) -> bool:
    """Tell whether the address of a page says of which day it is, and which page of that day."""
    return any(
        address[found.end() :].strip("/")
        for address in _addresses(page)
        for found in _IN_ADDRESS.finditer(address)
    )


def _said(page: Page) -> Iterator[tuple[str, str, float]]:
    yield from ((day, "markup", 0.85) for day in page.days)
    for address in _addresses(page):
        yield from ((found[1], "address", 0.7) for found in _IN_ADDRESS.finditer(address))


def _addresses(page: Page) -> tuple[str, str]:
    """Return where a page was found, and where it says that it stands."""
    return page.capture.address, page.address
