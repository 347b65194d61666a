"""What the desk proposes for a text while it is written, and what it finds in it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from communique.core.dates import PartialDate
from communique.newsroom.desk.models import ReleaseCopy, State
from communique.newsroom.reading.links import why_dead
from communique.newsroom.roles import Role
from communique.registrar.enter import opened
from tests.newsroom.desks import Desk
from tests.sites import issue, release, withdraw

TITLE = "CTL Office in Tarn lights the harbour"
BODY = (
    "<h3>Lights</h3><p>MERE, 2 May 2005 – The CTL Office in Tarn spoke of navigation in Eastmark."
    '</p><p>See <a href="/en/releases/pr-1999-0009">the notice</a>.</p>'
)
FORM = {
    "title": TITLE,
    "summary": "",
    "body": BODY,
    "lang": "en",
    "kind": "press-release",
    "day": "",
    "contacts": "",
}


def ask(desk: Desk, pk: int | None = None, who: str = "author", **more: Any) -> Any:
    """Return the answer for a form."""
    address = "/desk/reading/proposals/" + (f"{pk}/" if pk else "")
    return desk.browser(who).post(address, {**FORM, **more}, content_type="application/json")


def keys(answer: Any) -> set[str]:
    """Return what is proposed, as `field:code`."""
    assert answer.status_code == 200, answer.content
    return {f"{one['field']}:{one['code']}" for one in answer.json()["proposals"]}


def codes(answer: Any) -> set[str]:
    """Return what was found."""
    assert answer.status_code == 200, answer.content
    return {one["code"] for one in answer.json()["findings"]}


def drafted(desk: Desk, **more: Any) -> ReleaseCopy:
    """Return a saved draft of the author's."""
    said = {"title": TITLE, "body": BODY, "sources": ["secretariat"], **more}
    return ReleaseCopy.objects.create(made_by=desk.who("author"), **said)


def test_what_a_text_says_is_proposed_beside_its_words(desk: Desk) -> None:
    told = {one["field"]: one for one in ask(desk).json()["proposals"]}
    assert told["places"] == {
        "field": "places",
        "code": "mere",
        "name": "Mere",
        "words": "MERE",
        "where": "2",
        "confidence": 0.97,
        "is_refused": False,
    }
    assert (told["day"]["code"], told["day"]["words"]) == ("2005-05-02", "2 May 2005")
    assert (told["sources"]["code"], told["sources"]["where"]) == ("office-in-tarn", "title")
    assert told["sources"]["name"] == "CTL Office in Tarn"
    assert (told["fields_of_work"]["code"], told["fields_of_work"]["words"]) == (
        "navigation",
        "navigation",
    )
    assert keys(ask(desk)) >= {"countries:XA", "countries:XB"}


def test_what_is_chosen_is_not_proposed_again(desk: Desk) -> None:
    said = keys(ask(desk, places=["mere"], day="2 May 2005", sources=["office-in-tarn"]))
    assert said == {"countries:XA", "countries:XB", "fields_of_work:navigation"}


def test_what_is_refused_is_remembered_by_the_release_and_can_be_recalled(desk: Desk) -> None:
    copy = drafted(desk, state=State.CLEARED)
    address = f"/desk/reading/refused/{copy.pk}/"
    browser = desk.browser("author")
    assert browser.post(address, {"refused": "countries:XB"}).json() == {
        "refused": ["countries:XB"]
    }
    told = {one["code"]: one["is_refused"] for one in ask(desk, copy.pk).json()["proposals"]}
    assert told["XB"]
    assert not told["XA"]
    copy.refresh_from_db()
    # It is no change of what goes out.
    assert (copy.state, copy.latest_revision, copy.written_by) == (State.CLEARED, None, [])
    assert browser.post(address, {"recalled": "countries:XB"}).json() == {"refused": []}


def test_a_text_that_was_never_saved_is_read_as_well(desk: Desk) -> None:
    assert keys(ask(desk, refused=["countries:XB"])) >= {"countries:XB", "places:mere"}


