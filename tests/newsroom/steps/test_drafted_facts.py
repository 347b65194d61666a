"""What a text that is still being written reports: decided beside it, and out with it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from communique.core.fact import Fact, Handover, Visit
from communique.core.ref import Ref
from communique.newsroom import shelf
from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.desk.models import ReleaseCopy, State
from communique.newsroom.reading.drafted import told_before
from communique.newsroom.reading.reported import facts_typed, is_told, kept_by, key_of
from communique.newsroom.steps import alarms, drafted, way
from communique.newsroom.steps.bundles import add, make
from communique.newsroom.steps.errors import ChangedSince, NotAllowed, NotFit, WrongState
from communique.newsroom.steps.models import Alarm
from communique.newsroom.steps.reported import confirm, proposals
from communique.newsroom.steps.sign_off import cancel, publish
from communique.newsroom.steps.withdrawal import current
from communique.outbox.frozen import State as Placed
from communique.registrar.enter import opened
from communique.store.facts import facts_of
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import correction, draft, edit, enter, placed, signed, signed_off
from tests.newsroom.steps.test_reported import BODY
from tests.sites import issue, release

VISIT, GIFT = "Ada Example visited Mere", "Ada Example handed over two lamps"


def _decided(desk: Desk, copy: ReleaseCopy, *, by: str = "author") -> list[str]:
    """Confirm all that the text of a working copy proposes, and return the keys."""
    held = told_before(copy)
    keys = [key_of(one) for one in facts_typed(copy) if not is_told(one, held)]
    for key in keys:
        drafted.confirm(copy, key, desk.who(by), said=copy)
    copy.refresh_from_db()
    return keys


def _shown(symbol: str) -> list[Fact]:
    return [one.record.fact for one in facts_of(shelf.store(), symbol)]


def _page(desk: Desk, copy: ReleaseCopy, who: str = "author") -> str:
    said: str = desk.browser(who).get(f"/desk/releases/edit/{copy.pk}/").content.decode()
    return said.partition("data-facts")[2].partition("data-findings")[0]


def test_what_is_confirmed_beside_a_draft_goes_out_with_it_in_one_bundle(desk: Desk) -> None:
    copy = draft(desk, body=BODY)
    visit, gift = _decided(desk, copy)
    preview = desk.browser("author").get(f"/desk/releases/preview/{copy.pk}/").content.decode()
    assert preview.partition('class="reported"')[2].count("<li id=") == 2
    at = datetime.now(UTC) + timedelta(hours=1)
    way.submit(copy, desk.who("author"))
    way.clear(copy, desk.who("clearance-officer"))
    publish([copy], desk.who("press-secretary"), at=at)
    lines = placed()
    symbol = copy.symbol
    assert [line.symbol for line in lines] == [symbol, f"fact.{symbol}.1", f"fact.{symbol}.2"]
    assert len({(line.bundle, line.not_before, line.cleared_by) for line in lines}) == 1
    assert enter(desk.config) == []
    assert _shown(symbol) == []
    cancel(copy, desk.who("press-secretary"))
    assert {line.state for line in placed()} == {Placed.REVOKED}
    publish([copy], desk.who("press-secretary"))
    assert [one for one, _ in enter(desk.config)] == [line.symbol for line in lines]
    assert [type(one) for one in _shown(symbol)] == [Visit, Handover]
    # Of what was confirmed before it went out nobody is asked afterwards.
    assert proposals(current(symbol)) == ()
    assert TrailLine.objects.filter(deed="confirm-fact").count() == 2
    assert {visit, gift} == {one["key"] for one in copy.facts}


def test_what_is_amended_or_refused_beside_a_draft_stays_so_on_the_record(desk: Desk) -> None:
    copy = draft(desk, body=BODY)
    visit, gift = (key_of(one) for one in facts_typed(copy))
    other = Ref(name="Bo Example")

    def amend(fact: Fact) -> Fact:
        assert isinstance(fact, Visit)
        return replace(fact, who=other)

    drafted.confirm(copy, visit, desk.who("author"), said=copy, amend=amend)
    drafted.refuse(copy, gift, desk.who("author"))
    copy.refresh_from_db()
    signed(desk, copy)
    enter(desk.config)
    (fact,) = facts_of(shelf.store(), copy.symbol)
    assert isinstance(fact.record.fact, Visit)
    assert (fact.record.fact.who, fact.record.rule) == (other, "editor")
    (left,) = proposals(current(copy.symbol))
    assert (left.key, left.is_refused) == (gift, True)


def test_a_fact_that_breaks_a_rule_or_is_not_proposed_is_not_kept(desk: Desk) -> None:
    copy, author = draft(desk, body=BODY), desk.who("author")
    key = key_of(facts_typed(copy)[0])

    def amend(fact: Fact) -> Fact:
        assert isinstance(fact, Visit)
        return replace(fact, where=Ref(name="Mere", code="nowhere"))

    with pytest.raises(NotFit, match="no term"):
        drafted.confirm(copy, key, author, said=copy, amend=amend)
    with pytest.raises(WrongState, match="proposes no such fact"):
        drafted.confirm(copy, "0" * 64, author, said=copy)
    with pytest.raises(WrongState, match="nothing was said"):
        drafted.take_back(copy, key, author)
    copy.refresh_from_db()
    assert copy.facts == []


def test_a_decision_is_writing_and_what_was_not_cleared_does_not_go_out(desk: Desk) -> None:
    copy = draft(desk, body=BODY)
    way.submit(copy, desk.who("author"))
    key = key_of(facts_typed(copy)[0])
    with pytest.raises(NotAllowed):
        drafted.confirm(copy, key, desk.who("author"), said=copy)
    way.clear(copy, desk.who("clearance-officer"))
    # To refuse changes nothing that goes out.
    drafted.refuse(copy, key, desk.who("author"))
    copy.refresh_from_db()
    assert copy.state == State.CLEARED
    drafted.take_back(copy, key, desk.who("author"))
    versions = copy.revisions.count()
    drafted.confirm(copy, key, desk.who("author"), said=copy)
    copy.refresh_from_db()
    assert (copy.state, copy.revisions.count()) == (State.DRAFT, versions + 1)
    way.submit(copy, desk.who("author"))
    way.clear(copy, desk.who("clearance-officer"))
    # As a script might, behind everybody's back.
    ReleaseCopy.objects.filter(pk=copy.pk).update(facts=[])
    with pytest.raises(ChangedSince):
        publish([copy], desk.who("press-secretary"))
    assert placed() == []


def test_who_confirmed_a_fact_does_not_clear_it(desk: Desk) -> None:
    copy = draft(desk, body=BODY)
    _decided(desk, copy, by="press-secretary")
    way.submit(copy, desk.who("author"))
    with pytest.raises(NotAllowed, match="second person"):
        way.clear(copy, desk.who("press-secretary"))


def test_a_fact_whose_words_are_edited_out_is_shown_as_lost_and_stays_behind(desk: Desk) -> None:
    copy = draft(desk, body=BODY)
    _decided(desk, copy)
    edit(copy, desk.who("author"), body=BODY.replace("two lamps", "three lamps"))
    shown = _page(desk, copy)
    assert shown.count("The text does not have these words any more") == 1
    way.submit(copy, desk.who("author"))
    way.clear(copy, desk.who("clearance-officer"))
    secretary = desk.browser("press-secretary")
    before = secretary.get("/desk/steps/sign-off/", {"copy": f"releasecopy/{copy.pk}"})
    assert "Facts that go out with it (1)" in before.content.decode()
    assert "1 confirmed fact stays behind" in before.content.decode()
    signed_off(secretary, copy=f"releasecopy/{copy.pk}")
    enter(desk.config)
    copy.refresh_from_db()
    assert [type(one) for one in _shown(copy.symbol)] == [Visit]
    # The three lamps are a fact that nobody was asked of yet.
    assert len(proposals(current(copy.symbol))) == 1


def test_a_correction_keeps_the_facts_whose_words_stay_and_adds_to_them(desk: Desk) -> None:
    copy = draft(desk, body=BODY)
    _decided(desk, copy)
    signed(desk, copy)
    enter(desk.config)
    symbol, secretary = copy.symbol, desk.who("press-secretary")
    body = BODY.replace("two lamps", "three lamps") + "<p>Bo Example visited Tarn.</p>"
    again = correction(desk, symbol, body=body, note="There were three.")
    shown = _page(desk, again, "press-secretary")
    assert "once this is out, readers are not shown this fact" in shown
    new = _decided(desk, again, by="press-secretary")
    assert len(new) == 2
    again = ReleaseCopy.objects.get(pk=again.pk)
    way.submit(again, desk.who("author"))
    way.clear(again, desk.who("clearance-officer"))
    publish([again], secretary, at=datetime.now(UTC) + timedelta(hours=1))
    waiting = [line.symbol for line in placed([Placed.WAITING])]
    assert waiting == [symbol, f"fact.{symbol}.3", f"fact.{symbol}.4"]
    cancel(again, secretary)
    publish([again], secretary)
    enter(desk.config)
    whos = [one.who.name for one in _shown(symbol) if isinstance(one, Visit)]
    assert whos == ["Ada Example", "Bo Example"]
    (gift,) = [one for one in _shown(symbol) if isinstance(one, Handover)]
    assert gift.items[0].quantity == 3


def test_no_fact_is_confirmed_past_those_that_wait_for_an_instant(desk: Desk) -> None:
    copy = draft(desk, body=BODY)
    signed(desk, copy)
    enter(desk.config)
    secretary = desk.who("press-secretary")
    again = correction(desk, copy.symbol, summary="They burn.", note="A summary.")
    visit, _ = (key_of(one) for one in facts_typed(again))
    drafted.confirm(again, visit, secretary, said=again)
    again.refresh_from_db()
    publish([again], secretary, at=datetime.now(UTC) + timedelta(hours=1), alone=True)
    (left,) = proposals(current(copy.symbol))
    with pytest.raises(WrongState, match="go out with its correction"):
        confirm(copy.symbol, left.key, secretary)


def test_a_bundle_that_is_refused_leaves_every_fact_of_it_off_the_record(desk: Desk) -> None:
    copies = [draft(desk, body=BODY), draft(desk, title="Boats of Mere", body=BODY)]
    secretary = desk.who("press-secretary")
    bundle = make("Lamps", secretary)
    for copy in copies:
        _decided(desk, copy)
        way.submit(copy, desk.who("author"))
        way.clear(copy, desk.who("clearance-officer"))
        add(bundle, copy, secretary)
    publish(copies, secretary)
    assert len(placed([Placed.WAITING])) == 6
    assert len({line.bundle for line in placed()}) == 1
    with opened(desk.config) as registrar:
        # Somebody else's, under the number of the second.
        registrar.enter([issue(release(copies[1].symbol))])
    enter(desk.config)
    assert {line.state for line in placed()} == {Placed.REFUSED}
    assert [_shown(copy.symbol) for copy in copies] == [[], []]


def test_a_release_that_is_late_with_its_facts_raises_one_alarm(desk: Desk) -> None:
    copy = draft(desk, body=BODY)
    _decided(desk, copy)
    signed(desk, copy)
    alarms.raise_late(datetime.now(UTC) + timedelta(seconds=11))
    assert [alarm.symbol for alarm in Alarm.objects.all()] == [copy.symbol]
    clock = desk.browser("press-secretary").get("/desk/steps/clock/")
    (row,) = clock.context["clock"].rows
    assert (row.symbol, row.facts, row.with_others) == (copy.symbol, 2, 0)


def _judge(desk: Desk, copy: ReleaseCopy, who: str = "author", **sent: str) -> Any:
    return desk.browser(who).post(f"/desk/steps/drafted/{copy.pk}/", sent)


def test_the_editor_takes_every_decision_by_a_plain_form(desk: Desk) -> None:
    copy = draft(desk, body=BODY)
    visit, gift = (key_of(one) for one in facts_typed(copy))
    shown = _page(desk, copy)
    assert VISIT in shown
    assert GIFT in shown
    assert shown.count('value="confirm"') == 2
    answer = _judge(desk, copy, key=visit, step="confirm")
    assert answer["Location"] == f"/desk/releases/edit/{copy.pk}/"
    _judge(desk, copy, key=gift, step="refuse")
    shown = _page(desk, copy)
    assert "Confirmed: goes out with the release" in shown
    assert "Refused (1)" in shown
    assert shown.count('value="take-back"') == 2
    for key in (visit, gift):
        _judge(desk, copy, key=key, step="take-back")
    assert _page(desk, copy).count('value="confirm"') == 2
    _judge(desk, copy, key=visit, step="amend", **{"who.name": "Bo", "where.name": "Mere"})
    copy.refresh_from_db()
    (kept,) = kept_by(copy)
    assert isinstance(kept.record.fact, Visit)
    assert (kept.record.fact.who, kept.record.rule) == (Ref(name="Bo"), "editor")
    refused = _judge(desk, copy, key=gift, step="amend", **{"items.0.quantity": "many"})
    assert refused.status_code == 302
    said = desk.browser("author").get(refused["Location"]).content.decode()
    assert len(kept_by(ReleaseCopy.objects.get(pk=copy.pk))) == 1
    assert "Traceback" not in said


def test_a_script_decides_on_the_text_as_it_stands_unsaved(desk: Desk) -> None:
    copy = draft(desk, body="<p>MERE, 2 May 2026 – It rained.</p>")
    form = {"title": copy.title, "body": BODY, "lang": "en", "kind": copy.kind, "day": copy.day}
    browser = desk.browser("author")
    read = browser.post(
        f"/desk/reading/proposals/{copy.pk}/", form, content_type="application/json"
    )
    assert VISIT in read.json()["facts"]
    key = read.json()["facts"].partition('data-fact="')[2][:64]
    address, accept = f"/desk/steps/drafted/{copy.pk}/", {"Accept": "application/json"}
    sent = {"key": key, "step": "confirm", "form": json.dumps(form)}
    told = browser.post(address, sent, headers=accept).json()
    before = copy.latest_revision_id
    copy.refresh_from_db()
    assert (told["version"], told["follows"]) == (copy.latest_revision_id, before)
    assert "Confirmed: goes out with the release" in told["facts"]
    assert "any more" not in told["facts"]
    # It is kept, and shown as lost until the text is saved that has its words.
    assert len(kept_by(copy)) == 1
    assert "any more" in _page(desk, copy)
    refused = browser.post(address, {**sent, "key": "0" * 64}, headers=accept)
    assert refused.status_code == 409
    assert "proposes no such fact" in refused.json()["message"]
    assert browser.post(address, {**sent, "form": "{"}, headers=accept).status_code == 409


def test_others_see_what_was_decided_and_decide_nothing(desk: Desk) -> None:
    copy = draft(desk, body=BODY)
    key = _decided(desk, copy)[0]
    way.submit(copy, desk.who("author"))
    shown = _page(desk, copy, "clearance-officer")
    assert "Confirmed: goes out with the release" in shown
    assert "<button" not in shown
    assert _judge(desk, copy, "clearance-officer", key=key, step="take-back").status_code == 302
    copy.refresh_from_db()
    assert len(copy.facts) == 2
    desk.member("stranger", structures=("office-in-tarn",))
    assert _judge(desk, copy, "stranger", key=key, step="take-back").status_code in (302, 403, 404)
    copy.refresh_from_db()
    assert len(copy.facts) == 2


def test_an_older_version_brings_back_what_was_decided_then(desk: Desk) -> None:
    copy = draft(desk, body=BODY)
    bare = copy.latest_revision
    assert bare
    _decided(desk, copy)
    assert bare.as_object().facts == []
    newest = copy.latest_revision
    assert newest
    assert len(newest.as_object().facts) == 2
    # The desk's page that compares two versions says so too.
    compare = reverse(
        ReleaseCopy.snippet_viewset.get_url_name("revisions_compare"),
        args=[copy.pk, bare.pk, newest.pk],
    )
    assert "visit:" in desk.browser("author").get(compare).content.decode()
