"""Addresses that are not quite right: by a former name, and the nearest where none fits."""

from __future__ import annotations

from difflib import get_close_matches

from communique.core.text import slug
from communique.core.vocab import Term
from communique.render.registry.parts import Cell
from communique.render.registry.setting import Setting

MOST, LIKENESS = 5, 0.55


def meant(vocabulary: str, part: str, setting: Setting) -> Term | None:
    """Return the term that a wrong part of an address surely means, or None.

    Its code in any case, or any name it ever bore; of two that bore it, neither is meant surely.
    """
    wanted = slug(part)
    fitting = [
        term
        for term in setting.terms(vocabulary)
        if wanted in (slug(term.code), *(slug(name.text) for name in term.names))
    ]
    return fitting[0] if len(fitting) == 1 else None


def closest(vocabulary: str, part: str, setting: Setting) -> tuple[Cell, ...]:
    """Return links to the terms whose address or name is most like a wrong part."""
    by_spelling: dict[str, Term] = {}
    for term in setting.terms(vocabulary):
        for name in term.names:
            if name.kind != "adjective":
                by_spelling.setdefault(slug(name.text), term)
        by_spelling[term.address_part] = term
    near = get_close_matches(slug(part), by_spelling, n=MOST, cutoff=LIKENESS)
    codes = dict.fromkeys(by_spelling[spelling].code for spelling in near)
    return tuple(setting.link(vocabulary, code) for code in codes)
