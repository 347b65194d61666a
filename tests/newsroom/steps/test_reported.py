"""What an issued release reports, confirmed, amended or refused by people at the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from communique.core.activity import Goods
from communique.core.fact import Fact, Handover, Visit
from communique.core.record import Ref
from communique.newsroom import shelf
from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.reading.amending import NoFact, amended, inputs
from communique.newsroom.steps.errors import (
    NotAllowed,
    NoteMissing,
    NotFit,
    WrongState,
)
from communique.newsroom.steps.fact_orders import histories
from communique.newsroom.steps.reported import (
    confirm,
    correct_fact,
    proposals,
    refuse,
    withdraw_fact,
)
from communique.newsroom.steps.sign_off import publish
from communique.newsroom.steps.withdrawal import current
from communique.store.facts import facts_of
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import cleared, enter
from tests.strategies import facts

BODY = (
    "<p>MERE, 2 May 2026 – Ada Example visited Mere today.</p>"
    "<p>Ada Example handed over two lamps to the Harbour Office of Mere.</p>"
)


@pytest.fixture
def symbol(desk: Desk) -> str:
    """Return the symbol of a release on the record that reports a visit."""
    copy = cleared(desk, body=BODY)
    publish([copy], desk.who("press-secretary"))
    enter(desk.config)
    return copy.symbol


def _proposed(symbol: str) -> dict[str, Fact]:
    return {one.key: one.record.fact for one in proposals(current(symbol)) if not one.is_refused}


def _shown(symbol: str) -> list[Fact]:
    return [one.record.fact for one in facts_of(shelf.store(), symbol)]


def test_what_is_confirmed_goes_on_the_record_and_is_proposed_no_more(
    desk: Desk, symbol: str
) -> None:
    key, fact = next(iter(_proposed(symbol).items()))
    assert isinstance(fact, Visit)
    record = confirm(symbol, key, desk.who("clearance-officer"))
    assert record.symbol == f"fact.{symbol}.1"
    assert key not in _proposed(symbol)
    enter(desk.config)
    assert key not in _proposed(symbol)
    assert _shown(symbol) == [fact]
    line = TrailLine.objects.get(deed="confirm-facts")
    assert (line.who, line.subject) == ("clearance-officer", record.symbol)
    assert "Ada" not in str(line.words)


def test_what_is_amended_says_so(desk: Desk, symbol: str) -> None:
    key, fact = next(iter(_proposed(symbol).items()))
    assert isinstance(fact, Visit)
    other = replace(fact, where=Ref(name="Mere", code="mere"), when=None)
    record = confirm(symbol, key, desk.who("press-secretary"), amended=other)
    assert (record.rule, record.confidence, record.fact) == ("editor", 1.0, other)
    enter(desk.config)
    assert _shown(symbol) == [other]
    # The words are judged: the fact as it was read is not proposed beside it.
    assert key not in _proposed(symbol)


def test_what_is_refused_is_remembered_until_it_is_recalled(desk: Desk, symbol: str) -> None:
    key = next(iter(_proposed(symbol)))
    refuse(symbol, key, desk.who("press-secretary"))
    assert key not in _proposed(symbol)
    refuse(symbol, key, desk.who("press-secretary"), recall=True)
    assert key in _proposed(symbol)


def test_a_fact_that_breaks_a_rule_is_not_signed_off(desk: Desk, symbol: str) -> None:
    key, fact = next(iter(_proposed(symbol).items()))
    assert isinstance(fact, Visit)
    wrong = replace(fact, where=Ref(name="Mere", code="nowhere"))
    with pytest.raises(NotFit, match="no term"):
        confirm(symbol, key, desk.who("press-secretary"), amended=wrong)
    with pytest.raises(WrongState):
        confirm(symbol, "0" * 64, desk.who("press-secretary"))
    with pytest.raises(NotAllowed):
        confirm(symbol, key, desk.who("author"))
    assert histories(symbol) == ()


def test_a_fact_on_the_record_is_corrected_and_withdrawn_with_a_reason(
    desk: Desk, symbol: str
) -> None:
    secretary = desk.who("press-secretary")
    key, fact = next(iter(_proposed(symbol).items()))
    assert isinstance(fact, Visit)
    confirm(symbol, key, secretary)
    enter(desk.config)
    other = replace(fact, who=Ref(name="Bo Example"))
    with pytest.raises(NoteMissing):
        correct_fact(symbol, 1, secretary, other, " ")
    correct_fact(symbol, 1, secretary, other, "It was Bo.")
    enter(desk.config)
    assert _shown(symbol) == [other]
    with pytest.raises(NoteMissing):
        withdraw_fact(symbol, 1, secretary, "")
    withdraw_fact(symbol, 1, secretary, "It was nobody.")
    enter(desk.config)
    assert _shown(symbol) == []
    with pytest.raises(WrongState):
        withdraw_fact(symbol, 1, secretary, "Again.")


def test_the_page_takes_every_judgement(desk: Desk, symbol: str) -> None:
    browser = desk.browser("press-secretary")
    page, judging = f"/desk/steps/facts/{symbol}/", f"/desk/steps/facts/{symbol}/judge/"
    key = next(iter(_proposed(symbol)))
    shown = browser.get(page).content.decode()
    assert "Ada Example visited Mere" in shown
    assert f'value="{key}"' in shown
    assert browser.get(f"/desk/record/{symbol}/").content.decode().count(page) == 1
    # Enter in a field presses the first button of its form, which must not be another judgement.
    amending = [form for form in shown.split("<form")[1:] if "steps-fields" in form]
    assert amending
    assert not [form for form in amending if 'value="confirm"' in form.partition("</form>")[0]]
    for step, proposed_after in (("refuse", False), ("recall", True), ("confirm", False)):
        browser.post(judging, {"key": key, "step": step})
        assert (key in _proposed(symbol)) is proposed_after
    enter(desk.config)
    assert "Withdraw it" in browser.get(page).content.decode()
    browser.post(f"/desk/steps/facts/{symbol}/1/", {"step": "withdraw", "note": "Misread."})
    enter(desk.config)
    assert _shown(symbol) == []


def test_the_page_is_closed_to_others(desk: Desk, symbol: str) -> None:
    for name in ("author", "translator", "administrator"):
        assert desk.browser(name).get(f"/desk/steps/facts/{symbol}/").status_code in (302, 403)
    assert desk.browser("press-secretary").get("/desk/steps/facts/none/").status_code == 404


@given(facts())
def test_a_form_that_nobody_changed_makes_the_same_fact(fact: Fact) -> None:
    sent = {one.name: one.value for one in inputs(fact)}
    try:
        made = amended(fact, sent)
    except NoFact:
        return
    assert type(made) is type(fact)


def test_a_row_is_added_and_taken_away_in_the_form() -> None:
    gift = Handover(items=(Goods(what="lamps", quantity=2),), donor=Ref(name="Ada"))
    sent = {one.name: one.value for one in inputs(gift)}
    more = amended(gift, {**sent, "items.1.what": "oil", "funders.0.name": "The Fund"})
    assert isinstance(more, Handover)
    assert more.items == (*gift.items, Goods(what="oil"))
    assert more.funders == (Ref(name="The Fund"),)
    fewer = amended(
        more, {**sent, "items.0.what": "", "items.0.quantity": "", "items.1.what": "oil"}
    )
    assert isinstance(fewer, Handover)
    assert fewer.items == (Goods(what="oil"),)
    with pytest.raises(NoFact, match="no handover"):
        amended(gift, {**sent, "items.0.quantity": "many"})
