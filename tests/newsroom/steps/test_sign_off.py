"""Signed off: frozen into the outbox, asked back, entered by the real registrar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from communique.core.entry import Act
from communique.core.record import Release
from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.desk.models import Bundle, ReleaseCopy, State
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.steps import way
from communique.newsroom.steps.content import standing_of
from communique.newsroom.steps.errors import (
    ChangedSince,
    NoSuchTime,
    NotAllowed,
    NoteMissing,
    NotPossible,
    TooLate,
    WrongState,
)
from communique.newsroom.steps.sign_off import cancel, publish, reschedule
from communique.outbox import orders as outbox
from communique.outbox.frozen import State as Placed
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import (
    cleared,
    correction,
    draft,
    enter,
    issued,
    placed,
    signed,
    submitted,
    translated,
)


def ahead(seconds: float = 3600) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def test_a_cleared_copy_is_frozen_and_entered(desk: Desk) -> None:
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"))
    (line,) = placed()
    assert (line.order, line.symbol, line.state) == (copy.order, copy.symbol, Placed.WAITING)
    assert (line.placed_by, line.cleared_by) == ("press-secretary", "clearance-officer")
    assert (line.act, line.langs, line.urgent) == (Act.ISSUE, ("en",), False)
    assert copy.state == State.SCHEDULED
    ((symbol, index),) = enter(desk.config)
    edition = standing_of(copy.symbol)
    assert edition
    assert edition.current
    assert (symbol, index) == (copy.symbol, edition.current.index)
    assert edition.current.release == copy.as_record()


def test_nothing_goes_out_uncleared(desk: Desk) -> None:
    for copy in (draft(desk), submitted(desk)):
        with pytest.raises(WrongState):
            publish([copy], desk.who("press-secretary"))
    assert placed() == []


@pytest.mark.parametrize("name", ["author", "clearance-officer", "translator", "administrator"])
def test_only_a_press_secretary_signs_off(desk: Desk, name: str) -> None:
    copy = cleared(desk)
    with pytest.raises(NotAllowed):
        publish([copy], desk.who(name))
    with pytest.raises(NotAllowed):
        publish([draft(desk)], desk.who(name), alone=True)


def test_one_press_secretary_may_issue_alone_and_the_record_at_the_desk_says_so(desk: Desk) -> None:
    copy = draft(desk, by="press-secretary")
    publish([copy], desk.who("press-secretary"), alone=True)
    (line,) = placed()
    assert (line.urgent, line.cleared_by) == (True, "")
    assert (copy.alone, copy.state) == (True, State.SCHEDULED)
    told = TrailLine.objects.get(deed="issue-alone")
    assert (told.who, told.subject) == ("press-secretary", copy.symbol)
    assert enter(desk.config) == [(copy.symbol, line_index(copy))]


def line_index(copy: ReleaseCopy) -> int:
    edition = standing_of(copy.symbol)
    assert edition
    assert edition.current
    return edition.current.index


def test_what_was_changed_past_the_desk_after_clearance_does_not_go_out(desk: Desk) -> None:
    copy = cleared(desk)
    ReleaseCopy.objects.filter(pk=copy.pk).update(title="Slipped in")
    with pytest.raises(ChangedSince, match="not what was cleared"):
        publish([copy], desk.who("press-secretary"))


def test_the_same_sign_off_twice_is_one_order(desk: Desk) -> None:
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"))
    with pytest.raises(WrongState, match="signed off already"):
        publish([copy], desk.who("press-secretary"))
    assert len(placed()) == 1


def test_an_instant_that_has_passed_is_refused(desk: Desk) -> None:
    with pytest.raises(NoSuchTime, match="has passed"):
        publish([cleared(desk)], desk.who("press-secretary"), at=ahead(-1))


def test_a_scheduled_release_is_frozen_bytes_and_all(desk: Desk) -> None:
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"), at=ahead(2), zone="Europe/Vienna")
    ReleaseCopy.objects.filter(pk=copy.pk).update(title="Written behind its back")
    with pytest.raises(WrongState):
        way.edited(copy, desk.who("author"))
    assert enter(desk.config) == []
    with transaction.atomic():
        (frozen,) = outbox.take(connection, ahead(3))
    assert isinstance(frozen.order.record, Release)
    assert frozen.order.record.texts["en"].title == "Harbour lights of Mere burn again"


def test_what_was_signed_off_can_be_asked_back_until_it_is_taken(desk: Desk) -> None:
    copy = cleared(desk)
    secretary = desk.who("press-secretary")
    publish([copy], secretary, at=ahead())
    first = copy.order
    cancel(copy, secretary)
    assert (copy.state, copy.order, copy.not_before) == (State.CLEARED, "", None)
    publish([copy], secretary, at=ahead(1))
    assert copy.order != first
    with transaction.atomic():
        outbox.take(connection, ahead(2))
    with pytest.raises(TooLate):
        cancel(copy, secretary)
    copy.refresh_from_db()
    assert copy.state == State.SCHEDULED


def test_rescheduling_revokes_the_old_order_and_places_a_new_one(desk: Desk) -> None:
    copy = cleared(desk)
    secretary = desk.who("press-secretary")
    publish([copy], secretary, at=ahead(), zone="Europe/Vienna")
    later = ahead(7200)
    reschedule(copy, secretary, at=later, zone="Asia/Tbilisi")
    assert [line.state for line in placed()] == [Placed.REVOKED, Placed.WAITING]
    assert (copy.state, copy.not_before, copy.zone) == (State.SCHEDULED, later, "Asia/Tbilisi")


def test_several_go_out_together_or_not_at_all(desk: Desk) -> None:
    bundle = Bundle.objects.create(name="Summit")
    copies = [cleared(desk, title=f"Release {n}", bundle=bundle) for n in range(3)]
    with pytest.raises(NotPossible):
        publish([*copies, draft(desk)], desk.who("press-secretary"))
    assert placed() == []
    publish(copies, desk.who("press-secretary"), at=ahead())
    assert len({line.bundle for line in placed()}) == 1
    cancel(copies[1], desk.who("press-secretary"))
    assert {line.state for line in placed()} == {Placed.REVOKED}
    states = set(ReleaseCopy.objects.filter(bundle=bundle).values_list("state", flat=True))
    assert states == {State.CLEARED}


def test_a_correction_needs_a_public_note(desk: Desk) -> None:
    copy = correction(desk, issued(desk).symbol, title="Harbour lights burn")
    with pytest.raises(NoteMissing):
        way.submit(copy, desk.who("author"))


def test_a_correction_that_changes_nothing_is_no_correction(desk: Desk) -> None:
    copy = correction(desk, issued(desk).symbol, note="A word was wrong.")
    with pytest.raises(NotPossible, match="just these words already"):
        signed(desk, copy)


def test_a_correction_goes_out_with_its_note(desk: Desk) -> None:
    copy = correction(desk, issued(desk).symbol, title="Lights burn", note="A word was wrong.")
    signed(desk, copy)
    enter(desk.config)
    edition = standing_of(copy.symbol)
    assert edition
    assert edition.current
    assert (edition.current.entry.act, edition.current.note) == (Act.CORRECT, "A word was wrong.")


def test_a_correction_made_of_an_older_version_is_refused(desk: Desk) -> None:
    symbol = issued(desk).symbol
    first = correction(desk, symbol, title="Lights burn", note="A word was wrong.")
    second = correction(desk, symbol, title="Lights blaze", note="A word was missing.")
    signed(desk, first)
    enter(desk.config)
    with pytest.raises(ChangedSince, match="somebody changed"):
        signed(desk, second)


def test_a_translation_of_an_issued_release_goes_out_as_a_further_issue(desk: Desk) -> None:
    symbol = issued(desk).symbol
    home = correction(desk, symbol, purpose=Purpose.TRANSLATE, written_by=[])
    home.written_by = []
    home.save()
    translated(desk, home)
    way.submit(home, desk.who("translator"))
    way.clear(home, desk.who("clearance-officer"))
    publish([home], desk.who("press-secretary"))
    enter(desk.config)
    edition = standing_of(symbol)
    assert edition
    assert edition.current
    assert edition.current.entry.act == Act.ISSUE
    assert edition.current.entry.langs == ("en", "fr")


def test_two_translations_opened_side_by_side_both_go_out(desk: Desk) -> None:
    symbol = issued(desk).symbol
    homes = [correction(desk, symbol, purpose=Purpose.TRANSLATE) for _ in range(2)]
    for home, lang in zip(homes, ("fr", "de"), strict=True):
        translated(desk, home, lang)
        signed(desk, home)
        enter(desk.config)
    edition = standing_of(symbol)
    assert edition
    assert edition.current
    assert edition.current.entry.langs == ("de", "en", "fr")


def test_translations_that_are_ready_go_out_inside_their_release(desk: Desk) -> None:
    copy = draft(desk)
    translated(desk, copy)
    signed(desk, copy)
    (line,) = placed()
    assert line.langs == ("en", "fr")


def test_a_file_that_is_missing_is_told_in_time(desk: Desk) -> None:
    picture = {
        "digest": "ab" * 32,
        "media_type": "image/jpeg",
        "name": "lights.jpg",
        "width": 10,
        "height": 10,
        "size_bytes": 10,
        "alt": {"en": "Lights"},
    }
    copy = cleared(desk, pictures=[picture])
    with pytest.raises(NotPossible, match="is missing: upload it again"):
        publish([copy], desk.who("press-secretary"))
    folder = desk.config.newsroom / "media"
    folder.mkdir(exist_ok=True)
    (folder / ("ab" * 32)).write_bytes(b"bytes")
    publish([copy], desk.who("press-secretary"))
    with transaction.atomic():
        (frozen,) = outbox.take(connection, ahead())
    assert frozen.media == ("ab" * 32,)


@pytest.mark.parametrize("state", [State.SCHEDULED, State.ISSUED])
def test_nothing_that_was_signed_off_is_deleted(desk: Desk, state: State) -> None:
    copy = draft(desk)
    ReleaseCopy.objects.filter(pk=copy.pk).update(state=state)
    with pytest.raises(NotPossible, match="nothing that was signed off is deleted"):
        ReleaseCopy.objects.get(pk=copy.pk).delete()
    with pytest.raises(NotPossible, match="nothing that was signed off is deleted"):
        ReleaseCopy.objects.all().delete()
    assert ReleaseCopy.objects.count() == 1
