"""The maps of a record: whom they show on a day, in which words, with which way past them."""

from __future__ import annotations

from datetime import date

import pytest

from communique.cli.profile_files import read_profile
from communique.render.pages import page
from communique.render.registry import countries, country_map, operations
from communique.render.registry.parts import Map, RegistryView
from communique.render.site import Standing, frame
from communique.render.styles import FOLDER
from tests.render.registry.settings import setting
from tests.sites import SMALL_PROFILE


def map_of(view: RegistryView) -> Map:
    """Return the map of a page."""
    return next(one for one in view.sections if isinstance(one, Map))


def looks(of: Map) -> dict[str, str]:
    """Return what each spot is shown as."""
    return {spot.code: spot.look for spot in of.drawing.spots}


def test_every_participating_state_is_on_the_map_and_leads_to_its_page() -> None:
    held = setting()
    made = map_of(countries.overview(held))
    members = {code for code, look in looks(made).items() if look.startswith("era-")}
    assert len(members) == 57
    spots = {spot.code: spot for spot in made.drawing.spots}
    assert spots["FI"].href == "/en/countries/finland"
    assert spots["FI"].title == "Finland: Participating State since 25 June 1973."
    assert spots["VA"].form == spots["MC"].form == spots["SM"].form == "small"


def test_partners_are_hatched_and_those_far_away_are_named_below() -> None:
    made = map_of(countries.overview(setting()))
    assert looks(made)["DZ"] == "partner"
    assert {cell.value for cell in made.beyond} == {"AU", "TH"}


def test_kosovo_is_a_place_on_the_map_and_no_state() -> None:
    made = map_of(countries.overview(setting()))
    spot = next(one for one in made.drawing.spots if one.code == "kosovo")
    assert (spot.look, spot.title, spot.href) == (
        "place",
        "Kosovo",
        "/en/search?place=kosovo&sort=newest",
    )


def test_a_place_that_is_no_state_is_dotted_on_the_map_and_in_its_legend() -> None:
    made = map_of(countries.overview(setting()))
    assert {one.look for one in made.drawing.spots if one.pattern == "dots"} == {"place"}
    assert {one.look for one in made.keys if one.pattern == "dots"} == {"place"}
    view = countries.overview(setting())
    around = frame(setting().site, Standing(path=view.path), title=view.title)
    shown = page("registry/page.html", view, around).decode()
    assert shown.count('<pattern id="countries-map-dots"') == 1
    assert '<path class="place" fill="url(#countries-map-dots)" d="M' in shown
    assert '<rect class="place" width="40" height="28" fill="url(#countries-map-dots)"/>' in shown


def test_paper_has_colours_of_its_own_for_maps() -> None:
    paper = (FOLDER / "paper.css").read_text(encoding="utf-8")
    for token in ("--map-1", "--map-2", "--map-3", "--map-ground"):
        assert f"{token}: #" in paper


def test_a_map_of_an_earlier_day_shows_who_belonged_then() -> None:
    made = map_of(countries.overview(setting(date(1974, 1, 1))))
    assert "AL" not in looks(made)
    assert looks(made)["FI"] == "era-1"
    assert [key.look for key in made.keys if key.look.startswith("era-")] == ["era-1"]


def test_a_state_that_left_is_named_beside_the_map_while_it_belonged() -> None:
    then = map_of(countries.overview(setting(date(1980, 1, 1))))
    now = map_of(countries.overview(setting()))
    assert "YUCS" in {cell.value for cell in then.beyond}
    assert "YUCS" not in {cell.value for cell in now.beyond}


@pytest.mark.parametrize(
    ("years", "cut"),
    [
        ([], ()),
        ([1992], ((1992, 1992),)),
        ([1991, 1992, 1993], ((1991, 1993),)),
        ([1973, 1991, 2000, 2012], ((1973, 1973), (1991, 2000), (2012, 2012))),
    ],
)
def test_times_of_entry_are_cut_where_nobody_came(
    years: list[int], cut: tuple[tuple[int, int], ...]
) -> None:
    assert country_map.eras(years) == cut


def test_a_profile_of_countries_without_shapes_has_its_tables_and_no_map() -> None:
    held = setting(profile=read_profile(SMALL_PROFILE))
    sections = countries.overview(held).sections
    assert not any(isinstance(one, Map) for one in sections)
    assert sections[0].code == "participating-states"


def test_the_way_past_a_map_leads_to_a_section_of_its_page() -> None:
    for view in (
        countries.overview(setting()),
        operations.open_now(setting()),
        operations.closed(setting()),
    ):
        codes = {one.code for one in view.sections}
        assert map_of(view).twin.href.removeprefix("#") in codes


def test_field_operations_stand_at_their_seats_open_or_closed() -> None:
    made = map_of(operations.open_now(setting()))
    spots = {spot.code: spot for spot in made.drawing.spots}
    assert spots["mission-to-serbia"].look == "open"
    assert spots["special-monitoring-mission-to-ukraine"].look == "closed"
    assert (
        "closed, 21 March 2014 – 31 October 2022"
        in spots["special-monitoring-mission-to-ukraine"].title
    )
    assert spots["KZ"].look == "host"
    assert spots["UA"].look == "hosted"


def test_an_operation_without_a_seat_is_named_beside_the_map() -> None:
    made = map_of(operations.open_now(setting()))
    assert "high-level-planning-group" in {cell.value for cell in made.beyond}


def test_the_map_of_an_earlier_day_shows_the_operations_of_then() -> None:
    made = map_of(operations.open_now(setting(date(1993, 3, 1))))
    assert looks(made)["mission-to-georgia"] == "open"
    assert "special-monitoring-mission-to-ukraine" not in looks(made)
