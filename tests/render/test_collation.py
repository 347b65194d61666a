"""Names in the order of a language."""

from __future__ import annotations

import pytest

from communique.render.collation import sort_key


@pytest.mark.parametrize(
    ("lang", "ordered"),
    [
        # й is a letter, ё only a form of е; Latin names come behind those of the page's letters.
        ("ru", "Елена, Ёлкина, Ерёмин, Иванов, Ижевский, Йованович, Калинин, Швейцария, Albania"),
        ("de", "Aachen, Äußeres, Axel, Oslo, Österreich, Ottawa, Straße, Strassen, Zypern"),
        ("fr", "cote, coté, côte, côté, Égypte, Espagne, États, Œuvre, Ohio"),
        ("es", "Nápoles, Nuevo, Ñuble, Oaxaca"),
        ("it", "Città, Cittadino, Perù, Perugia"),
        ("en", "Łódź, Lund, Moldova, The Netherlands, Norway, Öresund, Oslo, Theodor"),
    ],
)
def test_names_stand_as_a_language_sorts_them(lang: str, ordered: str) -> None:
    names = ordered.split(", ")
    mixed = names[1::2] + names[::2]
    assert sorted(mixed, key=lambda name: sort_key(name, lang)) == names
