"""The pages that wait, as tests look at them and at what became of them."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client

from communique.core.record import Release
from communique.newsroom import shelf
from communique.outbox import review
from communique.outbox.review import Listed, Stage
from communique.store.query import edition

PAGE = """Newsroom
The ferrymen of Mere have a new landing, number {number}
The landing was opened by the harbour master in the presence of many ferrymen.
It is made of oak, and is number {number} of those that the harbour office has built.
<script>alert("{number}")</script> & so on.
"""


def waiting() -> list[Listed]:
    found = review.families(connection, 100)
    return [one for each in found for one in review.pages_of(connection, each.family, 100)]


def stage_of(number: int) -> Stage:
    found = review.one(connection, number)
    assert found
    return found[0].stage


def release_of(number: int) -> Release:
    found = review.one(connection, number)
    assert found
    one = edition(shelf.store(), found[0].symbol)
    assert one
    release = one.versions[-1].release
    assert isinstance(release, Release)
    return release


def said(client: Client, address: str, **sent: object) -> str:
    """Return what the page says that a form leads to."""
    answer: Any = client.post(address, sent, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def read(client: Client, address: str) -> str:
    answer: Any = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())
