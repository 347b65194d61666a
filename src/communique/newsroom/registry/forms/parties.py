"""Whoever is named in a row of a form: by a code of the registry, by a name, or both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.core.activity_rules import PARTIES
from communique.core.profile import Profile
from communique.core.ref import Ref
from communique.newsroom.registry.forms.rows import Values


def refs(rows: Iterable[Values], profile: Profile) -> Iterator[Ref]:
    """Yield whom each row names; by the registry's name where the row gives a code only."""
    for row in rows:
        yield Ref(name=row["name"] or _name(row["code"], profile), code=row["code"] or None)


def known(name: str, vocabulary: str, profile: Profile) -> Ref | None:
    """Return somebody by name, with the code of the term that bears it; None for no name."""
    if not name:
        return None
    term = profile.find(vocabulary, name)
    return Ref(name=name, code=term.code if term is not None else None)


def _name(code: str, profile: Profile) -> str:
    for vocabulary in PARTIES:
        if term := profile[vocabulary].get(code):
            return term.names[0].text
    return code
