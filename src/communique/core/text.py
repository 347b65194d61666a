"""Text in a language, and the plain forms it is compared in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*", re.UNICODE)
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_LOOSE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "‐": "-"})
_UNFOLDED = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D"})
SLUG_CHARACTERS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a release says in one language.

    body: the paragraphs as issued, dateline included, plain text; they are numbered from 1.
    """

    title: str
    body: tuple[str, ...]
    summary: str = ""


def squeeze(text: str) -> str:
    """Return the text with every run of white space as one blank, none at the ends."""
    # The same white space as `\s`, at a tenth of the time.
    return " ".join(text.split())


def loose(text: str) -> str:
    """Return the form in which names are compared: no case, one kind of dash and apostrophe.

    >>> loose("  Cyber/ICT  Security "), loose("Türkiye")
    ('cyber/ict security', 'türkiye')
    """
    return squeeze(unicodedata.normalize("NFC", text).translate(_LOOSE)).casefold()


def unaccented(text: str) -> str:
    """Return the text without marks on its letters (`Łódź` becomes `Lodz`)."""
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
