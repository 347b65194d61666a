"""What releases report, on the pages of those it names, and nowhere once it stands no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from communique.core.activity import Goods
from communique.core.entry import Act, Order, order_id
from communique.core.fact import Fact, FactRecord, Handover, Meeting, Participant
from communique.core.record import Ref, Withdrawal
from communique.core.vocab import Name, Term
from communique.public.app import Portal
from communique.registrar.facts import fact_order
from tests.public.asking import ask, enter, followed, portal_of
from tests.sites import fact, issue, issue_record, release, small_site, withdraw

ADA = Term(vocabulary="person", code="ada-example", names=(Name(text="Ada Example", lang="en"),))
GUILD = Term(
    vocabulary="body",
    code="ferry-guild",
    names=(Name(text="Ferry Guild", lang="en"),),
    countries=("XB",),
)
VISIT = fact("301", "Boats may pass")
MEETING = fact("301", "the ferrymen", number=2)
HANDOVER = fact("301", "have been told", number=3)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Return the portal of a site with a release that reports three facts."""
    site = small_site(tmp_path_factory.mktemp("reported") / "site")
    meeting = Meeting(
        who=Ref(name="Ada", code="ada-example"),
        participants=(Participant(role="ferrymen", body=Ref(name="Guild", code="ferry-guild")),),
    )
    handover = Handover(
        items=(Goods(what="lamps", quantity=2),),
        donor=Ref(name="Northland", code="XA"),
        recipient=Ref(name="Guild", code="ferry-guild"),
    )
    enter(
        site,
        issue_record(ADA),
        issue_record(GUILD),
        issue(release("301")),
        fact_order(VISIT),
        fact_order(_saying(MEETING, meeting)),
        fact_order(_saying(HANDOVER, handover)),
    )
    made = portal_of(site)
    yield made
    made.shelf.close()


def _saying(record: FactRecord[Fact], said: Fact) -> FactRecord[Fact]:
    return replace(record, fact=said)


def test_the_page_of_a_release_tells_its_facts(portal: Portal) -> None:
    answer = followed(portal, "/en/releases/301")
    assert answer.text.count('<li id="fact-') == 3
    assert "Ferry Guild</a> received 2 lamps." in answer.text
    twin = followed(portal, "/en/releases/301.json").json
    assert [one["symbol"] for one in twin["facts"]] == ["fact.301.1", "fact.301.2", "fact.301.3"]
    assert twin["facts"][0]["record"]["evidence"]["words"] == "Boats may pass"
    assert "## What this release reports" in followed(portal, "/en/releases/301.md").text


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("people/ada-example", ["visit", "meeting"]),
        ("bodies/ferry-guild", ["meeting", "handover"]),
        ("countries/northland", ["visit", "handover"]),
        ("countries/eastmark", ["meeting", "handover"]),
        ("structures/secretariat", []),
        ("activities", ["handover"]),
    ],
)
def test_whom_a_fact_names_shows_it(portal: Portal, path: str, kinds: list[str]) -> None:
    sections = ask(portal, f"/en/{path}.json").json["sections"]
    assert [one.removeprefix("reported-") for one in sections if "reported-" in one] == kinds
    for kind in kinds:
        row = sections[f"reported-{kind}"][0]
        assert row["release"]["code"] == "301"
        assert "#fact-" in row["release"]["href"]


def test_what_was_handed_over_flows_from_its_giver_to_the_state_of_who_received(
    portal: Portal,
) -> None:
    sections = ask(portal, "/en/activities.json").json["sections"]
    assert [(one["from"]["code"], one["to"]["code"]) for one in sections["flows-table"]] == [
        ("XA", "XB")
    ]
    assert "<title>Northland → Eastmark: 1</title>" in ask(portal, "/en/activities").text


def test_several_in_one_cell_are_each_named_in_the_twin(portal: Portal) -> None:
    sections = ask(portal, "/en/bodies/ferry-guild.json").json["sections"]
    met = sections["reported-meeting"][0]["participants"]
    assert met["text"] == "ferrymen (Ferry Guild)"
    assert [one["code"] for one in met["terms"]] == ["ferry-guild"]


def test_external_bodies_have_pages(portal: Portal) -> None:
    assert "Ferry Guild" in ask(portal, "/en/bodies").text
    page = ask(portal, "/en/bodies/ferry-guild").text
    assert "<h1>Ferry Guild</h1>" in page
    assert 'href="/en/countries/eastmark"' in page


def test_a_fact_is_shown_at_the_size_it_was_there_first(portal: Portal) -> None:
    size = portal.shelf.record().log.checkpoint().size
    twin = followed(portal, f"/en/releases/301.json?size={size - 2}").json
    assert [one["symbol"] for one in twin["facts"]] == ["fact.301.1"]
    before = ask(portal, "/en/people/ada-example.json?on=1999-01-01").json
    assert "reported-visit" not in before.get("sections", {})


def test_what_was_withdrawn_is_told_nowhere(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    note = Withdrawal(symbol="fact.302.1", kind="fact", note="It was misread.", langs=("en",))
    enter(
        site,
        issue_record(ADA),
        issue(release("301")),
        fact_order(VISIT),
        issue(release("302")),
        fact_order(fact("302", "Boats may pass")),
    )
    enter(
        site,
        withdraw("301"),
        Order(
            id=order_id("withdraw", "fact"),
            act=Act.WITHDRAW,
            symbol="fact.302.1",
            kind="fact",
            langs=("en",),
            record=note,
        ),
    )
    portal = portal_of(site)
    size = portal.shelf.record().log.checkpoint().size
    for at in ("", f"?size={size - 2}"):
        assert "reported-" not in ask(portal, f"/en/people/ada-example.json{at}").text
        assert followed(portal, f"/en/releases/302.json{at}").json["facts"] == []
    portal.shelf.close()
