"""Facts judged in a real browser, by one key each."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from communique.newsroom.reading.reported import confirmed_in
from communique.newsroom.steps.reported import proposals
from communique.newsroom.steps.sign_off import publish
from communique.newsroom.steps.withdrawal import current
from tests.newsroom.browsing import looking
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import cleared, draft, enter
from tests.newsroom.steps.test_reported import BODY

VISIT = "Ada Example visited Mere"
GIFT = "Ada Example handed over two lamps to the Harbour Office of Mere"


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
        facts.first.locator("button[data-press=r]").focus()
        page.keyboard.press("r")
        page.get_by_text("It is asked no more").wait_for()
    enter(desk.config)
    assert [one.is_refused for one in proposals(current(copy.symbol))] == [True] * (count - 1)


def test_facts_are_decided_beside_a_draft_by_one_key_each(desk: Desk) -> None:
    copy = draft(desk, body="<p>MERE, 2 May 2026 – It rained.</p>")
    with looking(desk, "author", viewport={"width": 1400, "height": 900}) as page:
        page.goto(f"/desk/releases/edit/{copy.pk}/")
        panel = page.locator("[data-facts]")
        expect(panel).to_contain_text("The reader finds no visit")
        page.click("[contenteditable=true]")
        page.keyboard.press("Control+End")
        page.keyboard.type(f" {VISIT}. {GIFT}.")
        # Nothing of it is saved yet: the text is decided on as it stands.
        expect(panel.locator("button[value=confirm]")).to_have_count(2)
        page.keyboard.press("Shift+F9")
        page.keyboard.press("a")
        expect(panel).to_contain_text("Confirmed: goes out with the release")
        expect(panel.locator("button[value=confirm]")).to_have_count(1)
        page.keyboard.press("e")
        assert page.evaluate("document.activeElement.name") == "items.0.quantity"
        page.keyboard.type("many")
        page.keyboard.press("Enter")
        expect(panel.get_by_role("alert")).to_contain_text("The form makes no handover")
        page.keyboard.press("Control+A")
        page.keyboard.type("3")
        page.keyboard.press("Enter")
        expect(panel).to_contain_text("As an editor amended it")
        expect(panel.locator("button[value=take-back]")).to_have_count(2)
        panel.locator("button[value=take-back]").last.focus()
        page.keyboard.press("t")
        expect(panel.locator("[data-said]")).to_have_text("Taken back.")
        panel.locator("button[value=refuse]").focus()
        page.keyboard.press("r")
        expect(panel).to_contain_text("Refused (1)")
        found = Axe().run(page, "[data-facts]").response["violations"]
        assert [one["id"] for one in found] == []
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.set_viewport_size({"width": 1400, "height": 900})
        # The form that is open beside it takes these versions for its writer's own.
        page.click("button.action-save")
        expect(page.locator(".messages")).to_contain_text("Saved.")
    copy.refresh_from_db()
    (kept,) = confirmed_in(copy, copy.as_record())
    assert kept.evidence.words == VISIT
    assert len([one for one in copy.refused if one.startswith("fact:")]) == 1


def test_the_facts_of_a_draft_are_decided_without_script(desk: Desk) -> None:
    copy = draft(desk, body=BODY)
    with looking(desk, "author", java_script_enabled=False) as page:
        page.goto(f"/desk/releases/edit/{copy.pk}/")
        panel = page.locator("[data-facts]")
        # Wagtail's menu is made by script: its empty place would cover half of a telephone.
        expect(page.locator(".sidebar-loading")).to_be_hidden()
        panel.locator("button[value=confirm]").first.click()
        expect(panel).to_contain_text("Confirmed: goes out")
        panel.locator("summary", has_text="Amend").click()
        panel.locator(".steps-fields input").first.fill("3")
        panel.locator("button[value=amend]").click()
        expect(panel).to_contain_text("As an editor amended it")
    copy.refresh_from_db()
    assert len(copy.facts) == 2
