"""What every answer of the newsroom says to the browser, and how much it takes from one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from communique.newsroom.limits import MOST_BYTES, MOST_UPLOADED_BYTES
from communique.newsroom.roles import Role
from tests.newsroom.accounts.access import addresses
from tests.newsroom.desks import Desk

pytestmark = pytest.mark.any_database

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}


@pytest.mark.parametrize("role", [Role.PRESS_SECRETARY, Role.ADMINISTRATOR, Role.AUTHOR])
def test_every_page_of_the_newsroom_has_the_same_strict_headers(desk: Desk, role: Role) -> None:
    browser = desk.browser(role.value)
    pages = 0
    for address in addresses():
        if address == "sign-out/":
            continue
        answer = browser.get(f"/{address}")
        if answer["content-type"].startswith("text/html"):
            pages += 1
            _is_strict(answer.headers, address)
    assert pages > 50


@pytest.mark.parametrize("address", ["/sign-in/", "/sign-out/", "/nothing/", "/desk/"])
def test_a_stranger_gets_them_too(desk: Desk, address: str) -> None:
    answer = Client(SERVER_NAME="localhost").get(address)
    _is_strict(answer.headers, address)


def _is_strict(headers: object, address: str) -> None:
    said = dict(headers.items())  # type: ignore[attr-defined]  # Django's headers are no Mapping
    policy = dict(part.strip().partition(" ")[::2] for part in _policy(said).split(";"))
    assert policy == DIRECTIVES, address
    assert said["X-Content-Type-Options"] == "nosniff", address
    assert said["Referrer-Policy"] == "same-origin", address
    assert said["X-Frame-Options"] == "SAMEORIGIN", address
    assert "no-store" in said["Cache-Control"], address


def _policy(said: dict[str, str]) -> str:
    return said["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("address", "most"), [("/sign-in/", MOST_BYTES), ("/desk/uploads/", MOST_UPLOADED_BYTES)]
)
def test_more_than_the_newsroom_takes_is_refused_unread(
    desk: Desk, address: str, most: int
) -> None:
    answer = Client(SERVER_NAME="localhost").post(
        address, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(most + 1)
    )
    assert answer.status_code == 413


def test_a_strangers_form_is_not_read(desk: Desk) -> None:
    """It would be kept on the disk meanwhile, as large as an attachment may be."""

    class Unreadable:
        def read(self, *_: object) -> bytes:
            raise AssertionError("it was read")

        readline = read

    sent: dict[str, Any] = {"wsgi.input": Unreadable(), "CONTENT_LENGTH": "1000000"}
    sent["CONTENT_TYPE"] = "multipart/form-data; boundary=x"
    browser = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    answer = browser.post("/desk/uploads/", **sent)
    assert (answer.status_code, answer["location"]) == (302, "/sign-in/?next=/desk/")
