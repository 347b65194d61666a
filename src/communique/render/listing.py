"""Releases in a list: one line each, with the words around what was searched for."""

from __future__ import annotations

from dataclasses import dataclass

from communique.core.edition import Card
from communique.render.messages import autonym
from communique.render.registry.parts import Cell, Headline
from communique.render.registry.releases import headline
from communique.render.registry.setting import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A release in a list.

    extract: (words, is a match) runs.  langs: the languages it can be read in, where several.
    """

    headline: Headline
    extract: tuple[tuple[str, bool], ...]
    fields: tuple[str, ...]
    langs: tuple[Cell, ...]
    is_corrected: bool
    is_stale: bool


def line_of(card: Card, setting: Setting) -> Line:
    """Return a card as one line of a list in the reader's language."""
    langs = [Cell(text=autonym(lang), value=lang, lang=lang) for lang in card.langs]
    return Line(
        headline=headline(card, setting),
        extract=card.extract,
        fields=tuple(setting.name("field-of-work", code) for code in card.fields_of_work),
        langs=tuple(langs) if len(langs) > 1 else (),
        is_corrected=card.corrected,
        is_stale=card.stale,
    )
