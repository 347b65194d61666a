"""Signing in, by one factor and by two, and what keeps strangers out."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axes.models import AccessAttempt
from django.test import Client, override_settings

from communique.config import FILE
from communique.newsroom import site
from communique.newsroom.accounts.adapters import SIGNED_IN_AT
from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.wall import IDLE_SECONDS, SEEN_AT, WHOLE_SECONDS
from communique.newsroom.roles import Role
from communique.newsroom.sign_in import FAILURES, LOCKED_MINUTES
from tests.newsroom.desks import PASSWORD, Desk, give_second_factor

SIGN_IN = "/sign-in/"
STEP = "/account/second-factor/authenticate/"
HOME = "/desk/"


def _browser(**headers: str) -> Client:
    return Client(SERVER_NAME="localhost", headers=headers or None)


def _sign_in(browser: Client, name: str, password: str = PASSWORD, **more: Any) -> Any:
    return browser.post(SIGN_IN, {"login": name, "password": password}, **more)


def _code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def _is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def _deeds(*deeds: str) -> list[str]:
    return [line.deed for line in TrailLine.objects.order_by("pk") if line.deed in deeds]


def test_a_member_signs_in_by_name_and_password_and_the_trail_says_so(desk: Desk) -> None:
    browser = _browser()
    answer = _sign_in(browser, "author")
    assert (answer.status_code, answer["location"]) == (302, HOME)
    assert browser.get(HOME).status_code == 200
    line = TrailLine.objects.get(deed="sign-in")
    assert (line.who, line.words) == ("author", {"address": "127.0.0.1", "by": "password"})


def test_a_name_is_known_in_small_letters_and_in_capitals(desk: Desk) -> None:
    browser = _browser()
    _sign_in(browser, "Author")
    assert _is_signed_in(browser)


@pytest.mark.parametrize(
    ("name", "password"), [("author", "wrong"), ("nobody", PASSWORD), ("author", "")]
)
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    desk: Desk, name: str, password: str
) -> None:
    browser = _browser()
    answer = _sign_in(browser, name, password)
    assert answer.status_code == 200
    assert not _is_signed_in(browser)
    if password:
        assert b"No member has this user name and this password." in answer.content
        assert TrailLine.objects.get(deed="sign-in-failed").who == name


def test_a_member_who_was_deactivated_does_not_come_in(desk: Desk) -> None:
    Member.objects.filter(username="author").update(is_active=False)
    browser = _browser()
    _sign_in(browser, "author")
    assert not _is_signed_in(browser)


def test_a_page_asked_for_by_a_stranger_is_shown_after_the_sign_in(desk: Desk) -> None:
    browser = _browser()
    first = browser.get("/desk/record/?kind=statement")
    assert first["location"] == "/sign-in/?next=/desk/record/%3Fkind%3Dstatement"
    answer = browser.post(first["location"], {"login": "author", "password": PASSWORD})
    assert answer["location"] == "/desk/record/?kind=statement"


def test_nobody_is_sent_to_another_site_after_the_sign_in(desk: Desk) -> None:
    answer = _browser().post(
        SIGN_IN, {"login": "author", "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert answer["location"] == HOME


def test_five_failures_lock_a_name_out_at_an_address_and_say_for_how_long(desk: Desk) -> None:
    browser = _browser()
    answers = [_sign_in(browser, name, "wrong") for name in ["author", "Author"] * 3][:FAILURES]
    assert [answer.status_code for answer in answers] == [200] * (FAILURES - 1) + [429]
    assert b"fifteen minutes" in answers[-1].content
    assert _sign_in(browser, "author").status_code == 429
    assert not _is_signed_in(browser)
    assert "lock-out" in _deeds("lock-out")
    # Another name at this address, and this name at another address, are not locked out.
    assert _sign_in(_browser(), "translator").status_code == 302
    assert _sign_in(_browser(), "author", REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_lock_out_ends_after_its_time(desk: Desk) -> None:
    browser = _browser()
    for _ in range(FAILURES):
        _sign_in(browser, "author", "wrong")
    for attempt in AccessAttempt.objects.all():
        attempt.attempt_time -= timedelta(minutes=LOCKED_MINUTES, seconds=1)
        attempt.save()
    assert _sign_in(browser, "author").status_code == 302


def test_an_address_said_by_the_client_is_not_believed(desk: Desk) -> None:
    for number in range(FAILURES):
        _sign_in(_browser(x_forwarded_for=f"192.0.2.{number}"), "author", "wrong")
    assert _sign_in(_browser(x_forwarded_for="192.0.2.99"), "author").status_code == 429


def test_behind_a_proxy_the_address_is_the_last_one_it_heard(desk: Desk) -> None:
    heard = {"x_forwarded_proto": "https", "x_forwarded_for": "203.0.113.1, 192.0.2.7"}
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        _sign_in(_browser(**heard), "author", "wrong")
    assert TrailLine.objects.get(deed="sign-in-failed").words["address"] == "192.0.2.7"


def test_who_has_a_second_factor_is_not_in_before_the_second_step(desk: Desk) -> None:
    secret = give_second_factor(desk.who("author"))
    browser = _browser()
    answer = _sign_in(browser, "author")
    assert answer["location"] == STEP
    assert not _is_signed_in(browser)
    assert browser.get(HOME).status_code == 302
    assert browser.post(STEP, {"code": "000000"}).status_code == 200
    assert not _is_signed_in(browser)
    assert browser.post(STEP, {"code": _code(secret)})["location"] == HOME
    assert _is_signed_in(browser)
    assert TrailLine.objects.get(deed="sign-in").words["by"] == "password, totp"
    assert _deeds("second-factor-failed") == ["second-factor-failed"]


def test_a_code_is_good_for_one_sign_in(desk: Desk) -> None:
    secret = give_second_factor(desk.who("author"))
    code = _code(secret)
    for is_first in (True, False):
        browser = _browser()
        _sign_in(browser, "author")
        browser.post(STEP, {"code": code})
        assert _is_signed_in(browser) is is_first


def test_codes_are_not_guessed_one_after_another(desk: Desk) -> None:
    secret = give_second_factor(desk.who("author"))
    browser = _browser()
    _sign_in(browser, "author")
    for number in range(5):
        browser.post(STEP, {"code": f"00000{number}"})
    browser.post(STEP, {"code": _code(secret)})
    assert not _is_signed_in(browser)


def test_a_recovery_code_lets_its_member_in_once(desk: Desk) -> None:
    member = desk.who("author")
    give_second_factor(member)
    code = RecoveryCodes.activate(member).get_unused_codes()[0]
    for is_first in (True, False):
        browser = _browser()
        _sign_in(browser, "author")
        browser.post(STEP, {"code": code})
        assert _is_signed_in(browser) is is_first


def test_the_secret_of_an_app_is_unreadable_in_the_database(desk: Desk) -> None:
    secret = give_second_factor(desk.who("author"))
    kept = str(Authenticator.objects.get().data)
    assert secret not in kept


@pytest.mark.parametrize("name", [Role.PRESS_SECRETARY.value, Role.ADMINISTRATOR.value])
def test_a_role_that_needs_a_second_factor_sets_it_up_before_anything_else(
    desk: Desk, name: str
) -> None:
    browser = _browser()
    _sign_in(browser, name)
    for address in (HOME, "/desk/record/", "/desk/members/", "/account/password/"):
        assert browser.get(address)["location"] == "/account/second-factor/"
    assert browser.get("/account/second-factor/").status_code == 200
    page = browser.get("/account/second-factor/totp/activate/")
    secret = page.context["form"].secret
    answer = browser.post("/account/second-factor/totp/activate/", {"code": _code(secret)})
    assert answer["location"] == "/account/second-factor/recovery-codes/"
    assert browser.get(HOME).status_code == 200
    assert "second-factor-added" in _deeds("second-factor-added")


def test_a_script_that_may_not_ask_is_refused_and_not_sent_elsewhere(desk: Desk) -> None:
    assert _browser(x_requested_with="XMLHttpRequest").get(HOME).status_code == 403
    browser = _browser(sec_fetch_dest="empty")
    _sign_in(browser, "press-secretary")
    assert browser.get(HOME).status_code == 403


def test_a_demo_offers_a_second_factor_and_does_not_ask_for_it(desk: Desk) -> None:
    toml = Path(desk.config.site / FILE)
    toml.write_text(toml.read_text().replace("second_factor = true", "second_factor = false"))
    site.config.cache_clear()
    browser = _browser()
    _sign_in(browser, "press-secretary")
    assert browser.get(HOME).status_code == 200
    assert browser.get("/account/second-factor/totp/activate/").status_code == 200


def test_who_needs_a_second_factor_cannot_remove_the_last_one(desk: Desk) -> None:
    browser = _browser()
    secret = give_second_factor(desk.who("press-secretary"))
    _sign_in(browser, "press-secretary")
    browser.post(STEP, {"code": _code(secret)})
    page = "/account/second-factor/totp/deactivate/"
    assert browser.post(page)["location"].startswith("/account/confirm/")
    browser.post("/account/confirm/", {"password": PASSWORD})
    assert browser.post(page).status_code == 200
    assert Authenticator.objects.filter(user=desk.who("press-secretary")).exists()


def test_a_password_that_others_know_is_changed_first(desk: Desk) -> None:
    Member.objects.filter(username="author").update(must_change_password=True)
    browser = _browser()
    _sign_in(browser, "author")
    assert browser.get(HOME)["location"] == "/account/password/"
    new = "a lake is not a river"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert browser.post("/account/password/", form).status_code == 302
    assert browser.get(HOME).status_code == 200
    assert _deeds("password-changed") == ["password-changed"]
    assert list((desk.config.newsroom / "mail").iterdir()) != []


def test_a_new_password_ends_the_sessions_elsewhere(desk: Desk) -> None:
    here, there = _browser(), _browser()
    for browser in (here, there):
        _sign_in(browser, "author")
    new = "a lake is not a river"
    here.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get(HOME).status_code == 200
    assert there.get(HOME).status_code == 302


@pytest.mark.parametrize("change", [{"is_active": False}, {"roles": ["translator"]}])
def test_a_session_ends_when_its_member_is_deactivated_or_changes_roles(
    desk: Desk, change: dict[str, object]
) -> None:
    browser = desk.browser("author")
    assert browser.get(HOME).status_code == 200
    Member.objects.filter(username="author").update(**change)
    assert browser.get(HOME).status_code == 302


@pytest.mark.parametrize(
    ("mark", "seconds"), [(SIGNED_IN_AT, WHOLE_SECONDS), (SEEN_AT, IDLE_SECONDS)]
)
def test_a_session_ends_after_its_hours(desk: Desk, mark: str, seconds: int) -> None:
    browser = desk.browser("author")
    for is_over, age in ((False, seconds - 30), (True, seconds)):
        session = browser.session
        session[mark] = int(time.time()) - age
        session.save()
        assert (browser.get(HOME).status_code == 302) is is_over
    assert _deeds("session-over") == ["session-over"]


def test_a_page_that_asks_by_itself_does_not_keep_a_session_alive(desk: Desk) -> None:
    browser = desk.browser("author")
    session = browser.session
    seen_at = session[SEEN_AT] = int(time.time()) - IDLE_SECONDS // 2
    session.save()
    browser.get(HOME, headers={"sec-fetch-dest": "empty"})
    browser.post("/desk/editing-sessions/ping/", {})
    assert browser.session[SEEN_AT] == seen_at
    browser.get(HOME)
    assert browser.session[SEEN_AT] > seen_at


def test_one_session_and_all_others_are_ended_from_the_list(desk: Desk) -> None:
    here, second, _ = browsers = [_browser() for _ in range(3)]
    for browser in browsers:
        _sign_in(browser, "author")
    page = here.get("/account/sessions/")
    numbers = {one.session_key: one.pk for one in page.context["sessions"]}
    assert len(numbers) == 3
    here.post("/account/sessions/end/", {"session": numbers[second.session.session_key]})
    assert [one.get(HOME).status_code for one in browsers] == [200, 302, 200]
    here.post("/account/sessions/")
    assert [one.get(HOME).status_code for one in browsers] == [200, 302, 302]


def test_nobody_ends_the_session_of_another(desk: Desk) -> None:
    mine, yours = _browser(), _browser()
    _sign_in(mine, "author")
    _sign_in(yours, "translator")
    number = yours.get("/account/sessions/").context["sessions"][0].pk
    assert mine.post("/account/sessions/end/", {"session": number}).status_code == 404
    assert yours.get(HOME).status_code == 200


def test_a_sign_out_ends_the_session_and_is_told(desk: Desk) -> None:
    browser = _browser()
    _sign_in(browser, "author")
    browser.post("/sign-out/")
    assert not _is_signed_in(browser)
    assert _deeds("sign-out") == ["sign-out"]


def test_the_cookies_cannot_be_read_by_scripts_nor_sent_from_elsewhere(desk: Desk) -> None:
    browser = _browser()
    _sign_in(browser, "author")
    cookie = browser.cookies["desk-session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def test_the_page_to_sign_in_needs_a_token_of_its_own(desk: Desk) -> None:
    browser = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert _sign_in(browser, "author").status_code == 403
    page = browser.get(SIGN_IN).content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    form = {"login": "author", "password": PASSWORD, "csrfmiddlewaretoken": found[1]}
    assert browser.post(SIGN_IN, form).status_code == 302
