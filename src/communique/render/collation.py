"""The order of names in a list, as the readers of a language look for them.

A table of our own, and a short one: ICU's binding wants ICU itself on every machine, and the one
in Python alone (pyuca) reads two megabytes at the start and knows no language's own letters.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from communique.render.messages import are_letters_of

KEPT_KEYS = 8192
# Letters that stand behind the one they are drawn from, and not with it: й and ў in every
# language, others in their own. Any other mark decides only between names alike without it.
# Source: Unicode CLDR, collation: root, es.
_OF_ALL, _OWN = "йў", {"es": "ñ"}
_SPELT = {"æ": "ae", "œ": "oe", "þ": "th", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h"}
# What a list passes over where a name begins with it: the Netherlands stand under N.
_ARTICLES = {"en": "the "}
_BEHIND = "\uffff"
Key = tuple[bool, str, str]


# Pages sort the same names again and again.
@lru_cache(maxsize=KEPT_KEYS)
def sort_key(text: str, lang: str) -> Key:
    """Return what puts names in the order of a language; those in other letters come last.

    >>> sorted(("Zug", "Äpfel", "Apfel", "Ärger"), key=lambda name: sort_key(name, "de"))
    ['Apfel', 'Äpfel', 'Ärger', 'Zug']
    >>> sorted(("нос", "йод", "иск", "Oslo"), key=lambda name: sort_key(name, "ru"))
    ['иск', 'йод', 'нос', 'Oslo']
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    folded = folded.removeprefix(_ARTICLES.get(lang, ""))
    own = _OF_ALL + _OWN.get(lang, "")
    letters = "".join(_placed(letter, own) for letter in folded)
    words = "".join(one if one.isalnum() or one == _BEHIND else " " for one in letters)
    return (not are_letters_of(text, lang), " ".join(words.split()), folded)


def _placed(letter: str, own: str) -> str:
    """Return a letter as what it is sorted under."""
    if letter.isascii() or letter in _SPELT:
        return _SPELT.get(letter, letter)
    parts = unicodedata.normalize("NFKD", letter)
    bare = "".join(one for one in parts if not unicodedata.combining(one))
    return bare + _BEHIND if letter in own else bare
