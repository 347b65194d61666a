"""A saved HTML page as the text that it shows, a block a line: what the readers of pages read."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from communique.core.evidence import Capture
from communique.core.text import ITEM, ORDERED
from communique.ingest.capture import take_bytes
from communique.ingest.errors import BrokenEncoding, EmptyFile
from communique.ingest.markup import UNSHOWN, MarkupReader

# What a page has around its text in every language: elements, not words.
AROUND = (
    *UNSHOWN, "nav", "footer", "aside", "figcaption", "form", "button", "select", "svg", "iframe",
)  # fmt: skip
_HEAD_BYTES = 4096
_FEWEST_CHARACTERS = 200
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
# What browsers take where nothing is said and it is no UTF-8; every byte is a character in it.
_UNSAID = "windows-1252"


def is_html(content: bytes) -> bool:
    """Tell whether bytes are an HTML page, by what they begin with."""
    return _IS_HTML.match(content[:_HEAD_BYTES]) is not None


def take_html(content: bytes, path: str, address: str = "", *, declared: str = "") -> Capture:
    """Return the capture of an HTML page: the text that it shows, the digest of its bytes.

    declared: the encoding that came with it. A mark rules over it, and it over what the page
    says of itself; where nobody says, UTF-8 if the bytes are that, else windows-1252. The
    capture tells which. Raises an Unreadable where the bytes are no text, or hold none.
    Source: WHATWG Encoding Standard, "decode"; HTML, "determining the character encoding".
    """
    told = declared or _said_in(content)
    if not told and not content.startswith(_MARKS) and not _is_utf8(content):
        told = _UNSAID
    capture = take_bytes(content, path, address, declared=_as_browsers_read(told, path))
    text = text_of(capture.text)
    if not text:
        raise EmptyFile(f"{path} is a page without a word", where=path)
    return replace(capture, text=text)


def text_of(source: str) -> str:
    """Return the words that a page shows, a block a line, lines of lists behind a dash.

    What stands around the text (navigation, footer, forms, captions) is passed over, and all
    but `main` where the page has one; a page that has nothing else is taken whole.
    """
    for unshown in (AROUND, UNSHOWN):
        reader = _PageReader(unshown)
        reader.read(source)
        if reader.paragraphs:
            return "\n".join(reader.lines())
    return ""


class _PageReader(MarkupReader):
    """Reads a page, and remembers which of its paragraphs stand in `main`."""

    def __init__(self, unshown: tuple[str, ...]) -> None:
        super().__init__(unshown)
        self._main: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what a tag begins."""
        super().handle_starttag(tag, attrs)
        if tag == "main":
            self._main.append(len(self.paragraphs))

    def handle_endtag(self, tag: str) -> None:
        """End what a tag ends."""
        super().handle_endtag(tag)
        if tag == "main" and len(self._main) == 1:
            self._main.append(len(self.paragraphs))

    def lines(self) -> list[str]:
        """Return the lines of the page, those of its one `main` where that holds a text."""
        listed = {mark.paragraph for mark in self.marks if mark.kind in (ITEM, ORDERED)}
        numbered = enumerate(self.paragraphs, start=1)
        lines = [f"- {text}" if number in listed else text for number, text in numbered]
        if len(self._main) == 2:
            inner = lines[self._main[0] : self._main[1]]
            if sum(map(len, inner)) >= _FEWEST_CHARACTERS:
                return inner
        return lines


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
