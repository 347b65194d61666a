"""An issued release is opened for a correction."""

from __future__ import annotations

from typing import Any

import pytest

from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.desk.models import ReleaseCopy, State
from communique.newsroom.record.opening import editor_of, opened_correction
from communique.newsroom.shelf import store
from communique.registrar.enter import opened
from communique.store.desk_list import Line, line_of
from tests.newsroom.desks import Desk
from tests.sites import issue, release, withdraw


@pytest.fixture
def issued(desk: Desk) -> Desk:
    """Give a newsroom whose record holds a release that stands and one withdrawn."""
    with opened(desk.config) as registrar:
        registrar.enter([issue(release("101")), issue(release("102"))])
        registrar.enter([withdraw("102")])
    return desk


def _open(desk: Desk, symbol: str = "101") -> tuple[ReleaseCopy, Line]:
    line = line_of(store(), symbol)
    assert line is not None
    assert line.release is not None
    return opened_correction(line, line.release, desk.who("press-secretary")), line


def test_a_correction_says_what_the_record_says_and_where_it_stood(issued: Desk) -> None:
    copy, line = _open(issued)
    assert line.release is not None
    assert copy.as_text() == line.release.texts["en"]
    assert (copy.symbol, copy.purpose, copy.based_on) == ("101", "correct", line.index)
    assert copy.state == State.DRAFT
    assert copy.latest_revision is not None


def test_a_release_is_corrected_in_one_working_copy_at_a_time(issued: Desk) -> None:
    first, _ = _open(issued)
    assert _open(issued)[0].pk == first.pk
    first.state = State.SCHEDULED
    first.save()
    assert _open(issued)[0].pk == first.pk
    first.state = State.ISSUED
    first.save()
    assert _open(issued)[0].pk != first.pk


def test_opening_a_release_is_told_in_the_trail(issued: Desk) -> None:
    _open(issued)
    _open(issued)
    assert TrailLine.objects.filter(subject="101", deed="correct").count() == 1


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("press-secretary", {"Correct", "Translate…", "Facts…", "Withdraw…", "Erase…"}),
        ("author", {"Translate…"}),
        ("translator", {"Translate…"}),
        ("clearance-officer", {"Facts…"}),
        ("administrator", {"Erase…"}),
    ],
)
def test_everybody_sees_the_buttons_of_what_they_may_do(
    issued: Desk, who: str, labels: set[str]
) -> None:
    answer = issued.browser(who).get("/desk/record/?state=issued")
    (row,) = answer.context["rows"]
    assert {button.label for button in row.buttons} <= labels
    assert {button.label for button in row.buttons} & {"Correct"} == labels & {"Correct"}


def test_what_is_rare_stands_on_the_releases_own_page_only(issued: Desk) -> None:
    browser = issued.browser("press-secretary")
    pages = [browser.get(f"/desk/record/{one}").content for one in ("?state=issued", "101/")]
    assert [b"Correct" in page and b"Withdraw" in page for page in pages] == [True, True]
    # The menu leads to erasures by another word.
    assert ["Erase…".encode() in page for page in pages] == [False, True]


def test_a_press_secretary_is_led_to_where_the_correction_is_written(issued: Desk) -> None:
    browser = issued.browser("press-secretary")
    answer = browser.post("/desk/record/101/correct/")
    assert answer["location"] == editor_of(ReleaseCopy.objects.get())
    assert browser.get(answer["location"]).status_code == 200


def test_who_may_not_correct_opens_nothing(issued: Desk) -> None:
    answer = issued.browser("author").post("/desk/record/101/correct/")
    assert answer.status_code == 302
    assert ReleaseCopy.objects.count() == 0


@pytest.mark.parametrize(("symbol", "said"), [("102", "withdrawn"), ("999", "")])
def test_what_does_not_stand_is_not_opened(issued: Desk, symbol: str, said: str) -> None:
    browser: Any = issued.browser("press-secretary")
    answer = browser.post(f"/desk/record/{symbol}/correct/", follow=True)
    assert said in answer.content.decode() if said else answer.status_code == 404
    assert ReleaseCopy.objects.count() == 0
