"""Whoever takes part in something: a State, a body, a person, or somebody known by name only."""

from __future__ import annotations

from communique.core.ref import Ref
from communique.render.registry.parts import Cell
from communique.render.registry.setting import Setting

# A name is given by the code of whoever has a page here.
_NAMED = ("structure", "country", "body", "person")


def party(ref: Ref, setting: Setting) -> Cell:
    """Return somebody as the record names them, as a link where they have a page."""
    for vocabulary in _NAMED:
        if ref.code and setting.term(vocabulary, ref.code) is not None:
            known = setting.link(vocabulary, ref.code)
            return Cell(text=ref.name or known.text, href=known.href, value=ref.code)
    return Cell(text=ref.name, value=ref.code or "")
