"""XML as feeds have it: read as text by stream, with what keeps it from being XML mended.

Mended is what has one meaning only: a bare `&` or `<` is itself, a name of HTML is its character
(`&nbsp;`), characters that XML forbids are left out, and bytes that are no UTF-8 are windows-1252,
as browsers read them. Nothing is expanded that a document declares.
Source: XML 1.0, "Characters" and "Character and Entity References"; HTML, "Named character
references"; WHATWG Encoding Standard.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from html.entities import html5
from typing import BinaryIO

_CHUNK_BYTES = 64 * 1024
# No reference is longer; a chunk's last characters wait for the next.
_LONGEST = 48
_DECLARED = re.compile(rb"\A\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_ON_THE_WEB = {"iso8859-1": "windows-1252", "ascii": "utf-8"}
_UNTIL = {"![CDATA[": "]]>", "!--": "-->", "?": "?>"}
_NO_CHARACTER = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_FORBIDDEN = re.compile(f"[{_NO_CHARACTER}]")
# One of a few characters comes first, so that all others are passed over fast. References that XML
# itself knows are many, and right: none of them is looked at.
_TOKEN = re.compile(
    rf"[<&{_NO_CHARACTER}](?:"
    r"(?<=<)(?:"
    r"(?P<closed>!\[CDATA\[|!--|\?)"
    r"|(?P<record>(?:[\w-]{1,20}:)?(?:item|entry)(?=[\s/>]))"
    r"|(?P<bare>(?![^\W\d]|[:/!?])))"
    r"|(?<=&)(?!(?:amp|lt|gt|quot|apos);)(?:"
    r"(?P<number>\#(?:[0-9]{1,7}|x[0-9a-fA-F]{1,6}));"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{0,31});"
    r"|(?P<ampersand>))"
    rf"|(?<=[{_NO_CHARACTER}])(?P<forbidden>))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some text of a feed, in order.

    starts: a record begins with it.  line: on which it begins, from 1.
    """

    text: str
    line: int
    starts: bool


class Mended:
    """A feed's text as it is read.

    fault: the first that was mended, with its line; nothing so far, if empty.  faults: how many.
    """

    def __init__(self, source: BinaryIO) -> None:
        """Begin.  Raises LookupError where the feed names an encoding that is none."""
        self.fault, self.faults = "", 0
        self._source, self._first = source, source.read(_CHUNK_BYTES)
        self._mark, name = next(
            (one for one in _MARKS if self._first.startswith(one[0])), (b"", "")
        )
        name = name or _declared(self._first)
        is_utf8 = codecs.lookup(name).name == "utf-8"
        errors = "surrogateescape" if is_utf8 else "replace"
        self._decoder = codecs.getincrementaldecoder(name)(errors)
        self._line, self._until, self._starts = 1, "", False
        # Of the text in hand: where what is given out next begins, and up to where it is sure.
        self._begun = self._at = 0

    def stretches(self) -> Iterator[Stretch]:
        """Yield the text, mended, a record or less at a time."""
        text = self._begin(self._decoder.decode(self._first[len(self._mark) :]))
        while chunk := self._source.read(_CHUNK_BYTES):
            yield from self._mended(text, max(0, len(text) - _LONGEST))
            # A token that began before the last characters may end among them.
            text = text[self._at :] + self._decoder.decode(chunk)
        text += self._decoder.decode(b"", final=True)
        yield from self._mended(text, len(text))

    def _begin(self, text: str) -> str:
        told = text.lstrip()
        if told is text or not told.startswith("<?xml"):
            return text
        self.fault, self.faults = "line 1: something stands before the XML declaration", 1
        self._line += _lines(text, 0, len(text) - len(told))
        return told

    def _mended(self, text: str, sure: int) -> Iterator[Stretch]:
        """Yield what is sure of a text, and a token that begins in it."""
        said: list[str] = []
        self._at = self._begun = 0
        while self._at < sure:
            if self._until:
                said.append(self._closed(text, sure))
                continue
            found = _TOKEN.search(text, self._at)
            if found is None or found.start() >= sure:
                said.append(text[self._at : sure])
                self._at = sure
                break
            said.append(text[self._at : found.start()])
            if found["record"] is not None:
                yield from self._stretch(said, text, found.start())
                said, self._starts = [], True
            said.append(self._token(found, text))
            self._at = found.end()
        yield from self._stretch(said, text, self._at)

    def _stretch(self, said: list[str], text: str, end: int) -> Iterator[Stretch]:
        if stretch := "".join(said):
            yield Stretch(text=stretch, line=self._line, starts=self._starts)
            self._starts = False
        self._line += _lines(text, self._begun, end)
        self._begun = end

    def _closed(self, text: str, sure: int) -> str:
        """Return what stands before the end of a section in which nothing is markup."""
        begun, end = self._at, text.find(self._until, self._at)
        self._until, self._at = ("", end) if 0 <= end < sure else (self._until, sure)
        said = text[begun : self._at]
        for forbidden in _FORBIDDEN.finditer(said):
            self._note(_allowed(forbidden[0])[1], text, begun + forbidden.start())
        return _FORBIDDEN.sub(lambda found: _allowed(found[0])[0], said)

    def _token(self, found: re.Match[str], text: str) -> str:
        self._until = _UNTIL.get(found["closed"] or "", "")
        said, fault = _meant(found)
        if fault:
            self._note(fault, text, found.start())
        return said

    def _note(self, fault: str, text: str, at: int) -> None:
        self.faults += 1
        if not self.fault:
            self.fault = f"line {self._line + _lines(text, self._begun, at)}: {fault}"


def _lines(text: str, begin: int, end: int) -> int:
    return text.count("\n", begin, end)


def _declared(begin: bytes) -> str:
    found = _DECLARED.match(begin)
    if found is None:
        return "utf-8"
    name = codecs.lookup(found[1].decode("ascii")).name
    # A declaration that can be read as bytes is in none of these, whatever it says.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else _ON_THE_WEB.get(name, name)


def _meant(found: re.Match[str]) -> tuple[str, str]:
    """Return what a token has to be in XML, and what was wrong with it, empty for nothing."""
    if found["number"]:
        digits = found["number"][1:]
        number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        is_allowed = 0 < number <= 0x10FFFF and not _FORBIDDEN.match(chr(number))
        return (found[0], "") if is_allowed else ("", f"{found[0]} stands for no character")
    if name := found["name"]:
        if meant := html5.get(f"{name};"):
            return escape(meant), f"&{name}; is declared nowhere"
        return f"&amp;{name};", f"&{name}; is declared nowhere"
    if found["ampersand"] is not None:
        return "&amp;", "a bare '&'"
    if found["bare"] is not None:
        return "&lt;", "a bare '<'"
    return _allowed(found[0]) if found["forbidden"] is not None else (found[0], "")


def _allowed(character: str) -> tuple[str, str]:
    """Return what stands for a character that XML forbids, and what is wrong with it."""
    if "\udc80" <= character <= "\udcff":
        byte = bytes([ord(character) - 0xDC00])
        return byte.decode("windows-1252", "replace"), f"the byte {byte[0]:#x} is no UTF-8"
    return "", f"the character U+{ord(character):04X} is forbidden"
