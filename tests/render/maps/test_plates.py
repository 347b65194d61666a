"""Maps show what they are asked for, at its true size, and leave nothing out in silence."""

import re

import pytest

from communique.render.maps.drawing import LAND, SMALL, TOWN, Meaning, Town, drawn
from communique.render.maps.plate import plate_of_lands, plate_of_towns
from communique.render.maps.projection import Projection, distance, middle_of
from communique.render.maps.world import world

ALPS = ("AT", "CH", "LI", "IT", "SM")


def test_the_world_has_the_shapes_of_states_and_of_places_without_a_code() -> None:
    shapes = world().shapes
    assert {"AT", "RU", "US", "VA", "MC", "kosovo"} <= set(shapes)
    assert len(shapes) > 200


def test_neighbours_share_the_line_between_them() -> None:
    arcs = {
        code: {at if at >= 0 else ~at for ring in world().shapes[code] for at in ring}
        for code in ("AT", "CH", "PT")
    }
    assert arcs["AT"] & arcs["CH"]
    assert not arcs["AT"] & arcs["PT"]


def test_a_ring_ends_where_it_begins() -> None:
    of = world()
    for rings in of.shapes.values():
        for ring in rings:
            walked = [of.arcs[at] if at >= 0 else of.arcs[~at][::-1] for at in ring]
            ends = zip(walked, [*walked[1:], walked[0]], strict=True)
            assert all(one[-1] == following[0] for one, following in ends)


def test_a_projection_keeps_areas() -> None:
    near, far = Projection((0.0, 0.0)), Projection((80.0, 10.0))
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    assert _area(near.flat(square)) == pytest.approx(_area(far.flat(square)), rel=1e-3)


def test_the_middle_of_nothing_is_somewhere() -> None:
    assert middle_of([]) == (0.0, 0.0)
    assert distance((0.0, 90.0), (0.0, -90.0)) == pytest.approx(3.14159, abs=1e-4)


def test_countries_without_a_shape_make_no_map() -> None:
    assert plate_of_lands(("XA", "XB")) is None
    assert plate_of_towns(()) is None


def test_what_has_no_room_on_a_map_is_named_beside_it() -> None:
    made = plate_of_lands(ALPS, ("AU", "SI", "XA"))
    assert made is not None
    assert made.beyond == ("AU", "XA")
    assert {*ALPS, "SI"} <= set(made.outlines)


def test_the_smallest_countries_are_dots_that_can_be_hit() -> None:
    made = plate_of_lands(("FR", "AD", "ES", "PT", "RU"))
    assert made is not None
    lands = {code: Meaning(title=code, look="era-1", href=f"/{code}") for code in ("ES", "AD")}
    spots = drawn(made, lands, code="m", label="M").spots
    assert [(spot.code, spot.form) for spot in spots] == [("ES", LAND), ("AD", SMALL)]


def test_towns_in_one_place_stand_side_by_side() -> None:
    made = plate_of_towns(((16.4, 48.2), (21.0, 52.2)))
    assert made is not None
    towns = [
        Town(code=name, point=(48.2, 16.4), meaning=Meaning(title=name, look="open"))
        for name in ("one", "two")
    ]
    one, two = (spot for spot in drawn(made, {}, towns, code="m", label="M").spots)
    assert one.form == two.form == TOWN
    assert (one.y, one.x < two.x) == (two.y, True)


def test_paths_are_whole_numbers_and_closed() -> None:
    made = plate_of_lands(ALPS)
    assert made is not None
    for outline in made.outlines.values():
        assert re.fullmatch(r"(M-?\d+[ -]\d+l[-\d ]+z)+", outline.d)


def _area(points: list[tuple[float, float]]) -> float:
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2
