"""Flows between countries: every giver, every receiver, as a picture and as a table."""

from __future__ import annotations

from communique.core.activity import Activity
from communique.core.dates import PartialDate
from communique.core.profile import Profile
from communique.core.ref import Ref
from communique.core.vocab import Name
from communique.render.registry import activities, country, flows
from communique.render.registry.parts import Figure, Table
from tests.render.registry.settings import osce, setting

BOATS = Activity(
    code="boats",
    kind="handover",
    names=(Name(text="Boats", lang="en"),),
    since=PartialDate("2020-05-02"),
    donors=(Ref(name="Finland", code="FI"), Ref(name="A club")),
    recipients=(Ref(name="Ferrymen of Serbia", country="RS"),),
    budget="1 200",
    currency="EUR",
)
ROPES = Activity(
    code="ropes",
    kind="handover",
    names=(Name(text="Ropes", lang="en"),),
    since=PartialDate("2021-05-02"),
    funders=(Ref(name="Finland", code="FI"),),
    recipients=(Ref(name="Serbia", code="RS"),),
)
PLAN = Activity(code="plan", kind="project", names=(Name(text="A plan", lang="en"),))


def held() -> Profile:
    """Return the OSCE's profile with three activities that nobody ever undertook."""
    profile = osce()
    for one in (BOATS, ROPES, PLAN):
        profile = profile.with_record(one)
    return profile


def test_parties_of_one_country_are_one_in_the_flows() -> None:
    made = flows.flows((BOATS, ROPES, PLAN), setting())
    assert [(one.giver.text, one.receiver.text, len(one.activities)) for one in made] == [
        ("Finland", "Serbia", 2),
        ("A club", "Serbia", 1),
    ]


def test_the_picture_and_the_table_say_the_same() -> None:
    sections = {one.code: one for one in activities.overview(setting(profile=held())).sections}
    figure, table = sections["flows"], sections["flows-table"]
    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    assert [stroke.tip for stroke in figure.drawing.strokes] == [
        f"{row[0].text} → {row[1].text}: {row[2].text}" for row in table.rows
    ]
    assert table.rows[0][3].text == "1 200 EUR"


def test_where_nothing_flows_nothing_is_drawn() -> None:
    assert list(flows.sections((PLAN,), setting())) == []


def test_a_country_shows_what_it_gave_and_what_it_received() -> None:
    here = setting(profile=held())
    given = country.page(here, here.profile["country"].term("FI"), None)
    received = country.page(here, here.profile["country"].term("RS"), None)
    tables = {
        view.title: {one.code: one for one in view.sections if isinstance(one, Table)}
        for view in (given, received)
    }
    assert len(tables["Finland"]["given"].rows) == 2
    assert len(tables["Serbia"]["received"].rows) == 2
