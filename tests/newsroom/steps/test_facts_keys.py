"""Facts judged in a real browser, by one key each."""

from __future__ import annotations

from communique.newsroom.steps.reported import proposals
from communique.newsroom.steps.sign_off import publish
from communique.newsroom.steps.withdrawal import current
from tests.newsroom.browsing import looking
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import cleared, enter
from tests.newsroom.steps.test_reported import BODY


def test_one_key_confirms_a_fact_and_one_refuses_the_next(desk: Desk) -> None:
    copy = cleared(desk, body=BODY)
    publish([copy], desk.who("press-secretary"))
    enter(desk.config)
    with looking(desk, "press-secretary") as page:
        page.goto(f"/desk/steps/facts/{copy.symbol}/")
        facts = page.locator("h2:has-text('Proposed') ~ ol").first.locator("> li")
        count = facts.count()
        assert count > 1
        page.keyboard.press("a")
        page.get_by_text("is confirmed and goes out now").wait_for()
        assert facts.count() == count - 1
        page.keyboard.press("e")
        assert page.locator("details[open] .steps-fields input").first.is_visible()
        page.keyboard.press("r")
        # In a field of the form a letter is a letter.
        assert facts.count() == count - 1
        facts.first.locator("button[data-key=r]").focus()
        page.keyboard.press("r")
        page.get_by_text("It is asked no more").wait_for()
    enter(desk.config)
    assert [one.is_refused for one in proposals(current(copy.symbol))] == [True] * (count - 1)
