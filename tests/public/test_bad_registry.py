"""What no rule let through, but a log of another's may hold: shown as it is, and no page breaks."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from communique.core.activity import Activity, Goods
from communique.core.dates import PartialDate
from communique.core.record import Appointment, Ref, RegistryRecord
from communique.core.vocab import Membership, Name, Term
from communique.public.app import Portal
from tests.public.asking import ask, enter, portal_of
from tests.sites import issue_record, small_site


def _term(vocabulary: str, code: str, name: str) -> Term:
    return Term(vocabulary=vocabulary, code=code, names=(Name(text=name, lang="en"),))


ADA, BO = _term("person", "ada-example", "Ada Example"), _term("person", "bo-example", "Bo Example")
HEAD = replace(_term("office", "head", "Head of Office"), structure="office-in-tarn")
OURSELVES = replace(_term("structure", "loop", "Office of Loops"), successors=("loop",))
LEFT = replace(
    _term("country", "XOXO", "Oldmark"),
    successors=("XA",),
    memberships=(
        Membership(
            group="participating-state", since=PartialDate("1980"), until=PartialDate("1992")
        ),
    ),
)
BOTH = [
    Appointment(code=who, person=who, office="head", since=PartialDate("2001-01-01"))
    for who in ("ada-example", "bo-example")
]
DEBT = Activity(
    code="debt",
    kind="handover",
    names=(Name(text="A debt of boats", lang="en"),),
    since=PartialDate("2002"),
    until=PartialDate("2001"),
    donors=(Ref(name="Northland", code="XA"),),
    recipients=(Ref(name="Eastmark", code="XB"),),
    goods=(Goods(what="boats", quantity=-2),),
    budget="-5 000",
    currency="EUR",
)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Return the portal of a site whose log holds a registry that contradicts itself."""
    config = small_site(tmp_path_factory.mktemp("bad") / "site")
    held: tuple[RegistryRecord, ...] = (ADA, BO, HEAD, OURSELVES, LEFT, *BOTH, DEBT)
    enter(config, *(issue_record(one) for one in held))
    return portal_of(config)


def test_two_heads_on_one_day_are_both_named(portal: Portal) -> None:
    page = ask(portal, "/en/structures/office-in-tarn").text
    assert "Ada Example" in page
    assert "Bo Example" in page
    offices = re.sub("<[^>]+>", "", ask(portal, "/en/people/offices").text)
    assert "Ada Example, Bo Example" in offices or "Bo Example, Ada Example" in offices


def test_a_structure_that_succeeds_itself_has_its_page(portal: Portal) -> None:
    assert ask(portal, "/en/structures/loop").status == 200
    assert ask(portal, "/en/structures").status == 200


def test_a_state_that_left_is_shown_as_one_that_did(portal: Portal) -> None:
    page = ask(portal, "/en/countries/XOXO").text
    assert "Participating States 1980 – 1992" in page or "Participating State 1980 – 1992" in page
    overview = ask(portal, "/en/countries").text
    assert "Oldmark" in overview[overview.index('id="former"') :]
    then = ask(portal, "/en/countries?on=1985-01-01").text
    assert "Oldmark" in then.partition('id="former"')[0]


def test_an_activity_with_amounts_below_nothing_is_shown_as_it_was_entered(portal: Portal) -> None:
    page = unescape(ask(portal, "/en/activities/debt").text)
    assert "-5 000 EUR" in page
    assert "-2" in page
    for address in ("/en/activities", "/en/countries/northland", "/en/activities/debt.json"):
        assert ask(portal, address).status == 200
