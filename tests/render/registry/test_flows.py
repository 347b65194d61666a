"""Flows between countries: every giver, every receiver, as a picture and as a table."""

from __future__ import annotations

from dataclasses import replace

from communique.core.activity import Activity, Goods
from communique.core.dates import PartialDate
from communique.core.fact import Handover
from communique.core.profile import Profile
from communique.core.ref import Ref
from communique.core.vocab import Name
from communique.render.registry import activities, country, flows
from communique.render.registry.parts import Figure, Table
from tests.render.registry.settings import osce, setting
from tests.render.test_reported import reported
from tests.sites import fact as visit
from tests.sites import release

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
    here = setting()
    made = flows.flows(flows.gifts((BOATS, ROPES, PLAN), (), here), here)
    assert [(one.giver.text, one.receiver.text, len(one.gifts)) for one in made] == [
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


def test_a_handover_of_a_release_that_names_an_activity_is_that_activity() -> None:
    here = setting(profile=held())
    handover = Handover(
        items=(Goods(what="boats"),),
        funders=(Ref(name="Finland", code="FI"),),
        recipient=Ref(name="Ferrymen"),
    )
    record = replace(visit("301", "Boats may pass"), fact=handover)
    alone = reported(record, release("301"))
    named = reported(record, replace(release("301"), activities=("boats",)))
    (gift,) = flows.gifts((), (alone,), here)
    assert ([one.text for one in gift.givers], [one.text for one in gift.receivers]) == (
        ["Finland"],
        ["Ferrymen"],
    )
    assert len(list(flows.gifts((BOATS,), (alone, named), here))) == 2


def test_a_structure_gives_as_itself_wherever_it_works() -> None:
    here = setting()
    given = replace(PLAN, donors=(Ref(name="The Mission", code="mission-to-serbia"),))
    (gift,) = flows.gifts((given,), (), here)
    assert [one.text for one in gift.givers] == ["OSCE Mission to Serbia"]


def test_where_nothing_flows_nothing_is_drawn() -> None:
    here = setting()
    assert list(flows.sections(flows.gifts((PLAN,), (), here), here)) == []


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
