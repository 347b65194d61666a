"""A page and a profile make a draft, or a report of why the page is no release."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from communique.core.evidence import Capture, Found, Span
from communique.core.profile import Profile
from communique.core.record import Draft, Finding, Reported
from communique.core.rules import NOTE
from communique.ingest.above import from_type_line
from communique.ingest.body import is_caption, read_body
from communique.ingest.fields import choose
from communique.ingest.header import Header, read_header
from communique.ingest.lexicon import BARE_LABELS, Lexicon, lexicon_of
from communique.ingest.listing import hints_of, is_listing
from communique.ingest.marked import is_of_a_day
from communique.ingest.menu import Content, without_menu
from communique.ingest.plain import Line, Page

_NUMBER = re.compile(r"(?P<number>\d{2,12})(?:\.html?)?", re.ASCII)
_EVENT_LINES = 12
_TYPE_LINES = 4
WHY = {
    "page.empty": "the page holds no words",
    "page.menu": "the page is a menu and nothing else",
    "page.listing": "the page lists other pages",
    "page.event": "the page announces an event: it says when and where, and has no type line",
    "page.other": "the page calls itself something else, which the newsroom does not issue",
    "page.topic": "the page has no type line, dateline, date or source: it is about a subject",
}


def draft_release(page: Page, profile: Profile) -> Draft | Reported:
    """Return what a page says as a draft, or why it is no release.

    Never raises, whatever the text; what it could not read is said in findings.
    """
    lexicon = lexicon_of(profile)
    content = without_menu(page, lexicon)
    if not content.lines:
        return _reported(page, "page.menu" if content.has_menu else "page.empty", content)
    if is_listing(page, content.lines, lexicon):
        return _reported(page, "page.listing", content, hints_of(page, content.lines, lexicon))
    is_plain = page.heading is None
    lines = from_type_line(page, content.lines, lexicon) if is_plain else content.lines
    header = read_header(page, lines, lexicon)
    if header.kind is None and _is_event(content.lines, lexicon):
        return _reported(page, "page.event", content)
    if header.kind is None and header.dateline is None and _is_other(content.lines, lexicon):
        return _reported(page, "page.other", content)
    is_published = page.is_article or is_of_a_day(page)
    if _is_topic(header) and not (is_published and header.title and header.rest):
        return _reported(page, "page.topic", content)
    return _draft(page, header, content, lexicon)


def symbol_in(address: str) -> str:
    """Return the number that an old address ends with, or nothing.

    >>> symbol_in("https://www.example.org/cio/299421.html?download=true")
    '299421'
    """
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    found = _NUMBER.fullmatch(path.rstrip("/").rpartition("/")[2])
    return found["number"].lstrip("0") if found else ""


def _draft(page: Page, header: Header, content: Content, lexicon: Lexicon) -> Draft:
    body = read_body(page, header.rest, _text_start(header), lexicon)
    choices = choose(page, header, body, lexicon)
    return Draft(
        capture=page.capture,
        lang=choices.lang,
        symbol=_symbol(page.capture),
        kind=choices.kind,
        title=_line(page, header.title, "title", 0.95),
        summary=_summary(page, header, lexicon),
        date=choices.date,
        places=choices.places,
        sources=choices.sources,
        fields_of_work=choices.fields_of_work,
        countries=choices.countries,
        people=choices.people,
        body=tuple(
            Found(
                value=paragraph.text,
                span=page.span(paragraph.start, paragraph.end, rule="body", confidence=0.95),
            )
            for paragraph in body.paragraphs
        ),
        quotes=choices.quotes,
        facts=choices.facts,
        contacts=tuple(
            Found(
                value=contact.text,
                span=page.span(contact.start, contact.end, rule="contact", confidence=0.8),
            )
            for contact in body.contacts
        ),
        findings=(*content.findings, *choices.findings),
    )


def _text_start(header: Header) -> int | None:
    return header.dateline.start if header.dateline else None


def _symbol(capture: Capture) -> Found[str] | None:
    symbol = symbol_in(capture.address)
    if not symbol:
        return None
    # An address is no part of the capture, so its evidence is itself.
    return Found(value=symbol, span=Span(start=0, end=0, quote=capture.address, rule="address"))


def _line(page: Page, line: Line | None, rule: str, confidence: float) -> Found[str] | None:
    if line is None:
        return None
    span = page.span(line.start, line.end, rule=rule, confidence=confidence)
    return Found(value=" ".join(line.text.split()), span=span)


def _summary(page: Page, header: Header, lexicon: Lexicon) -> Found[str] | None:
    """Return the abstract: what stands between title and labels, and belongs to no picture."""
    lines = header.abstract
    # Below a line of place and day, and beside a credit, stand the words to a picture.
    if header.place_line is not None or any(is_caption(line.text, lexicon) for line in lines):
        return None
    return _line(page, lines[0], "abstract", 0.8) if lines else None


def _is_event(lines: Sequence[Line], lexicon: Lexicon) -> bool:
    kinds = {
        label[0]
        for line in lines[:_EVENT_LINES]
        if (label := lexicon.label(line.text)) is not None and label[0] in BARE_LABELS
    }
    return "when" in kinds and len(kinds) > 1


def _is_other(lines: Sequence[Line], lexicon: Lexicon) -> bool:
    return any(lexicon.is_line("other_pages", line.text) for line in lines[:_TYPE_LINES])


def _is_topic(header: Header) -> bool:
    marks = (header.kind, header.dateline, header.place_line)
    if any(mark is not None for mark in marks):
        return False
    # A page of the newsroom has at least a title and a text.
    return not header.labels and not (header.newsroom and header.title and header.rest)


def _reported(page: Page, code: str, content: Content, hints: tuple[Draft, ...] = ()) -> Reported:
    first = content.lines[0] if content.lines else None
    reason = Finding(
        code=code,
        level=NOTE,
        message=f"{WHY[code]}; it is no release",
        span=page.span(first.start, first.end, rule=code) if first else None,
        hint="Give the single pages it leads to." if code == "page.listing" else "",
    )
    return Reported(capture=page.capture, findings=(reason, *content.findings), hints=hints)
