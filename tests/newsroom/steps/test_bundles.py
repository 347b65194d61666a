"""Bundles: several working copies that go out together or not at all."""

from __future__ import annotations

from django.urls import reverse

from communique.newsroom.desk.models import Bundle, ReleaseCopy, State
from communique.newsroom.steps.bundle_pages import _copies_in as copies_in
from communique.newsroom.steps.bundles import add, make
from communique.newsroom.steps.copies import key_of
from communique.newsroom.steps.entered import catch_up
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import cleared, draft, enter, placed, signed_off


def _bundle(desk: Desk, *copies: ReleaseCopy) -> Bundle:
    secretary = desk.who("press-secretary")
    bundle = make("Lights and boats", secretary)
    for copy in copies:
        add(bundle, copy, secretary)
    return bundle


def test_what_is_in_a_bundle_goes_out_under_one_checkpoint(desk: Desk) -> None:
    bundle = _bundle(desk, cleared(desk), cleared(desk, title="Boats may pass again"))
    answer = signed_off(desk.browser("press-secretary"), bundle=str(bundle.pk), when="now")
    assert "signed off, and with the registrar now" in answer.content.decode()
    first, second = placed()
    assert first.bundle == second.bundle
    assert len(enter(desk.config)) == 2
    catch_up()
    assert {one.state for one in copies_in(bundle)} == {State.ISSUED}


def test_nothing_of_a_bundle_goes_out_while_one_is_not_cleared(desk: Desk) -> None:
    bundle = _bundle(desk, cleared(desk), draft(desk, title="Boats may pass again"))
    browser = desk.browser("press-secretary")
    page = browser.get(reverse("steps:confirm"), {"bundle": str(bundle.pk), "when": "now"})
    assert "It cannot be signed off like this." in page.content.decode()
    browser.post(reverse("steps:confirm"), {"bundle": str(bundle.pk), "at": "", "zone": "UTC"})
    assert placed() == []


def test_a_bundle_is_made_filled_emptied_and_taken_back_by_its_pages(desk: Desk) -> None:
    secretary = desk.browser("press-secretary")
    made = secretary.post(reverse("bundles:list"), {"name": "  Spring   notices "}, follow=True)
    assert "Spring notices" in made.content.decode()
    bundle, copy = Bundle.objects.get(), cleared(desk)
    address = reverse("bundles:one", args=[bundle.pk])
    secretary.post(address, {"deed": "put-in", "copy": key_of(copy)})
    assert [one.pk for one in copies_in(bundle)] == [copy.pk]
    secretary.post(address, {"deed": "take-out", "copy": key_of(copy)})
    assert copies_in(bundle) == []
    secretary.post(address, {"deed": "put-in", "copy": key_of(copy)})
    when = {"when": "later", "day": "2027-07-01", "clock": "14:30", "zone": "Europe/Vienna"}
    signed_off(secretary, bundle=str(bundle.pk), **when)
    said = secretary.get(address)
    assert "Thursday 1 July 2027, 14:30:00 (Europe/Vienna)" in said.content.decode()
    assert "12:30:00 (UTC)" in said.content.decode()
    secretary.post(address, {"deed": "cancel"})
    copy.refresh_from_db()
    assert copy.state == State.CLEARED


def test_a_time_that_is_none_is_refused_in_a_sentence(desk: Desk) -> None:
    bundle = _bundle(desk, cleared(desk))
    when = {"when": "later", "day": "2027-03-28", "clock": "02:30", "zone": "Europe/Vienna"}
    page = desk.browser("press-secretary").get(
        reverse("steps:confirm"), {"bundle": str(bundle.pk), **when}
    )
    assert "clocks go forward over it" in page.content.decode()
    assert placed() == []


def test_only_press_secretaries_see_bundles(desk: Desk) -> None:
    bundle = _bundle(desk)
    for name in ("author", "clearance-officer", "translator", "administrator"):
        for address in (reverse("bundles:list"), reverse("bundles:one", args=[bundle.pk])):
            assert desk.browser(name).get(address).status_code in (302, 403), (name, address)
