"""Who held an office on a day can be told from one page."""

from __future__ import annotations

from datetime import date

from communique.render.registry import offices, structure
from communique.render.registry.parts import Figure, RegistryView, Table
from tests.render.registry.settings import setting

CHAIR = "chairperson-in-office"


def holders(view: RegistryView) -> dict[str, str]:
    """Return who holds each office on the page's day, by the office's own table."""
    (table,) = (one for one in view.sections if one.code == "holders")
    assert isinstance(table, Table)
    return {row[0].href.removeprefix("#holders-"): row[1].text for row in table.rows}


def test_the_chairperson_in_office_of_a_day_long_past_is_told() -> None:
    assert holders(offices.overview(setting(date(2017, 2, 13))))[CHAIR] == "Sebastian Kurz"


def test_every_office_of_the_day_leads_to_its_holders_over_time() -> None:
    view = offices.overview(setting())
    codes = {one.code for one in view.sections}
    assert {f"holders-{code}" for code in holders(view)} <= codes


def test_nobody_who_took_office_later_is_named() -> None:
    view = offices.overview(setting(date(2017, 2, 13)))
    names = [
        row[0].text
        for one in view.sections
        if isinstance(one, Table) and one.code == f"holders-{CHAIR}"
        for row in one.rows
    ]
    assert "Sebastian Kurz" in names
    assert "Ian Borg" not in names


def test_the_heads_of_a_structure_are_drawn_over_time() -> None:
    held = setting()
    view = structure.page(held, held.profile["structure"].term("secretariat"), None)
    (figure,) = (one for one in view.sections if isinstance(one, Figure))
    assert len(figure.drawing.rects) >= offices.LEAST_LANES
