"""Who and what a sentence names: people, offices, bodies, States, places, days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

POSSESSIVE = ("’s", "'s", "s’", "s'")


class Kind(Enum):
    """What a mention means."""

    PERSON = "person"
    OFFICE = "office"
    BODY = "body"
    STATE = "state"
    NATION = "nation"
    PLACE = "place"
    PEOPLE = "people"
    NAME = "name"
    DAY = "day"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words [first, end) of a sentence that name somebody or something.

    name: as said, without article.  role: the office said before a person's name.
    country: a code, from an adjective or a complement.  code: of the registry.
    """

    kind: Kind
    first: int
    end: int
    name: str
    role: str = ""
    country: str | None = None
    code: str | None = None


def bare(word: str) -> str:
    """Return a word without the ending of a possessive.

    >>> bare("Kurz’s"), bare("Office")
    ('Kurz', 'Office')
    """
    if word.endswith(POSSESSIVE[:2]):
        return word[:-2]
    return word[:-1] if word.endswith(POSSESSIVE[2:]) else word
