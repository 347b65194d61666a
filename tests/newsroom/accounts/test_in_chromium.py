"""Signing in and the whole desk as a browser sees them: by app, by passkey, without a breach."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.roles import Role
from tests.newsroom.accounts.access import addresses
from tests.newsroom.browsing import looking, looks
from tests.newsroom.desks import PASSWORD, Desk

pytestmark = pytest.mark.any_database

NEW = "a lake is not a river"
WIDE = {"width": 1200, "height": 850}


class Watched:
    """A page of a browser that remembers what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.host = ""
        self.complaints: list[str] = []
        page.on("console", lambda said: self._note(said.type, said.text))
        page.on("pageerror", lambda error: self._note("error", str(error)))

    def _note(self, kind: str, said: str) -> None:
        if kind == "error" and "the server responded with a status of" not in said:
            self.complaints.append(f"{self.page.url} {said}")

    def go(self, address: str) -> None:
        self.page.goto(f"{self.host}{address}")
        self.page.wait_for_load_state("networkidle")

    def is_sound(self) -> None:
        """Fail where the page shuts somebody out, scrolls sideways or broke a rule, in any look."""
        self.page.wait_for_load_state("networkidle")
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        for width in looks(self.page, 360, 1200, height=850):
            found = Axe().run(self.page).response["violations"]
            assert [(self.page.url, one["id"], one["nodes"][0]["target"]) for one in found] == []
            assert not self.page.evaluate(wide), (self.page.url, width)
        assert self.complaints == []


def _named(page: Page) -> str:
    """Return the newsroom's address by name: passkeys are not for bare numbers."""
    page.goto("/sign-in/")
    return page.url.replace("127.0.0.1", "localhost").removesuffix("/sign-in/")


def _give_device(page: Page) -> None:
    """Give the browser a device that knows its owner by a fingerprint."""
    devtools: Any = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def _sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def _sign_out(seen: Watched) -> None:
    seen.go("/sign-out/")
    seen.page.locator("main").get_by_role("button", name="Sign out").click()
    expect(seen.page).to_have_url(re.compile("/sign-in/"))


def test_a_press_secretary_signs_in_by_app_and_by_passkey(desk: Desk) -> None:
    Member.objects.filter(username="press-secretary").update(must_change_password=True)
    with looking(desk, "author") as page:
        page.context.clear_cookies()
        seen = Watched(page)
        _give_device(page)
        seen.host = _named(page)
        seen.go("/desk/")
        seen.is_sound()
        _sign_in(page, "press-secretary", "wrong")
        expect(page.get_by_text("No member has this user name")).to_be_visible()
        seen.is_sound()
        _sign_in(page, "press-secretary", PASSWORD)
        _change_password(seen)
        _set_up_app(seen)
        _add_passkey(seen)
        _sign_out(seen)
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page).to_have_url(re.compile("/desk/$"))
        _sign_out(seen)
        _sign_in(page, "press-secretary", NEW)
        expect(page.get_by_text("The second step")).to_be_visible()
        seen.is_sound()
        page.get_by_role("button", name="Use a passkey").click()
        expect(page).to_have_url(re.compile("/desk/$"))
        for address in ("", "second-factor/", "second-factor/webauthn/", "sessions/", "password/"):
            seen.go(f"/account/{address}")
            seen.is_sound()


def _change_password(seen: Watched) -> None:
    page = seen.page
    expect(page.get_by_text("was made by somebody else")).to_be_visible()
    seen.is_sound()
    page.get_by_label("Password now").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_label("New password again").fill(NEW)
    page.get_by_role("button", name="Change it").click()


def _set_up_app(seen: Watched) -> None:
    page = seen.page
    expect(page.get_by_text("Your role asks for a second factor")).to_be_visible()
    seen.is_sound()
    page.get_by_role("link", name="Set up an app").click()
    seen.is_sound()
    page.get_by_text("No camera?").click()
    secret = page.locator("details code").inner_text()
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Use this app").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert page.locator(".codes li").count() == 10
    seen.is_sound()


def _add_passkey(seen: Watched) -> None:
    page = seen.page
    seen.go("/account/second-factor/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("This laptop")
    seen.is_sound()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("This laptop")).to_be_visible()
    seen.is_sound()


@pytest.mark.parametrize("role", [Role.PRESS_SECRETARY, Role.ADMINISTRATOR])
def test_no_page_of_the_desk_breaks_the_policy(desk: Desk, role: Role) -> None:
    """Wagtail's own among them: every page there is, a release's editor with all its panels."""
    fields = {"kind": "press-release", "title": "Lights", "lang": "en", "sources": ["secretariat"]}
    ReleaseCopy.objects.create(pk=1, made_by=desk.who("press-secretary"), **fields)
    pages = _pages(desk, role)
    with looking(desk, role.value, viewport=WIDE) as page:
        seen = Watched(page)
        for address in pages:
            page.goto(f"/{address}", wait_until="load")
            page.wait_for_timeout(150)
        assert seen.complaints == []
    assert len(pages) > 5
    assert ("desk/releases/edit/1/" in pages) is (role is Role.PRESS_SECRETARY)


def _pages(desk: Desk, role: Role) -> list[str]:
    """Return the addresses at which a member gets a page of HTML."""
    browser, found = desk.browser(role.value), []
    for address in addresses():
        if address.startswith("desk/") and address != "desk/logout/":
            answer = browser.get(f"/{address}")
            is_page = answer.status_code == 200 and b"</html>" in getattr(answer, "content", b"")
            found += [address] if is_page else []
    return found


def test_the_pages_of_members_and_trail_shut_nobody_out(desk: Desk) -> None:
    with looking(desk, "administrator") as page:
        seen = Watched(page)
        number = desk.who("author").pk
        for address in ("", "new/", f"{number}/", "trail/"):
            seen.go(f"/desk/members/{address}")
            seen.is_sound()
