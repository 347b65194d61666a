"""The words of the interface in each language; English is the source, the rest gettext files.

A language is added by a file: `messages/de.po`. Registry pages keep theirs in a folder of their
own, `messages/registry/de.po`; all files of one name make one catalogue.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "messages"
SOURCE = "en"
# Marks a message for the catalogues where it is written, to be translated where it is shown.
N_ = str
LANGUAGES = (SOURCE, *sorted(path.stem for path in FOLDER.glob("*.po")))


def spoken(languages: Iterable[str]) -> tuple[str, ...]:
    """Return the languages that the interface offers to an organisation of these languages.

    All others are answered too, but nothing leads there.
    """
    return tuple(lang for lang in LANGUAGES if lang in {*languages}) or LANGUAGES[:1]


@cache
def tongue(lang: str) -> GNUTranslations:
    """Return the interface's words in a language; a message not translated stays English."""
    compiled = BytesIO()
    write_mo(compiled, catalogue(lang))
    compiled.seek(0)
    return GNUTranslations(compiled)


def catalogue(lang: str) -> Catalog:
    """Return every message of a language's files."""
    whole = Catalog(locale=lang)
    for path in sorted(FOLDER.rglob(f"{lang}.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=lang, abort_invalid=True):
                if message.id:
                    whole.add(message.id, message.string, context=message.context)
    return whole


@cache
def autonym(lang: str) -> str:
    """Return what a language calls itself, with a capital letter where it stands alone.

    Source: Unicode CLDR, languages.
    """
    name = Locale.parse(lang).get_display_name(lang) or lang
    return name[:1].upper() + name[1:]


def are_letters_of(text: str, lang: str) -> bool:
    """Tell whether a text stands in the letters that a language is written in.

    >>> are_letters_of("Vienna", "it"), are_letters_of("Vienna", "ru")
    (True, False)
    """
    return _script(text) == _script(autonym(lang))


def _script(text: str) -> str:
    """Return the script of a text's first letter; in Unicode a letter's name begins with it."""
    first = next((letter for letter in text if letter.isalpha()), "")
    return unicodedata.name(first, "").partition(" ")[0] if first else ""


@cache
def language_name(lang: str, reader: str) -> str:
    """Return what the reader's language calls a language; its code where it has no word."""
    return Locale.parse(lang).get_display_name(reader) or lang
