"""Imports that ran: told to the newsroom, which shows the last of them.

Like the outbox, every function works on the connection it is handed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from communique.outbox.frozen import instant_of, microseconds
from communique.outbox.statements import Connection, change, make, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """An import that ran to its end.

    source: what was brought in, as it was named.  outcomes: (what became of pages, of how many).
    """

    began_at: datetime
    ended_at: datetime
    source: str
    outcomes: tuple[tuple[str, int], ...]

    @property
    def pages(self) -> int:
        """Return how many pages there were."""
        return sum(number for _, number in self.outcomes)


def create_tables(connection: Connection) -> None:
    """Make the table of imports where it is not there."""
    make(connection, "import_tables")


def ran(connection: Connection, run: ImportRun) -> None:
    """Keep an import that ran."""
    change(
        connection,
        "import_ran",
        began_at=microseconds(run.began_at),
        ended_at=microseconds(run.ended_at),
        source=run.source.replace("\0", "").encode("utf-8", "replace").decode(),
        outcomes=json.dumps(dict(run.outcomes)),
    )


def last(connection: Connection, limit: int) -> list[ImportRun]:
    """Return the imports that ran, the last first."""
    return [
        ImportRun(
            began_at=instant_of(row[0]),
            ended_at=instant_of(row[1]),
            source=row[2],
            outcomes=tuple(json.loads(row[3]).items()),
        )
        for row in rows(connection, "import_last", most=limit)
    ]
