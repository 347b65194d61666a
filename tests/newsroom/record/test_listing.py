"""The record as the desk lists it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from communique.core.text import Text, words_digest
from communique.newsroom.record import listing
from communique.outbox import orders as outbox
from communique.outbox.orders import FrozenOrder
from communique.registrar.enter import opened
from tests.newsroom.desks import Desk
from tests.sites import correct, erase, issue, release, withdraw

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ENGLISH = Text(title="Ferry service", body=("The ferries run again.",))
FRENCH = Text(title="Service de bac", body=("Les bacs circulent.",), follows="0" * 64)


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Give a newsroom whose record holds a release in every state."""
    both = release(
        "102",
        texts={"en": ENGLISH, "fr": replace(FRENCH, follows=words_digest(ENGLISH))},
        original="en",
        countries=(),
    )
    changed = replace(ENGLISH, body=("The ferries run again from Monday.",))
    with opened(desk.config) as registrar:
        registrar.enter([issue(release(symbol)) for symbol in ("101", "103", "104")])
        registrar.enter([issue(both)])
        texts = {**both.texts, "en": changed}
        registrar.enter([correct(replace(both, texts=texts), note="The day was missing.")])
        registrar.enter([withdraw("103")])
        standing = registrar.standing("104")
        assert standing is not None
        registrar.enter([erase("104", digest) for digest in standing.digests])
    return desk


def _rows(desk: Desk, asked: str = "", *, who: str = "press-secretary") -> dict[str, Any]:
    answer = desk.browser(who).get(f"/desk/record/?{asked}")
    assert answer.status_code == 200
    return {row.symbol: row for row in answer.context["rows"]}


def test_the_list_shows_every_release_with_its_state(told: Desk) -> None:
    rows = _rows(told)
    assert {symbol: row.state for symbol, row in rows.items()} == {
        "101": "issued",
        "102": "corrected",
        "103": "withdrawn",
        "104": "erased",
    }
    assert rows["104"].title == "Erased by legal order"
    assert [one.code for one in rows["102"].languages if one.is_stale] == ["fr"]
    assert rows["101"].address == "http://lakes.example/en/releases/101"


@pytest.mark.parametrize(
    ("asked", "symbols"),
    [
        ("q=ferries", {"102"}),
        ("q=northern+shore", {"101", "103"}),
        ("state=withdrawn&state=erased", {"103", "104"}),
        ("country=XA", {"101", "103"}),
        ("country=XA&state=issued&kind=press-release&source=secretariat", {"101"}),
        ("lang=fr", {"102"}),
        ("since=1999-05-03", set()),
        ("entered_until=2000-01-01", set()),
        ("entered_since=2000-01-01", {"101", "102", "103", "104"}),
        ("author=(imported)", {"101", "102", "103", "104"}),
        ("sort=entered-last", {"101", "102", "103", "104"}),
        ("q=&state=issued&source=&page=1", {"101"}),
    ],
)
def test_the_list_is_filtered(told: Desk, asked: str, symbols: set[str]) -> None:
    assert set(_rows(told, asked)) == symbols


def test_the_list_is_filtered_by_who_signed_off(told: Desk) -> None:
    order = replace(issue(release("105")), salt="00" * 16)
    with transaction.atomic():
        frozen = FrozenOrder(
            order=order, bundle=order.id, not_before=AT, placed_at=AT, placed_by="press-secretary"
        )
        outbox.place(connection, [frozen])
        outbox.take(connection, AT)
        with opened(told.config) as registrar:
            (receipt,) = registrar.enter([order])
        outbox.mark_entered(connection, {order.id: receipt.index}, AT)
    assert set(_rows(told, "author=press-secretary")) == {"105"}
    assert "105" not in _rows(told, "author=(imported)")
    page = told.browser("author").get("/desk/record/105/").content.decode()
    assert "Signed off by press-secretary" in page


@pytest.mark.parametrize("asked", ["since=yesterday", "kind=novel", "author=nobody", "sort=size"])
def test_a_question_that_is_none_is_answered_with_what_is_wrong(told: Desk, asked: str) -> None:
    answer = told.browser("author").get(f"/desk/record/?{asked}")
    assert answer.context["question"].errors
    assert answer.context["rows"] == ()


def test_pages_follow_one_another(told: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE_LINES", 3)
    browser = told.browser("author")
    first = browser.get("/desk/record/?q=&sort=entered-first")
    assert b'href="?sort=entered-first&amp;page=2" rel="next"' in first.content
    second = browser.get("/desk/record/?sort=entered-first&page=2")
    assert [row.symbol for row in second.context["rows"]] == ["102"]


def test_a_file_holds_all_that_was_asked_for(told: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE_LINES", 1)
    browser = told.browser("author")
    answer = browser.get("/desk/record/?state=withdrawn&state=corrected&format=csv")
    text = b"".join(answer).decode("utf-8-sig")
    rows = {row["symbol"]: row for row in csv.DictReader(StringIO(text))}
    assert {symbol: row["state"] for symbol, row in rows.items()} == {
        "102": "corrected",
        "103": "withdrawn",
    }
    assert (rows["102"]["languages"], rows["102"]["stale"]) == ("en fr", "fr")
    lines = b"".join(browser.get("/desk/record/?format=jsonl"))
    assert len([json.loads(line) for line in lines.splitlines()]) == 4


def test_an_unknown_form_of_file_is_refused(told: Desk) -> None:
    assert told.browser("author").get("/desk/record/?format=pdf").status_code == 400


def test_the_history_shows_each_entry_and_the_words_it_changed(told: Desk) -> None:
    page = told.browser("author").get("/desk/record/102/")
    assert [step.act for step in page.context["steps"]] == ["Corrected", "Issued"]
    text = page.content.decode()
    assert "The day was missing." in text
    assert "<ins>from Monday.</ins>" in text or "<ins>again from Monday.</ins>" in text


def test_the_history_of_what_is_gone_shows_no_word_of_it(told: Desk) -> None:
    page = told.browser("press-secretary").get("/desk/record/104/")
    assert [step.act for step in page.context["steps"]] == ["Erased", "Issued"]
    assert "northern" not in page.content.decode()


def test_what_is_not_on_the_record_has_no_history(told: Desk) -> None:
    assert told.browser("author").get("/desk/record/999/").status_code == 404


def test_nobody_sees_the_list_without_signing_in(desk: Desk) -> None:
    assert Client(SERVER_NAME="localhost").get("/desk/record/").status_code == 302
