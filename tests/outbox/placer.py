"""Place one symbol's order again and again, as a press secretary among several who publish at once.

Run as `python -m tests.outbox.placer DATABASE NAME`; says `placed` or `refused` once for each.
DATABASE: the path of a SQLite file, or the address of a PostgreSQL database.
"""

from __future__ import annotations

import sys
from pathlib import Path

from communique.core.entry import order_id
from communique.core.errors import CommuniqueError
from communique.outbox import orders as outbox
from tests.outbox.boxes import PostgresBox, SqliteBox, frozen, renamed, salted
from tests.sites import issue, release

SYMBOLS = 40


def main() -> None:
    """Wait for a line, then place each order under an id of our own."""
    where, name = sys.argv[1:]
    box = PostgresBox(where) if where.startswith("postgresql:") else SqliteBox(Path(where))
    _say("ready")
    sys.stdin.readline()
    for number in range(SYMBOLS):
        order = renamed(salted(issue(release(str(number)))), order_id(name, str(number)))
        try:
            with box.transaction() as connection:
                outbox.place(connection, [frozen(order, placed_by=name)])
            _say("placed")
        except CommuniqueError as error:
            _say(error.code)


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
