"""Where a link may lead."""

from __future__ import annotations

from typing import Any

import pytest

from communique.registrar.enter import opened
from tests.newsroom.desks import Desk
from tests.sites import issue, release

PREFIX = "external-link-chooser"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://lakes.example/a?b=1", "https://lakes.example/a?b=1"),
        ("www.lakes.example", "https://www.lakes.example"),
        (" press@lakes.example ", "mailto:press@lakes.example"),
        ("/en/releases", "/en/releases"),
        ("101", "101"),
    ],
)
def test_a_link_is_understood_as_people_type_it(desk: Desk, typed: str, kept: str) -> None:
    with opened(desk.config) as registrar:
        registrar.enter([issue(release("101"))])
    answer = _sent(desk, typed)
    assert answer["step"] == "external_link_chosen"
    assert answer["result"]["url"] == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("javascript:alert(1)", "A link leads to"),
        ("//lakes.example", "A link leads to"),
        ("pr-1999-0404", "The record has no release pr-1999-0404"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused_with_the_reason(
    desk: Desk, typed: str, why: str
) -> None:
    assert why in _sent(desk, typed)["html"]


def test_the_latest_releases_are_offered(desk: Desk) -> None:
    with opened(desk.config) as registrar:
        registrar.enter([issue(release("101"))])
    for kind in ("page", "external-link", "email-link", "phone-link", "anchor-link"):
        answer = desk.browser("author").get(f"/desk/choose-{kind}/?link_url=mailto:a@b.example")
        assert '<option value="101">' in answer.json()["html"], kind
        assert 'value="a@b.example"' in answer.json()["html"], kind


def _sent(desk: Desk, typed: str) -> Any:
    sent = {f"{PREFIX}-url": typed, f"{PREFIX}-link_text": "words"}
    answer = desk.browser("author").post("/desk/choose-page/link/", sent)
    return answer.json()
