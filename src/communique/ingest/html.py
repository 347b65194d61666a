"""Saved HTML pages: taken in the encoding they are in, read as the lines that are their own."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from communique.core.evidence import Capture
from communique.ingest.blocks import Block, sheet_of
from communique.ingest.capture import take_bytes
from communique.ingest.errors import BrokenEncoding
from communique.ingest.lexicon import Lexicon
from communique.ingest.listing import is_listing
from communique.ingest.own import own_of
from communique.ingest.plain import Page, read_plain
from communique.ingest.template import NOTHING, Template

_HEAD_BYTES = 4096
# A comment ends at its first end and nowhere else: else so many above the page would be tried
# in all the ways in which one may hold the next.
_IS_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+"
    rb"<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_META = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9._:-]{1,40})", re.IGNORECASE
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DASH = "- "
# What browsers take where nothing is said and it is no UTF-8; every byte is a character in it.
_UNSAID = "windows-1252"


def is_html(content: bytes) -> bool:
    """Tell whether bytes are an HTML page, by what they begin with."""
    return _IS_HTML.match(content[:_HEAD_BYTES]) is not None


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved page as it was found; the text of its capture is the page's HTML."""

    capture: Capture


def take_html(content: bytes, path: str, address: str = "", *, declared: str = "") -> Saved:
    """Return an HTML page as it was found.

    declared: the encoding that came with it. A mark rules over it, and it over what the page
    says of itself; where nobody says, UTF-8 if the bytes are that, else windows-1252. The
    capture tells which. Raises an Unreadable where the bytes are no text.
    Source: WHATWG Encoding Standard, "decode"; HTML, "determining the character encoding".
    """
    told = declared or _said_in(content)
    if not told and not content.startswith(_MARKS) and not _is_utf8(content):
        told = _UNSAID
    return Saved(take_bytes(content, path, address, declared=_as_browsers_read(told, path)))


def read_saved(saved: Saved, lexicon: Lexicon, template: Template = NOTHING) -> Page:
    """Return a saved page as the lines that are its own, lines of lists behind a dash.

    The capture of the page holds these lines as its text, so that a value's evidence is found
    in what a reader of the page sees, and the digest of the bytes as they were.
    """
    sheet = sheet_of(saved.capture.text)
    own = own_of(sheet, template, lexicon)
    page = _page(saved, own.blocks, own.heading)
    whole = _page(saved, own.beside, None)
    if is_listing(whole, whole.lines, lexicon):
        # Of a list every entry counts, and none is the text.
        return whole
    days = tuple(day for day in sheet.head.days if not template.is_told(day))
    head = sheet.head
    return replace(page, days=days, is_article=head.is_article, address=head.address)


def _page(saved: Saved, blocks: Sequence[Block], heading: int | None) -> Page:
    lines: list[str] = []
    links: dict[int, str] = {}
    length, begin = 0, -1
    for number, block in enumerate(blocks):
        begin = length if number == heading else begin
        dash = _DASH if block.is_listed and not block.level else ""
        if block.is_link and (address := _address(saved.capture.address, block.to)):
            links[length + len(dash)] = address
        lines.append(dash + block.text)
        length += len(lines[-1]) + 1
    page = read_plain(replace(saved.capture, text="\n".join(lines)))
    named = next((line for line in page.lines if line.start == begin), None)
    return replace(page, heading=named, links=links)


def _address(base: str, to: str) -> str:
    """Return where a link of a page leads, empty where that is no address of the web."""
    try:
        address = urljoin(base, to.strip())
        return address if urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _said_in(content: bytes) -> str:
    found = _META.search(content[:_HEAD_BYTES])
    return found[1].decode("ascii") if found else ""


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_browsers_read(told: str, path: str) -> str:
    """Return the encoding that a label means: Latin-1 and ASCII are windows-1252 on the web."""
    if not told:
        return ""
    try:
        name = codecs.lookup(told).name
    except LookupError:
        raise BrokenEncoding(
            f"{path} says that it is in {told!r}, which is no encoding of texts", where=path
        ) from None
    return _UNSAID if name in ("iso8859-1", "ascii") else name
