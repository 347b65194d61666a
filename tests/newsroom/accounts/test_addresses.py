"""Every address of the newsroom, asked for by everybody."""

from __future__ import annotations

import pytest
from django.test import Client

from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.roles import Role
from tests.newsroom.accounts.access import NOBODY, STRANGERS_TOO, addresses, rule
from tests.newsroom.desks import PASSWORD, Desk

ANSWERS = {200, 301, 302, 400, 403, 404, 405}
SECRET = "Zephyr over the northern shore"


def _stranger() -> Client:
    return Client(SERVER_NAME="localhost")


def test_every_address_has_a_rule_that_says_who_comes_in(desk: Desk) -> None:
    assert len(addresses()) > 100
    assert [address for address in addresses() if rule(address) is None] == []


def test_a_stranger_is_shown_nothing_but_the_way_to_sign_in(desk: Desk) -> None:
    for address in addresses():
        for ask in (_stranger().get, _stranger().post):
            answer = ask(f"/{address}")
            if address in STRANGERS_TOO:
                assert answer.status_code in ANSWERS, address
            else:
                assert answer.status_code == 302, address
                assert answer["location"].startswith("/sign-in/"), address


def test_one_address_only_signs_somebody_in(desk: Desk) -> None:
    """A password sent to any other address, Wagtail's own among them, leads nowhere."""
    names = ("login", "username", "email", "auth-username")
    form = dict.fromkeys(names, "author") | {"password": PASSWORD, "auth-password": PASSWORD}
    elsewhere = ("admin/login/", "django-admin/login/", "accounts/login/", "desk/login/?next=/x/")
    lead_in = []
    for address in (*addresses(), *elsewhere):
        browser = _stranger()
        browser.post(f"/{address}", form)
        if "_auth_user_id" in browser.session:
            lead_in.append(address)
    assert lead_in == ["sign-in/"]


@pytest.mark.parametrize("role", Role)
def test_each_role_gets_the_pages_that_are_theirs_and_no_other(desk: Desk, role: Role) -> None:
    browser = desk.browser(role.value)
    for address in addresses():
        who = rule(address)
        assert who is not None
        if address == "sign-out/":
            continue
        status = browser.get(f"/{address}").status_code
        assert status in ANSWERS, (address, status)
        if who is NOBODY:
            assert status == 404, (address, status)
        elif role not in who:
            assert status in (302, 403, 404, 405), (address, status)


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.TRANSLATOR])
def test_no_address_shows_somebody_a_draft_that_is_not_theirs(desk: Desk, role: Role) -> None:
    ReleaseCopy.objects.create(
        pk=1, kind="press-release", title=SECRET, lang="en", sources=["delegation"]
    )
    browser = desk.browser(role.value)
    for address in addresses():
        if address != "sign-out/":
            answer = browser.get(f"/{address}", {"q": "Zephyr"})
            content = b"".join(answer) if answer.streaming else answer.content
            assert b"Zephyr over" not in content, address


@pytest.mark.parametrize(
    "address",
    ["/desk/", "/desk/members/", "/desk/record/", "/sign-out/", "/account/", "/account/sessions/"],
)
def test_the_main_pages_open(desk: Desk, address: str) -> None:
    assert desk.browser("administrator").get(address).status_code == 200
