"""Values that stand without their label: what they are, they say by themselves."""

from __future__ import annotations

import re

from communique.ingest.lexicon import Lexicon

_VALUE_CHARACTERS = 160
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+[/|–—-]\s+")
# By the vocabulary of its terms, the field that a line fills; the first that knows it.
_FIELDS = {
    "structure": "sources",
    "field-of-work": "fields_of_work",
    "country": "country",
    "place": "place",
}


def field_told_by(text: str, lexicon: Lexicon) -> str:
    """Return the field of which a line is a value and nothing else, or nothing.

    Newer designs leave labels out: a day, a kind, or names of terms, parted by commas or strokes.
    """
    if len(text) > _VALUE_CHARACTERS:
        return ""
    if lexicon.kind(text) is not None:
        return "kind"
    if lexicon.days.alone(text):
        return "date"
    names = _BETWEEN.split(text)
    for vocabulary, field in _FIELDS.items():
        if all(lexicon.find(vocabulary, name) for name in names):
            return field
    return ""
