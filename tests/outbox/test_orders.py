"""The outbox: placed once, revoked or taken but never both, whole bundles, in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from communique.core.media import Attachment, media_of
from communique.core.text import Text
from communique.outbox import orders as outbox
from communique.outbox.errors import (
    AlreadyWaiting,
    BundleClosed,
    NoBundle,
    OrderEnded,
    OrderTaken,
)
from communique.outbox.orders import FrozenOrder, Line, State
from tests.outbox.boxes import NOON, SECOND, Box, frozen
from tests.sites import correct, erase, issue, release, withdraw


def _place(box: Box, *orders: FrozenOrder) -> None:
    with box.transaction() as connection:
        outbox.place(connection, orders)


def _take(box: Box, at: datetime = NOON) -> list[FrozenOrder]:
    with box.transaction() as connection:
        return outbox.take(connection, at)


def _queue(box: Box) -> list[Line]:
    with box.transaction() as connection:
        return outbox.queue(connection, 1000)


def _of(box: Box, symbol: str) -> list[Line]:
    with box.transaction() as connection:
        return outbox.of_symbol(connection, symbol)


def _symbols(orders: list[FrozenOrder]) -> list[str]:
    return [one.order.symbol for one in orders]


def test_what_is_taken_is_what_was_placed(box: Box) -> None:
    french = Text(title="Feux « 100 % »", body=("MERE – l’été : :at ; %s %(at)s \x00\U0001f6a2",))
    files = tuple(
        Attachment(digest=digit * 64, media_type="application/pdf", name="a.pdf", size_bytes=1)
        for digit in "ab"
    )
    one = release("1", texts={"fr": french}, note="--", attachments=files)
    placed = [
        frozen(issue(one), media=media_of(one), urgent=True, cleared_by="", bundle="b"),
        frozen(withdraw("2"), bundle="b"),
        frozen(erase("3", "c" * 64), bundle="b"),
    ]
    _place(box, *placed)
    assert _take(box) == placed


def test_nothing_is_taken_before_its_instant(box: Box) -> None:
    _place(box, frozen("1"))
    assert _take(box, NOON - SECOND / 1_000_000) == []
    assert _symbols(_take(box, NOON)) == ["1"]


def test_what_is_due_first_goes_first_and_then_what_was_placed_first(box: Box) -> None:
    _place(box, frozen("late", not_before=NOON + SECOND), frozen("z"), frozen("a"))
    _place(box, frozen("early", not_before=NOON - SECOND))
    assert [line.symbol for line in _queue(box)] == ["early", "z", "a", "late"]
    assert _symbols(_take(box, NOON + SECOND)) == ["early", "z", "a", "late"]


def test_what_was_taken_before_a_crash_is_given_again(box: Box) -> None:
    _place(box, frozen("1"))
    assert _take(box) == _take(box)
    assert [line.state for line in _queue(box)] == [State.TAKEN]


def test_a_clock_that_was_wrong_does_not_give_again_what_is_not_due(box: Box) -> None:
    _place(box, frozen("1"))
    _take(box)
    assert _take(box, NOON - SECOND) == []


def test_an_order_placed_twice_is_one(box: Box) -> None:
    _place(box, frozen("1"))
    _place(box, frozen("1", not_before=NOON + SECOND, placed_by="another"))
    (line,) = _queue(box)
    assert (line.not_before, line.placed_by) == (NOON, "secretary")


def test_a_symbol_has_no_two_orders_of_one_act(box: Box) -> None:
    other = replace(issue(release("1")), id="f" * 64)
    _place(box, frozen("1"))
    with pytest.raises(AlreadyWaiting, match="1 has an order to issue"):
        _place(box, frozen("2"), frozen(other))
    assert [line.symbol for line in _queue(box)] == ["1"]
    _take(box)
    with pytest.raises(AlreadyWaiting):
        _place(box, frozen(other))


def test_several_objects_of_a_symbol_are_erased_by_one_bundle(box: Box) -> None:
    _place(box, *(frozen(erase("1", digit * 64), bundle="b") for digit in "abc"))
    assert [one.order.erases[0] for one in _take(box)] == ["a", "b", "c"]


def test_a_revoked_bundle_is_taken_no_more(box: Box) -> None:
    _place(box, frozen("1", bundle="b"), frozen("2", bundle="b"), frozen("3"))
    with box.transaction() as connection:
        outbox.revoke(connection, "b", at=NOON, by="secretary")
    with box.transaction() as connection:
        outbox.revoke(connection, "b", at=NOON + SECOND, by="another")
    assert _symbols(_take(box)) == ["3"]
    (line,) = _of(box, "1")
    assert (line.state, line.ended_at, line.ended_by) == (State.REVOKED, NOON, "secretary")
    assert line.entered_at is None


def test_what_is_taken_or_entered_is_revoked_no_more(box: Box) -> None:
    _place(box, frozen("1", bundle="b"))
    _take(box)
    with pytest.raises(OrderTaken), box.transaction() as connection:
        outbox.revoke(connection, "b", at=NOON, by="secretary")
    with box.transaction() as connection:
        outbox.mark_entered(connection, {issue(release("1")).id: 5}, NOON)
    with pytest.raises(OrderTaken), box.transaction() as connection:
        outbox.revoke(connection, "b", at=NOON, by="secretary")
    assert [line.state for line in _of(box, "1")] == [State.ENTERED]


def test_only_what_was_placed_is_revoked(box: Box) -> None:
    with pytest.raises(NoBundle), box.transaction() as connection:
        outbox.revoke(connection, "b", at=NOON, by="secretary")


def test_a_revoked_order_is_not_placed_again_in_silence(box: Box) -> None:
    one = frozen("1", bundle="b")
    _place(box, one)
    with box.transaction() as connection:
        outbox.revoke(connection, "b", at=NOON, by="secretary")
    with pytest.raises(OrderEnded, match="was revoked before"):
        _place(box, one)
    _place(box, frozen(replace(one.order, id="f" * 64)))
    assert [line.state for line in _of(box, "1")] == [State.REVOKED, State.WAITING]


def test_a_bundle_is_placed_in_one_call(box: Box) -> None:
    _place(box, frozen("1", bundle="b"), frozen("2", bundle="b"))
    with pytest.raises(BundleClosed):
        _place(box, frozen("3", bundle="b"))
    with pytest.raises(ValueError, match="two instants"):
        _place(box, frozen("4", bundle="c"), frozen("5", bundle="c", not_before=NOON + SECOND))
    _place(box, frozen("2", bundle="b"))
    assert [line.symbol for line in _queue(box)] == ["1", "2"]


def test_an_order_without_its_salt_is_not_frozen(box: Box) -> None:
    bare = issue(release("1"))
    with pytest.raises(ValueError, match="no salt"):
        _place(box, replace(frozen("1"), order=bare))


def test_an_order_has_no_file_that_its_record_does_not_name(box: Box) -> None:
    with pytest.raises(ValueError, match="does not name"):
        _place(box, frozen("1", media=("a" * 64,)))


def test_a_bundle_that_cannot_be_read_is_refused_and_holds_up_no_other(box: Box) -> None:
    _place(box, frozen("1", bundle="b"), frozen("2", bundle="b"))
    _place(box, frozen("3"))
    with box.transaction() as connection:
        connection.cursor().execute("UPDATE outbox_order SET record = '{}' WHERE symbol = '2'")
    assert _symbols(_take(box)) == ["3"]
    assert [line.state for line in (*_of(box, "1"), *_of(box, "2"))] == [State.REFUSED] * 2
    assert "record.unreadable" in _of(box, "1")[0].reason


def test_what_is_entered_says_where_and_leaves_no_text_behind(box: Box) -> None:
    one = frozen("1")
    _place(box, one)
    _take(box)
    with box.transaction() as connection:
        outbox.mark_entered(connection, {one.order.id: 41}, NOON + SECOND)
    (line,) = _of(box, "1")
    assert (line.state, line.entry_index, line.entered_at) == (State.ENTERED, 41, NOON + SECOND)
    assert line.title == "Lights on the northern shore, notice 1"
    assert _take(box) == []
    assert _texts(box) == [""]


def test_what_is_refused_says_why_and_leaves_no_text_behind(box: Box) -> None:
    one = frozen("1")
    _place(box, one)
    _take(box)
    with box.transaction() as connection:
        outbox.mark_refused(connection, [one.order.id], "it is withdrawn", NOON)
    (line,) = _of(box, "1")
    assert (line.state, line.reason, line.ended_at) == (State.REFUSED, "it is withdrawn", NOON)
    assert (_take(box), _texts(box)) == ([], [""])


def test_an_entered_erasure_takes_the_titles_of_its_symbol(box: Box) -> None:
    gone = erase("1", "c" * 64)
    _place(box, frozen("1"), frozen("2"))
    _place(box, frozen(gone))
    _take(box)
    with box.transaction() as connection:
        outbox.mark_entered(connection, {issue(release("1")).id: 1, gone.id: 2}, NOON)
    assert [line.title for line in _of(box, "1")] == ["", ""]
    assert [bool(line.title) for line in _of(box, "2")] == [True]


def test_the_next_instant_is_that_of_what_waits(box: Box) -> None:
    with box.transaction() as connection:
        assert outbox.next_due(connection) is None
    _place(box, frozen("1", not_before=NOON + SECOND), frozen("2", not_before=NOON + 2 * SECOND))
    with box.transaction() as connection:
        assert outbox.next_due(connection) == NOON + SECOND


def test_lines_are_found_by_their_state_newest_first(box: Box) -> None:
    _place(box, *(frozen(str(number)) for number in range(1, 6)))
    _take(box)
    _place(box, frozen("6"))
    with box.transaction() as connection:
        taken = outbox.lines(connection, [State.TAKEN], limit=2, skip=1)
        both = outbox.lines(connection, [State.TAKEN, State.WAITING])
        none = outbox.lines(connection, [])
    assert [line.symbol for line in taken] == ["4", "3"]
    assert [line.symbol for line in both] == ["6", "5", "4", "3", "2", "1"]
    assert none == []


def _late(box: Box, at: datetime) -> list[str]:
    with box.transaction() as connection:
        return [line.symbol for line in outbox.late(connection, at)]


def test_what_is_late_by_ten_seconds_is_told_of_once(box: Box) -> None:
    _place(box, frozen("waits"), frozen("future", not_before=NOON + 60 * SECOND))
    assert _late(box, NOON + 9 * SECOND) == []
    assert _late(box, NOON + 10 * SECOND) == ["waits"]
    with box.transaction() as connection:
        outbox.mark_alarmed(connection, [issue(release("waits")).id], NOON + 10 * SECOND)
    assert _late(box, NOON + 11 * SECOND) == []


def test_what_is_entered_late_is_told_of_though_nobody_saw_it_wait(box: Box) -> None:
    _place(box, frozen("late"), frozen("prompt"))
    _take(box)
    with box.transaction() as connection:
        outbox.mark_entered(connection, {issue(release("prompt")).id: 1}, NOON + 9 * SECOND)
        outbox.mark_entered(connection, {issue(release("late")).id: 2}, NOON + 10 * SECOND)
    assert _late(box, NOON + 3600 * SECOND) == ["late"]


def test_what_is_refused_is_told_of_at_once(box: Box) -> None:
    _place(box, frozen("1"))
    with box.transaction() as connection:
        outbox.mark_refused(connection, [issue(release("1")).id], "why", NOON)
    assert _late(box, NOON) == ["1"]


def test_an_order_for_an_instant_that_is_past_is_late_from_its_placing(box: Box) -> None:
    _place(box, frozen("1", not_before=NOON - 3600 * SECOND, placed_at=NOON))
    assert _late(box, NOON + 9 * SECOND) == []
    assert _late(box, NOON + 10 * SECOND) == ["1"]


def test_the_registrar_gives_signs_of_life(box: Box) -> None:
    with box.transaction() as connection:
        assert outbox.last_beat(connection, "registrar") is None
        outbox.beat(connection, "registrar", NOON)
        outbox.beat(connection, "registrar", NOON + SECOND)
        assert outbox.last_beat(connection, "registrar") == NOON + SECOND


def test_the_tables_are_made_once(box: Box) -> None:
    _place(box, frozen("1"))
    with box.transaction() as connection:
        outbox.create_tables(connection)
    assert [line.symbol for line in _queue(box)] == ["1"]


def test_a_correction_may_wait_while_an_issue_does(box: Box) -> None:
    _place(box, frozen("1"), frozen(correct(release("1")), not_before=NOON + SECOND))
    assert [str(line.act) for line in _queue(box)] == ["issue", "correct"]


def _texts(box: Box) -> list[str]:
    with box.transaction() as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT record FROM outbox_order")
        return [str(row[0]) for row in cursor.fetchall()]
