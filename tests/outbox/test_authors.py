"""Who signed off what is on the record."""

from __future__ import annotations

from communique.outbox import orders as outbox
from communique.outbox.authors import authors, signed_off
from tests.outbox.boxes import NOON, Box, frozen


def test_who_signed_off_what_is_known_once_it_is_entered(box: Box) -> None:
    one, two, waiting = frozen("1"), frozen("2", placed_by="Ada"), frozen("3", placed_by="Eve")
    with box.transaction() as connection:
        outbox.place(connection, [one, two, waiting])
        assert authors(connection) == ()
        outbox.take(connection, NOON)
        outbox.mark_entered(connection, {one.order.id: 7, two.order.id: 8}, NOON)
        assert set(authors(connection)) == {one.placed_by, "Ada"}
        assert signed_off(connection, "Ada") == {"2"}
        assert signed_off(connection) == {"1", "2"}
        assert signed_off(connection, "Eve") == frozenset()
