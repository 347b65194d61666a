"""Submitted, returned, cleared, dropped: who may, what follows, who is told."""

from __future__ import annotations

import pytest

from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.desk.models import Remark, State
from communique.newsroom.roles import Role
from communique.newsroom.steps import way
from communique.newsroom.steps.errors import (
    ChangedSince,
    NotAllowed,
    NotFit,
    NotPossible,
    WrongState,
)
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import (
    cleared,
    draft,
    edit,
    letters,
    subject,
    submitted,
    translated,
    words,
)


def test_a_draft_that_is_submitted_has_a_symbol_for_good(desk: Desk) -> None:
    copy = draft(desk)
    assert copy.symbol == ""
    way.submit(copy, desk.who("author"))
    assert copy.state == State.SUBMITTED
    symbol = copy.symbol
    assert symbol.startswith("pr-")
    assert symbol.endswith("-0001")
    way.send_back(copy, desk.who("clearance-officer"), "The date is wrong.")
    way.submit(copy, desk.who("author"))
    assert copy.symbol == symbol


def test_who_is_next_is_told_by_mail(desk: Desk) -> None:
    copy = submitted(desk)
    asked = letters(desk)
    assert {one["To"] for one in asked} == {
        "clearance-officer@lakes.example",
        "press-secretary@lakes.example",
    }
    assert subject(asked[0]) == f"To clear: {copy.title}"
    assert copy.symbol in words(asked[0])
    way.send_back(copy, desk.who("clearance-officer"), "The date is wrong.")
    returned = letters(desk)[-1]
    assert returned["To"] == "author@lakes.example"
    assert "The date is wrong." in words(returned)
    way.submit(copy, desk.who("author"))
    way.clear(copy, desk.who("clearance-officer"))
    last = letters(desk)[-1]
    assert last["To"] == "press-secretary@lakes.example"
    assert subject(last) == f"To sign off: {copy.title}"


def test_a_press_secretary_who_wrote_it_is_not_asked_to_clear_it(desk: Desk) -> None:
    copy = draft(desk, by="press-secretary")
    way.submit(copy, desk.who("press-secretary"))
    assert [one["To"] for one in letters(desk)] == ["clearance-officer@lakes.example"]
    with pytest.raises(NotAllowed, match="a second person"):
        way.clear(copy, desk.who("press-secretary"))


def test_nobody_clears_a_translation_they_wrote(desk: Desk) -> None:
    desk.member("both", Role.TRANSLATOR, Role.CLEARANCE_OFFICER, languages=("fr",))
    copy = draft(desk)
    translation = translated(desk, copy)
    translation.wrote(desk.who("both"))
    translation.save()
    way.submit(copy, desk.who("author"))
    with pytest.raises(NotAllowed, match="second person"):
        way.clear(copy, desk.who("both"))
    way.clear(copy, desk.who("clearance-officer"))
    assert copy.state == State.CLEARED


def test_findings_keep_a_copy_from_being_submitted(desk: Desk) -> None:
    copy = draft(desk, kind="no-such-kind", sources=["secretariat", "no-such-office"])
    with pytest.raises(NotFit) as refusal:
        way.submit(copy, desk.who("author"))
    assert {one.code for one in refusal.value.findings} == {"vocab.unknown-term"}
    copy.refresh_from_db()
    assert (copy.state, copy.symbol) == (State.DRAFT, "")


def test_an_author_submits_nothing_of_another_structure(desk: Desk) -> None:
    desk.member("elsewhere", Role.AUTHOR, structures=("river-office",))
    with pytest.raises(NotAllowed):
        way.submit(draft(desk), desk.who("elsewhere"))


def test_what_is_cleared_is_what_was_read(desk: Desk) -> None:
    copy = submitted(desk)
    with pytest.raises(ChangedSince):
        way.clear(copy, desk.who("clearance-officer"), seen="0" * 64)


def test_writing_on_takes_the_clearance_back(desk: Desk) -> None:
    copy = cleared(desk)
    edit(copy, desk.who("author"), title="Another title altogether")
    assert (copy.state, copy.cleared_by) == (State.DRAFT, None)
    copy.refresh_from_db()
    assert copy.state == State.DRAFT
    told = letters(desk)[-1]
    assert subject(told) == "Being written again: Harbour lights of Mere burn again"


def test_a_form_opened_before_a_step_does_not_undo_it(desk: Desk) -> None:
    copy = draft(desk)
    opened = type(copy).objects.get(pk=copy.pk)
    way.submit(copy, desk.who("author"))
    way.edited(opened, desk.who("author"))
    opened.title = "From the old form"
    opened.save()
    copy.refresh_from_db()
    assert copy.symbol
    assert copy.state == State.DRAFT


def test_a_ready_translation_that_changes_takes_the_clearance_back(desk: Desk) -> None:
    copy = draft(desk)
    translation = translated(desk, copy)
    way.submit(copy, desk.who("author"))
    way.clear(copy, desk.who("clearance-officer"))
    way.edited(translation, desk.who("translator"))
    copy.refresh_from_db()
    assert copy.state == State.CLEARED
    translation.title = "Un autre titre"
    translation.save()
    way.edited(translation, desk.who("translator"))
    copy.refresh_from_db()
    assert copy.state == State.DRAFT


def test_a_copy_is_returned_with_a_reason_only(desk: Desk) -> None:
    copy = submitted(desk)
    with pytest.raises(NotPossible):
        way.send_back(copy, desk.who("clearance-officer"), "  ")
    way.send_back(copy, desk.who("clearance-officer"), "The date is wrong.")
    assert copy.state == State.RETURNED
    assert [one.text for one in Remark.objects.all()] == ["The date is wrong."]
    with pytest.raises(WrongState):
        way.send_back(copy, desk.who("clearance-officer"), "Once more.")


def test_remarks_are_settled_once(desk: Desk) -> None:
    copy = submitted(desk)
    remark = way.say(copy, desk.who("clearance-officer"), "Who is “they”?", field="body")
    assert way.settle(remark, desk.who("author")).settled_at
    at = remark.settled_at
    assert way.settle(remark, desk.who("author")).settled_at == at
    with pytest.raises(NotPossible):
        way.say(copy, desk.who("author"), " ")
    with pytest.raises(NotAllowed):
        way.say(copy, desk.who("administrator"), "Let me see.")


def test_a_dropped_copy_takes_no_further_step(desk: Desk) -> None:
    copy = way.drop(cleared(desk), desk.who("author"))
    assert copy.state == State.DROPPED
    with pytest.raises(WrongState):
        way.submit(copy, desk.who("author"))
    with pytest.raises(WrongState):
        way.edited(copy, desk.who("author"))


def test_the_trail_tells_every_step(desk: Desk) -> None:
    copy = submitted(desk)
    way.send_back(copy, desk.who("clearance-officer"), "The date is wrong.")
    way.submit(copy, desk.who("author"))
    way.clear(copy, desk.who("clearance-officer"))
    way.drop(copy, desk.who("author"))
    told = TrailLine.objects.filter(copy=f"releasecopy/{copy.pk}").order_by("pk")
    assert [(line.who, line.deed) for line in told] == [
        ("author", "submit"),
        ("clearance-officer", "return"),
        ("author", "submit"),
        ("clearance-officer", "clear"),
        ("author", "drop"),
    ]