def test_the_editors_own_form_of_a_text_is_understood(desk: Desk) -> None:
    block = {
        "key": "a",
        "type": "unstyled",
        "text": "MERE, 2 May 2005 – It was so.",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    body = json.dumps({"blocks": [block], "entityMap": {}})
    assert "places:mere" in keys(ask(desk, body=body))


def test_what_the_rules_find_is_told_with_its_field(desk: Desk) -> None:
    answer = ask(desk, day="2005-05-03", sources=["office-in-tarn"])
    assert codes(answer) >= {
        "draft.no-contact",
        "date.differs",
        "text.heading-order",
        "text.dead-link",
    }
    fields = {one["code"]: one["field"] for one in answer.json()["findings"]}
    assert fields["draft.no-contact"] == "contacts"
    assert "vocab.not-in-force" in codes(ask(desk, day="1985", sources=["office-in-tarn"]))


@pytest.mark.parametrize(
    "sent", [b"", b"[]", b"{", b'{"title": 3}', b'{"sources": "x"}', b'{"body": "{"}']
)
def test_what_is_no_form_is_refused(desk: Desk, sent: bytes) -> None:
    answer = desk.browser("author").post(
        "/desk/reading/proposals/", sent, content_type="application/json"
    )
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_a_text_beyond_all_measure_is_not_read(desk: Desk) -> None:
    assert ask(desk, body="x" * (1024 * 1024 + 1)).status_code == 413


def test_a_release_is_read_only_for_whoever_may_see_it(desk: Desk) -> None:
    copy = drafted(desk)
    desk.member("stranger", Role.AUTHOR, structures=("office-in-tarn",))
    assert ask(desk, copy.pk, "stranger").status_code == 404
    refused = desk.browser("stranger").post(
        f"/desk/reading/refused/{copy.pk}/", {"refused": "countries:XB"}
    )
    assert refused.status_code == 404
    assert ask(desk, copy.pk, "clearance-officer").status_code == 200
    assert ask(desk, None, "clearance-officer").status_code in (302, 403)
    by_officer = desk.browser("clearance-officer").post(
        f"/desk/reading/refused/{copy.pk}/", {"refused": "countries:XB"}
    )
    assert by_officer.status_code in (302, 403)
    assert not ReleaseCopy.objects.get().refused


def test_a_link_is_dead_where_the_record_shows_nothing(desk: Desk) -> None:
    stands, gone = release("pr-1999-0001"), release("pr-1999-0002")
    with opened(desk.config) as registrar:
        registrar.enter([issue(stands), issue(replace(gone, date=PartialDate("1999-05-03")))])
        registrar.enter([withdraw(gone.symbol)])
    alive = (
        "pr-1999-0001",
        "/en/releases/pr-1999-0001/lights",
        "http://lakes.example/fr/releases/pr-1999-0001.json",
        "/en/structures/secretariat",
        "structure.secretariat",
        "/en/countries/northland",
        "/en/structures",
        "/en/about",
        "/verify",
        "https://elsewhere.example/en/releases/pr-1999-0003",
        "mailto:press@lakes.example",
    )
    assert {to: why for to in alive if (why := why_dead(to))} == {}
    dead = {
        "pr-1999-0002": "pr-1999-0002 was withdrawn",
        "/en/releases/pr-1999-0002/lights": "pr-1999-0002 was withdrawn",
        "pr-1999-0003": "nothing on the record has the symbol pr-1999-0003",
        "http://lakes.example/en/releases/pr-1999-0003": (
            "nothing on the record has the symbol pr-1999-0003"
        ),
        "/en/structures/nowhere": "the registry has no 'nowhere' in structures",
        "/en/about/nowhere": "the registry has no 'nowhere' in about",
        "structure.nowhere": "nothing on the record has the symbol structure.nowhere",
        "/press/299421": "no release stood at /press/299421",
    }
    assert {to: why_dead(to) for to in dead} == dead


def test_a_chosen_day_stands_against_all_but_the_dateline(desk: Desk) -> None:
    assert "day:2005-05-02" in keys(ask(desk, day="2005-05-03"))
    prose = "<p>The harbour of Mere was opened on 2 May 2005.</p>"
    assert "day:2005-05-02" in keys(ask(desk, body=prose))
    assert "day:2005-05-02" not in keys(ask(desk, body=prose, day="2005-05-03"))


def test_a_release_that_is_only_looked_at_is_read_as_it_was_saved(desk: Desk) -> None:
    copy = drafted(desk, day="no day")
    answer = desk.browser("clearance-officer").get(f"/desk/reading/proposals/{copy.pk}/")
    assert "draft.no-contact" in codes(answer)
    assert keys(answer) == set()
