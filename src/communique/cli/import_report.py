"""What became of an import's pages: a line for a person, a file for a program, a page."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from communique.cli.output import written
from communique.cli.page_report import REFUSED_OUTCOMES, PageReport
from communique.core.rules import WARNING
from communique.core.waiting import in_words
from communique.render.import_page import Like, Named, Remark, Told, import_page

# On a page for people; a program that wants them all asks for JSON.
MOST_NAMED, MOST_FAMILIES, MOST_REMARKS = 1_000, 200, 200
# Different findings of which the pages are counted; what names a page's own words has no end.
MOST_COUNTED = 10_000
HTML, TEXT = (".html", ".htm"), (".txt",)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """Counts of outcomes; pages of which a person should read go straight into the file.

    What is kept of them until the end does not grow with their number.
    """

    file: BinaryIO | None = None
    outcomes: Counter[str] = field(default_factory=Counter)
    named: list[Named] = field(default_factory=list)
    families: Counter[tuple[str, str]] = field(default_factory=Counter)
    confidences: dict[str, Counter[int]] = field(default_factory=dict)
    findings: Counter[tuple[str, str]] = field(default_factory=Counter)
    _told: Counter[str] = field(default_factory=Counter)
    _began: float = field(default_factory=time.monotonic)

    @classmethod
    @contextmanager
    def begun(
        cls, path: Path | None, *, site: str = "", tokens: str = ""
    ) -> Iterator[ImportReport]:
        """Give a report, and write it to a path where there is one; whole or not at all.

        The ending says as what: `.html` a page, `.txt` lines, anything else JSON.
        site, tokens: whose page it is, and its look.
        """
        if path is None:
            yield cls()
            return
        with written(path) as file:
            if path.suffix.lower() in (*HTML, *TEXT):
                report = cls()
                yield report
                told = report.told(site)
                is_page = path.suffix.lower() in HTML
                file.write(import_page(told, tokens) if is_page else _lines(told))
                return
            report = cls(file=file)
            file.write(b'{"pages":[')
            yield report
            file.write(b"\n]," + json.dumps(report.totals()).encode()[1:] + b"\n")

    def add(self, page: PageReport) -> None:
        """Count a page, and write it down where it is worth saying."""
        self.outcomes[page.outcome] += 1
        for name, percent in page.confidences:
            self.confidences.setdefault(name, Counter())[percent] += 1
        if page.doubts:
            self.families[(page.site, page.reasons)] += 1
        for found in {(one.code, one.message) for one in page.findings if one.level == WARNING}:
            if found in self.findings or len(self.findings) < MOST_COUNTED:
                self.findings[found] += 1
        if not page.is_worth_saying:
            return
        self._told["pages"] += 1
        if self.file is not None:
            comma = b"," if self._told["pages"] > 1 else b""
            told = json.dumps(page.as_json(), ensure_ascii=False).encode()
            self.file.write(comma + b"\n" + told)
        elif len(self.named) < MOST_NAMED:
            self.named.append(Named(path=page.path, outcome=page.outcome, why=page.message))

    def told(self, site: str) -> Told:
        """Return what there is to tell a person."""
        more = self._told["pages"] - len(self.named)
        return Told(
            site=site,
            on=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            sentence=f"{self.in_words()}.",
            outcomes=tuple((name, f"{count:,}") for name, count in self.outcomes.most_common()),
            named=tuple(self.named),
            unnamed=f"And {more:,} more; a report as JSON names them all." if more else "",
            families=tuple(
                Like(site=place, doubts=in_words(reasons), pages=f"{count:,}")
                for (place, reasons), count in self.families.most_common(MOST_FAMILIES)
            ),
            confidences=self.confidences,
            remarks=tuple(
                Remark(code=code, message=message, pages=f"{count:,}")
                for (code, message), count in self.findings.most_common(MOST_REMARKS)
            ),
        )

    @property
    def has_refused(self) -> bool:
        """Tell whether a page was refused."""
        return any(self.outcomes[outcome] for outcome in REFUSED_OUTCOMES)

    def totals(self) -> dict[str, object]:
        """Return how many pages had each outcome, and how long they took."""
        seconds = time.monotonic() - self._began
        return {
            "outcomes": dict(self.outcomes),
            "findings": [
                {"code": code, "message": message, "pages": count}
                for (code, message), count in self.findings.most_common()
            ],
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

    @property
    def warnings_in_words(self) -> str:
        """Return the commonest finding as one line, and how many others there are; or nothing."""
        if not self.findings:
            return ""
        ((code, message), count), *_ = self.findings.most_common(1)
        others = len(self.findings) - 1
        more = f", and {others:,} other findings; --report FILE tells them all" if others else ""
        return f"on {count:,}: {message} [{code}]{more}"


def _lines(told: Told) -> bytes:
    """Return the report as lines of text."""
    lines = [f"Import into {told.site}, {told.on}", told.sentence, ""]
    lines += [f"{count:>12} {outcome}" for outcome, count in told.outcomes]
    if told.families:
        lines += ["", "In doubt:"]
        lines += [f"{one.pages:>12} of {one.site}: {one.doubts}" for one in told.families]
    if told.remarks:
        lines += ["", "Findings:"]
        lines += [f"{one.pages:>12} {one.message} [{one.code}]" for one in told.remarks]
    if told.named:
        lines += ["", "Pages to look at:"]
        lines += [f"  {one.path}: {one.outcome} ({one.why})" for one in told.named]
        lines += [told.unnamed] if told.unnamed else []
    if told.confidences:
        lines += ["", "How sure the reader was, in per cent (of how many):"]
        for name, counts in told.confidences.items():
            said = ", ".join(f"{sure} ({counts[sure]:,})" for sure in sorted(counts, reverse=True))
            lines.append(f"  {name}: {said}")
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")
