"""The JSON twin says what the page says, each value in the form that machines read."""

from __future__ import annotations

from datetime import date
from typing import Any

from communique.render.registry import country, operations, people, structures
from communique.render.registry.twin import twin
from tests.render.registry.settings import osce, said, setting


def of_country(code: str, on: date = date(2026, 11, 24)) -> dict[str, Any]:
    held = setting(on)
    view = country.page(held, osce()["country"].term(code), said("country", code))
    return dict(twin(view, held))


def test_a_country_gives_its_code_its_symbol_and_its_days_as_iso_8601() -> None:
    made = of_country("RS")
    assert made["symbol"] == "country.rs"
    assert made["on"] == "2026-11-24"
    assert made["facts"]["code"] == "RS"
    chaired = made["sections"]["in-the-chair"][0]
    assert (chaired["year"], chaired["since"]) == (2015, "2015-01-01")
    assert chaired["state"]["code"] == "RS"


def test_days_known_in_part_stay_partial() -> None:
    made: Any = twin(operations.closed(setting()), setting())
    by_code = {row["structure"]["code"]: row for row in made["sections"]["closed"]}
    assert by_code["office-in-zagreb"]["until"] == "2012-01"
    assert by_code["office-in-minsk"]["until"] == "2011-03-31"


def test_releases_come_with_their_counts_and_the_ways_to_all_of_them() -> None:
    made = of_country("RS")["sections"]["releases"]
    assert made["total"] == 2
    assert [one["date"] for one in made["latest"]] == ["1999-05", None]
    assert {row["year"]: row["releases"] for row in made["by-year"]} == {1999: 1, 2002: 3}
    assert made["search"] == "/en/search?country=RS&sort=newest"


def test_a_tree_keeps_its_shape() -> None:
    held = setting()
    made: Any = twin(structures.overview(held), held)
    secretariat = next(one for one in made["sections"]["tree"] if one["code"] == "secretariat")
    assert "conflict-prevention-centre" in {one["code"] for one in secretariat["below"]}


def test_a_twin_of_another_day_has_the_address_of_that_day() -> None:
    made = of_country("RS", date(2004, 1, 1))
    assert made["address"] == "https://record.example/en/countries/serbia?on=2004-01-01"
    assert made["title"] == "Serbia and Montenegro"


def test_a_day_that_nobody_knows_is_left_out_and_never_a_dash() -> None:
    held = setting()
    view = people.page(held, osce()["person"].term("andrea-orizio"), None)
    made: Any = twin(view, held)
    assert set(made["sections"]["offices"][0]) == {"office", "remarks"}
