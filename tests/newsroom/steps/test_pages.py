"""The pages of the steps: what each member sees there, and what their forms do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from communique.newsroom.desk.models import ReleaseCopy, Remark, State
from communique.newsroom.roles import Role
from communique.newsroom.steps import alarms, bundles, way
from communique.newsroom.steps.copies import key_of
from communique.newsroom.steps.erasure import ask_erasure
from communique.newsroom.steps.errors import WrongState
from communique.newsroom.steps.models import Alarm, ErasureRequest, ErasureState
from communique.newsroom.steps.sign_off import publish
from communique.newsroom.steps.watch import Watch
from communique.outbox import orders as outbox
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import cleared, draft, enter, issued, placed, signed_off, submitted

MEMBERS = [role.value for role in Role]


def after(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def beat(at: datetime) -> None:
    with transaction.atomic():
        outbox.beat(connection, alarms.REGISTRAR, at)


def text(answer: Any) -> str:
    content: bytes = answer.content
    return " ".join(content.decode("utf-8").split())


def step(client: Client, copy: ReleaseCopy, name: str, **sent: str) -> str:
    """Press a button of the panel; return what the next page says."""
    answer = client.post(f"/desk/steps/releasecopy/{copy.pk}/{name}/", sent, follow=True)
    assert answer.status_code == 200
    copy.refresh_from_db()
    return text(answer)


def editor(client: Client, copy: ReleaseCopy) -> str:
    answer = client.get(f"/desk/releases/edit/{copy.pk}/")
    assert answer.status_code == 200
    return text(answer)


def test_a_release_goes_all_the_way_by_the_buttons_of_its_panel(desk: Desk) -> None:
    copy = draft(desk)
    author, officer = desk.browser("author"), desk.browser("clearance-officer")
    secretary = desk.browser("press-secretary")
    assert "Submit for clearance" in editor(author, copy)
    assert "is submitted" in step(author, copy, "submit")
    assert "is returned" in step(officer, copy, "return", remark="The date is wrong.")
    assert "The date is wrong." in editor(author, copy)
    step(author, copy, "submit")
    page = officer.get(f"/desk/releases/edit/{copy.pk}/")
    seen = text(page).partition('name="seen" value="')[2][:64]
    assert "is cleared" in step(officer, copy, "clear", seen=seen)
    answer = signed_off(secretary, copy=key_of(copy), when="now")
    assert "signed off, and with the registrar now" in text(answer)
    enter(desk.config)
    shown = editor(author, copy)
    copy.refresh_from_db()
    assert copy.state == State.ISSUED
    assert "Was due on" in shown
    assert f'href="/desk/record/{copy.symbol}/"' in shown


def test_a_release_is_scheduled_in_a_zone_rescheduled_and_taken_back(desk: Desk) -> None:
    copy = cleared(desk)
    secretary = desk.browser("press-secretary")
    day = (datetime.now(UTC) + timedelta(days=30)).strftime("%Y-%m-%d")
    when = {"when": "later", "day": day, "clock": "10:00", "zone": "Europe/Vienna"}
    page = text(secretary.get("/desk/steps/sign-off/", {"copy": key_of(copy), **when}))
    assert "10:00:00 (Europe/Vienna)" in page
    assert "UTC" in page
    assert "signed off. It goes out on" in text(signed_off(secretary, copy=key_of(copy), **when))
    copy.refresh_from_db()
    assert copy.not_before
    first = copy.not_before
    step(secretary, copy, "reschedule", day=day, clock="11:00", zone="Europe/Vienna")
    assert copy.not_before - first == timedelta(hours=1)
    assert "Taken back" in step(secretary, copy, "cancel")
    assert copy.state == State.CLEARED


def test_a_time_that_is_none_is_told_in_a_sentence(desk: Desk) -> None:
    copy = cleared(desk)
    asked = {"copy": key_of(copy), "when": "later", "zone": "Europe/Vienna"}
    for day, clock, said in (
        ("2027-03-28", "02:30", "does not come in Europe/Vienna"),
        ("2027-10-31", "02:30", "comes twice in Europe/Vienna"),
        ("1999-01-01", "10:00", "has passed"),
        ("2099-01-01", "10:00", "more than two years ahead"),
    ):
        page = desk.browser("press-secretary").get(
            "/desk/steps/sign-off/", asked | {"day": day, "clock": clock}
        )
        assert said in text(page)
        assert not page.context["may_go"]


def test_what_changed_since_the_page_was_opened_is_not_signed_off(desk: Desk) -> None:
    copy = cleared(desk)
    sent = {"copy": key_of(copy), "seen": f"{key_of(copy)}={'0' * 64}", "at": "", "zone": "UTC"}
    answer = desk.browser("press-secretary").post("/desk/steps/sign-off/", sent, follow=True)
    assert "was changed after this page was opened" in text(answer)
    assert placed() == []


def test_issuing_alone_has_to_be_said_twice(desk: Desk) -> None:
    copy = draft(desk, by="press-secretary")
    secretary = desk.browser("press-secretary")
    assert "Urgent: issue it alone" in editor(secretary, copy)
    sent = {"copy": key_of(copy), "alone": "1", "at": "", "zone": "UTC"}
    answer = secretary.post("/desk/steps/sign-off/", sent, follow=True)
    assert "tick that you issue it alone" in text(answer).lower()
    assert placed() == []
    signed_off(secretary, copy=key_of(copy), alone="1", when="now")
    (line,) = placed()
    assert line.urgent


@pytest.mark.parametrize("name", MEMBERS)
def test_each_member_gets_the_pages_of_their_deeds_only(desk: Desk, name: str) -> None:
    symbol = issued(desk).symbol
    ask_erasure(symbol, desk.who("press-secretary"), reason="A court asks.", reference="12/2026")
    signs, erases = name == "press-secretary", name in ("press-secretary", "administrator")
    sees = name != "administrator"
    browser = desk.browser(name)
    expected = {
        "/desk/": True,
        "/desk/steps/clock/": sees,
        "/desk/steps/clock/?part=live": sees,
        f"/desk/steps/withdraw/{symbol}/": signs,
        f"/desk/steps/erase/{symbol}/": erases,
        "/desk/steps/erasures/": erases,
    }
    found = {page: browser.get(page).status_code for page in expected}
    assert found == {page: 200 if allowed else 403 for page, allowed in expected.items()}


@pytest.mark.parametrize("name", ["author", "clearance-officer", "translator", "administrator"])
def test_nobody_but_a_press_secretary_signs_off_by_any_address(desk: Desk, name: str) -> None:
    copy = cleared(desk)
    symbol = issued(desk).symbol
    before = len(placed())
    browser = desk.browser(name)
    sent = {"copy": key_of(copy), "at": "", "zone": "UTC", "alone": "1", "sure": "1"}
    assert browser.post("/desk/steps/sign-off/", sent).status_code == 403
    assert browser.post(f"/desk/steps/withdraw/{symbol}/", {"note": "No."}).status_code == 403
    assert browser.post("/desk/steps/orders/" + "ab" * 32 + "/cancel/").status_code == 403
    assert browser.post("/desk/steps/alarms/").status_code == 403
    browser.post(f"/desk/steps/releasecopy/{copy.pk}/cancel/")
    copy.refresh_from_db()
    assert (copy.state, len(placed())) == (State.CLEARED, before)


def test_an_author_elsewhere_knows_nothing_of_it(desk: Desk) -> None:
    desk.member("elsewhere", Role.AUTHOR, structures=("river-office",))
    copy = cleared(desk, title="Nobody may know of this yet")
    publish([copy], desk.who("press-secretary"), at=after(3600))
    browser = desk.browser("elsewhere")
    Watch().look(after(3700))
    assert alarms.unread()
    for page in ("/desk/", "/desk/steps/clock/"):
        said = text(browser.get(page))
        assert "Nobody may know" not in said
        assert copy.symbol not in said
    assert browser.post(f"/desk/steps/releasecopy/{copy.pk}/drop/").status_code == 404


def test_the_clock_shows_what_goes_out_next_and_who_signed_it_off(desk: Desk) -> None:
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"), at=after(3600), zone="Europe/Vienna")
    beat(after(0))
    said = text(desk.browser("press-secretary").get("/desk/steps/clock/"))
    assert "The registrar was heard" in said
    assert "1 order waits" in said
    assert "(Europe/Vienna)" in said
    assert copy.title in said
    assert "Take back" in said
    assert "Take back" not in text(desk.browser("author").get("/desk/steps/clock/"))


def test_what_is_late_is_said_in_words_on_every_page_until_it_is_answered(desk: Desk) -> None:
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outbox_order SET due = due - 60000000,"
            " not_before = not_before - 60000000, placed_at = placed_at - 60000000"
        )
    Watch().look(after(0))
    browser = desk.browser("press-secretary")
    assert "Late by 1 min" in text(browser.get("/desk/steps/clock/"))
    for page in ("/desk/", "/desk/record/", f"/desk/releases/edit/{copy.pk}/"):
        assert "<strong>Alarm:</strong>" in text(browser.get(page))
        assert "I have seen" in text(browser.get(page))
    assert "I have seen" not in text(desk.browser("clearance-officer").get("/desk/"))
    keys = [str(alarm.pk) for alarm in Alarm.objects.all()]
    browser.post("/desk/steps/alarms/", {"alarm": keys, "next": "/desk/"})
    assert "<strong>Alarm:</strong>" not in text(browser.get("/desk/"))


def test_a_silent_registrar_is_said_on_the_clock(desk: Desk) -> None:
    beat(after(-60))
    said = text(desk.browser("author").get("/desk/steps/clock/"))
    assert "The registrar is silent: last heard 1 min" in said


def test_what_went_out_is_told_with_what_became_of_it(desk: Desk) -> None:
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"))
    with transaction.atomic():
        outbox.take(connection, after(0))
        outbox.mark_refused(connection, [copy.order], "it does not fit", after(1))
    said = text(desk.browser("press-secretary").get("/desk/steps/clock/"))
    assert "Refused" in said
    assert "it does not fit" in said
    assert "The registrar refused it:" in editor(desk.browser("author"), copy)


def test_the_first_page_shows_what_waits_for_whoever_looks(desk: Desk) -> None:
    mine = draft(desk, title="A draft of the author")
    waiting = submitted(desk, title="Something to clear")
    ready = cleared(desk, title="Something to sign off")
    back = way.send_back(
        submitted(desk, title="Something returned"), desk.who("clearance-officer"), "No."
    )
    issued(desk)
    author = text(desk.browser("author").get("/desk/"))
    officer = text(desk.browser("clearance-officer").get("/desk/"))
    secretary = text(desk.browser("press-secretary").get("/desk/"))
    assert mine.title in author
    assert back.title in author
    assert waiting.title in officer
    assert ready.title not in officer
    assert waiting.title in secretary
    assert ready.title in secretary
    assert "Harbour lights of Mere burn again" in author


def test_what_belongs_to_a_bundle_is_not_signed_off_by_itself(desk: Desk) -> None:
    copies = [cleared(desk, title=f"Release {n}") for n in range(2)]
    secretary = desk.who("press-secretary")
    bundle = bundles.make("Summit", secretary)
    for copy in copies:
        bundles.add(bundle, copy, secretary)
    browser = desk.browser("press-secretary")
    assert "Publish now" not in editor(browser, copies[0])
    sent = {"copy": key_of(copies[0]), "at": "", "zone": "UTC"}
    answer = browser.post("/desk/steps/sign-off/", sent, follow=True)
    assert "goes out as one" in text(answer)
    assert placed() == []
    signed_off(browser, bundle=str(bundle.pk), when="now")
    with pytest.raises(WrongState):
        bundles.remove(bundle, copies[0], secretary)
    assert ReleaseCopy.objects.filter(bundle=bundle).count() == 2


def test_a_release_is_withdrawn_by_its_page(desk: Desk) -> None:
    symbol = issued(desk).symbol
    secretary = desk.browser("press-secretary")
    page = f"/desk/steps/withdraw/{symbol}/"
    assert "Its address stays" in text(secretary.get(page))
    said = text(secretary.post(page, {"note": "", "when": "now"}, follow=True))
    assert "says no reason" in said
    secretary.post(page, {"note": "It was wrong.", "when": "now"})
    assert "waits for" in text(secretary.get(page))
    enter(desk.config)
    assert "withdrawn already" in text(secretary.get(page))
    assert secretary.get("/desk/steps/withdraw/pr-1999-0001/").status_code == 404


def test_an_erasure_is_asked_for_and_confirmed_by_two_pages(desk: Desk) -> None:
    symbol = issued(desk).symbol
    sent = {"reason": "A private person asks.", "reference": "12/2026", "digest": ""}
    secretary, other = desk.browser("press-secretary"), desk.browser("administrator")
    secretary.post(f"/desk/steps/erase/{symbol}/", sent)
    request = ErasureRequest.objects.get()
    confirm = f"/desk/steps/erasures/{request.pk}/"
    assert "Erase it for good" not in text(secretary.get("/desk/steps/erasures/"))
    said = text(secretary.post(confirm, {"step": "confirm"}, follow=True))
    assert "a second person must confirm" in said
    assert "Erase it for good" in text(other.get("/desk/steps/erasures/"))
    other.post(confirm, {"step": "confirm"})
    enter(desk.config)
    assert "Erased" in text(other.get("/desk/steps/erasures/"))
    request.refresh_from_db()
    assert request.state == ErasureState.DONE


def test_remarks_are_said_and_settled_in_the_panel(desk: Desk) -> None:
    copy = submitted(desk)
    officer = desk.browser("clearance-officer")
    step(officer, copy, "remark", remark="Who are <b>they</b>?")
    assert "Who are &lt;b&gt;they&lt;/b&gt;?" in editor(officer, copy)
    remark = Remark.objects.get()
    desk.browser("author").post(f"/desk/steps/remarks/{remark.pk}/settle/")
    remark.refresh_from_db()
    assert remark.settled_at


def test_a_form_leads_back_to_pages_of_ours_only(desk: Desk) -> None:
    copy = draft(desk)
    browser = desk.browser("author")
    page = f"/desk/steps/releasecopy/{copy.pk}/remark/"
    there = browser.post(page, {"remark": "Yes.", "next": "https://evil.example/"})
    assert there["location"] == f"/desk/releases/edit/{copy.pk}/"
    here = browser.post(page, {"remark": "Yes.", "next": "/desk/steps/clock/"})
    assert here["location"] == "/desk/steps/clock/"


def test_wagtails_own_entries_are_not_in_the_menu(desk: Desk) -> None:
    said = text(desk.browser("press-secretary").get("/desk/"))
    for entry in ("Clock", "Bundles", "Erasures", "Home"):
        assert f'"label": "{entry}"' in said
    for entry in ("Pages", "Images", "Documents", "Reports", "Settings", "Help"):
        assert f'"label": "{entry}"' not in said
    assert "Communiqué" in said


def test_no_page_carries_script_or_style_of_its_own(desk: Desk) -> None:
    copy = cleared(desk)
    browser = desk.browser("press-secretary")
    for page in ("/desk/", "/desk/steps/clock/", f"/desk/steps/sign-off/?copy={key_of(copy)}"):
        said = text(browser.get(page))
        assert " style=" not in said
        assert " onclick=" not in said
