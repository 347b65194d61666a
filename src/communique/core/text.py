"""Text in a language, and the plain forms it is compared in."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*", re.UNICODE)
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_LOOSE = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "‐": "-"}
_UNFOLDED = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D"})
SLUG_CHARACTERS = 80
# What a mark makes of a whole paragraph, and what it makes of words in one.
HEADING, ITEM, ORDERED, QUOTE = "heading", "item", "ordered", "quote"
LINK, STRONG, EMPHASIS = "link", "strong", "emphasis"
BLOCK_MARKS = (HEADING, ITEM, ORDERED, QUOTE)
INLINE_MARKS = (LINK, STRONG, EMPHASIS)
HEADING_LEVELS = range(2, 5)
_SYMBOL = re.compile(r"[a-z0-9][a-z0-9.\-]{0,199}", re.ASCII)
_NOT_IN_A_LINK = re.compile(r"[\s<>\"\\\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a paragraph is beside its words, told apart from them: the body stays plain text.

    kind: of the whole paragraph `heading`, `item` (a line of a list), `ordered` (of a numbered
    list), `quote`; of words in it `link`, `strong`, `emphasis`.
    paragraph: counted from 1.  level: of a heading, 2 to 4.
    start, end: characters [start, end) of the paragraph; 0 and 0 mean all of it.
    to: where a link leads: https, http or mailto, a path of ours, or a symbol of the record.
    """

    kind: str
    paragraph: int
    level: int = 0
    start: int = 0
    end: int = 0
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherLink:
    """Where a text sends its reader on: a document or a page that stands elsewhere.

    label: what it is called.  to: where it leads, as of a mark.
    lang: of the text that it stands with; empty where it stands with all of them.
    """

    label: str
    to: str
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a release says in one language.

    body: the paragraphs as issued, dateline included, plain text; they are numbered from 1.
    notes: to editors, plain paragraphs.  marks: headings, lists, links of the body.
    follows: of a translation, `words_digest` of the original it was made from.
    """

    title: str
    body: tuple[str, ...]
    summary: str = ""
    notes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    follows: str = ""


def words_digest(text: Text) -> str:
    """Return the SHA-256, hex, of the words of title, summary and body: what a text says.

    Marks, notes, punctuation and case make no other words.
    """
    said = (words(part) for part in (text.title, text.summary, *text.body))
    # A line for each part: a word that moves from the title into the body is a change.
    return hashlib.sha256("\n".join(" ".join(one) for one in said).encode()).hexdigest()


def is_symbol(to: str) -> bool:
    """Tell whether a link leads to a record by its symbol, as against an address."""
    return _SYMBOL.fullmatch(to) is not None


def is_link(to: str) -> bool:
    """Tell whether a link may lead there.

    https and http with a host, mailto, a path of ours, a symbol; nothing a browser could run,
    and no character that could end an attribute.

    >>> is_link("https://un.org/a"), is_link("/en/about"), is_link("pr-2026-0042")
    (True, True, True)
    >>> is_link("javascript:alert(1)"), is_link("//un.org"), is_link("https:")
    (False, False, False)
    """
    if not to or _NOT_IN_A_LINK.search(to):
        return False
    if to.startswith("/"):
        return not to.startswith("//")
    try:
        parts = urlsplit(to)
    except ValueError:
        return False
    if parts.scheme in ("https", "http"):
        return bool(parts.hostname)
    if parts.scheme == "mailto":
        return "@" in parts.path and not parts.netloc
    return is_symbol(to)


def squeeze(text: str) -> str:
    """Return the text with every run of white space as one blank, none at the ends."""
    # The same white space as `\s`, at a tenth of the time.
    return " ".join(text.split())


def loose(text: str) -> str:
    """Return the form in which names are compared: no case, one kind of dash and apostrophe.

    >>> loose("  Cyber/ICT  Security "), loose("Türkiye")
    ('cyber/ict security', 'türkiye')
    """
    made = unicodedata.normalize("NFC", text)
    # One search a mark: str.translate looks every character up, at thirty times the cost.
    for mark, plain in _LOOSE.items():
        made = made.replace(mark, plain)
    return squeeze(made).casefold()


def unaccented(text: str) -> str:
    """Return the text without marks on its letters (`Łódź` becomes `Lodz`)."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKD", text.translate(_UNFOLDED))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def words(text: str) -> tuple[str, ...]:
    """Return the words in order, without case, punctuation or white space.

    Two texts are the same text when their words are the same.
    """
    return tuple(_WORD.findall(loose(unicodedata.normalize("NFKC", text))))


def slug(text: str, fallback: str = "text") -> str:
    """Return an address part made of the text: a to z, digits, hyphens, at most 80 characters.

    fallback: what stands where no letter of the text can be written so.
    """
    plain = _NO_SLUG.sub("-", unaccented(text).lower()).strip("-")
    if len(plain) > SLUG_CHARACTERS:
        plain = plain[: SLUG_CHARACTERS + 1].rpartition("-")[0] or plain[:SLUG_CHARACTERS]
    return plain or fallback
