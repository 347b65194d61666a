"""What became of an import's pages: a line for a person, a file for a program."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from communique.cli.output import written
from communique.cli.page_report import REFUSED_OUTCOMES, PageReport


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """Counts of outcomes; pages of which a person should read go straight into the file."""

    file: BinaryIO | None = None
    outcomes: Counter[str] = field(default_factory=Counter)
    _told: Counter[str] = field(default_factory=Counter)
    _began: float = field(default_factory=time.monotonic)

    @classmethod
    @contextmanager
    def begun(cls, path: Path | None) -> Iterator[ImportReport]:
        """Give a report, and write it to a path where there is one; whole or not at all."""
        if path is None:
            yield cls()
            return
        with written(path) as file:
            report = cls(file=file)
            file.write(b'{"pages":[')
            yield report
            file.write(b"\n]," + json.dumps(report.totals()).encode()[1:] + b"\n")

    def add(self, page: PageReport) -> None:
        """Count a page, and write it down where it is worth saying."""
        self.outcomes[page.outcome] += 1
        if self.file is not None and page.is_worth_saying:
            comma = b"," if self._told["pages"] else b""
            told = json.dumps(page.as_json(), ensure_ascii=False).encode()
            self.file.write(comma + b"\n" + told)
            self._told["pages"] += 1

    @property
    def has_refused(self) -> bool:
        """Tell whether a page was refused."""
        return any(self.outcomes[outcome] for outcome in REFUSED_OUTCOMES)

    def totals(self) -> dict[str, object]:
        """Return how many pages had each outcome, and how long they took."""
        seconds = time.monotonic() - self._began
        return {
            "outcomes": dict(self.outcomes),
            "total": self.outcomes.total(),
            "seconds": round(seconds, 3),
            "per_second": round(self.outcomes.total() / max(seconds, 0.001), 1),
        }

    def in_words(self, what: str = "pages") -> str:
        """Return the totals as one line; `what` was counted."""
        counts = ", ".join(f"{number:,} {outcome}" for outcome, number in self.outcomes.items())
        seconds = time.monotonic() - self._began
        rate = self.outcomes.total() / max(seconds, 0.001)
        return f"{counts or f'no {what}'} ({rate:,.0f} {what} a second)"
