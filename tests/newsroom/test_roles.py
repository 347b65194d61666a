"""Who may do what."""

from __future__ import annotations

from django.test import Client

from tests.newsroom.desks import Desk


def test_a_member_with_a_role_comes_into_the_desk(desk: Desk) -> None:
    answer = desk.browser("author").get("/desk/", follow=True)
    assert answer.status_code == 200


def test_nobody_comes_in_without_signing_in(desk: Desk) -> None:
    answer = Client(SERVER_NAME="localhost").get("/desk/")
    assert answer.status_code == 302
    assert "/sign-in/" in answer["location"]
