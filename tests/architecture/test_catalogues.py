"""Every word of the interface is said in every language the interface is offered in."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from communique.render.messages import FOLDER, LANGUAGES, SOURCE, catalogue
from tests.architecture.source import PACKAGE

READERS = [("**.py", "python"), ("**.html", "jinja2")]
# What our own code reaches gettext through.
KEYWORDS = DEFAULT_KEYWORDS | {"say": None, "count": (1, 2)}
PLACE = re.compile(r"%\(\w+\)s|\{\w*\}")
OFFERED = [lang for lang in LANGUAGES if lang != SOURCE]
FILES = sorted(FOLDER.rglob("*.po"))

Words = str | tuple[str, ...] | list[str]


def test_french_is_offered() -> None:
    assert "fr" in OFFERED


@pytest.mark.parametrize("lang", OFFERED)
def test_a_catalogue_says_what_the_interface_says_and_nothing_else(lang: str) -> None:
    told = {_forms(message.id) for message in catalogue(lang) if message.id}
    assert {"missing": _asked() - told, "left over": told - _asked()} == {
        "missing": set(),
        "left over": set(),
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_message_is_empty_or_fuzzy(path: Path) -> None:
    with path.open("rb") as file:
        messages = [message for message in read_po(file, abort_invalid=True) if message.id]
    assert messages != []
    unsure = [one.id for one in messages if one.fuzzy or not all(_forms(one.string or ""))]
    assert unsure == []


@pytest.mark.parametrize("lang", OFFERED)
def test_a_translation_fills_the_same_places(lang: str) -> None:
    unlike = [
        message.id
        for message in catalogue(lang)
        if message.id and _places(message.id) != _places(message.string or "")
    ]
    assert unlike == []


@cache
def _asked() -> frozenset[tuple[str, ...]]:
    """Return every message that code and templates ask for."""
    found = extract_from_dir(PACKAGE, READERS, keywords=KEYWORDS, strip_comment_tags=True)
    return frozenset(_forms(words) for _, _, words, _, _ in found)


def _forms(words: Words) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _places(words: Words) -> set[str]:
    """Return the places that any form of a message fills; a singular may do without its number."""
    return {place for form in _forms(words) for place in PLACE.findall(form)}
