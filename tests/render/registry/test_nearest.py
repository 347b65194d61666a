"""Wrong addresses: a former name leads on, a slip of the pen finds what was meant."""

from __future__ import annotations

import pytest

from communique.core.text import slug
from communique.render.registry import nearest
from tests.render.registry.settings import osce, setting


@pytest.mark.parametrize(
    ("vocabulary", "part", "code"),
    [
        ("country", "czech-republic", "CZ"),
        ("country", "CH", "CH"),
        ("country", "suisse", "CH"),
        ("country", "turkey", "TR"),
        ("structure", "odihr", "odihr"),
        ("structure", "osce-centre-in-bishkek", "programme-office-in-bishkek"),
        ("structure", "office-for-free-elections", "odihr"),
        ("meeting-series", "gender-equality-review-conferences", "gender-equality-conferences"),
    ],
)
def test_a_former_name_a_code_or_another_language_is_understood(
    vocabulary: str, part: str, code: str
) -> None:
    found = nearest.meant(vocabulary, part, setting())
    assert found is not None
    assert found.code == code


def test_a_name_that_two_bore_means_neither_for_sure() -> None:
    bearers = {
        one.code
        for one in osce()["country"]
        for name in one.names
        if slug(name.text) == "yugoslavia"
    }
    assert len(bearers) > 1
    assert nearest.meant("country", "yugoslavia", setting()) is None


def test_a_slip_of_the_pen_finds_what_was_meant_first() -> None:
    assert nearest.closest("country", "serbai", setting())[0].text == "Serbia"
    assert nearest.closest("field-of-work", "migratoin", setting())[0].text == "Migration"
    assert nearest.closest("country", "zzzzzzzzzzzz", setting()) == ()
