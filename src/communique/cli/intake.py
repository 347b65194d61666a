"""Captures in, batches of orders out, and what became of each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from communique.core.comparison import SAME, Run
from communique.core.edition import ISSUED
from communique.core.errors import CommuniqueError
from communique.core.evidence import Capture
from communique.core.profile import Profile
from communique.core.record import Finding, Release, Reported
from communique.core.rules import ERROR, NOTE, check, is_refused
from communique.ingest.draft import draft_release
from communique.ingest.read import read_page
from communique.registrar.intake import Decision, Outcome, decide, release_from
from communique.registrar.turns import Turns
from communique.store.db import Store
from communique.store.query import by_capture, edition, redirect

# One checkpoint for so many pages: a signature and a handful of disk flushes are shared, and
# what a kill can undo is little.
PAGES_PER_BATCH = 250
REFUSED, NO_RELEASE = "refused", "no-release"
REFUSED_OUTCOMES = (REFUSED, Outcome.KEPT_OUT)
_QUIET = (Outcome.ENTERED, Outcome.UNCHANGED, Outcome.READDRESSED, Outcome.TRANSLATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReport:
    """What became of one page."""

    path: str
    outcome: str
    symbol: str = ""
    message: str = ""
    findings: tuple[Finding, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def is_worth_saying(self) -> bool:
        """Tell whether a person should read of the page by itself."""
        return self.outcome not in _QUIET

    def as_json(self) -> dict[str, object]:
        """Return the report as JSON values."""
        return {
            "path": self.path,
            "outcome": self.outcome,
            "symbol": self.symbol or None,
            "message": self.message or None,
            "findings": [
                {"code": one.code, "level": one.level, "message": one.message}
                for one in self.findings
            ],
            "changes": list(self.changes),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Pages on their way to the record; `sample` marks what they become."""

    registrar: Turns
    store: Store
    profile: Profile
    sample: bool = False
    _waiting: list[tuple[PageReport, Decision]] = field(default_factory=list)

    def enter(
        self, taken: Iterable[tuple[str, Capture | CommuniqueError]], *, note: str = ""
    ) -> Iterator[PageReport]:
        """Yield a report for each page once what it became is on the record.

        note: the public note under which changed texts are entered as corrections.
        """
        for path, capture in taken:
            if self.registrar.is_wanted:
                # Who waits may have something that is due now.
                yield from self._flush()
            read = self._read(path, capture)
            if isinstance(read, PageReport):
                yield read
                continue
            release, findings = read
            if any(one.symbol == release.symbol for _, one in self._waiting):
                # The batch holds the symbol already: what this page is to it, entry will show.
                yield from self._flush()
            decision = decide(release, self.registrar.standing(release.symbol), note=note)
            report = _report(path, decision, findings)
            if decision.order is None:
                yield report
                continue
            self._waiting.append((report, decision))
            if len(self._waiting) >= PAGES_PER_BATCH:
                yield from self._flush()
        yield from self._flush()

    def _flush(self) -> Iterator[PageReport]:
        waiting = self._waiting.copy()
        self._waiting.clear()
        self.registrar.enter([one.order for _, one in waiting if one.order])
        for report, _ in waiting:
            yield report

    def _read(
        self, path: str, capture: Capture | CommuniqueError
    ) -> PageReport | tuple[Release, tuple[Finding, ...]]:
        """Return the release a capture makes, or the report of why it makes none."""
        if isinstance(capture, CommuniqueError):
            return _refused(path, f"{capture} [{capture.code}]")
        entered, _ = by_capture(self.store, capture.digest) or ("", -1)
        if entered and self._stands(capture, entered):
            return PageReport(path=path, outcome=Outcome.UNCHANGED, symbol=entered)
        reading = draft_release(read_page(capture), self.profile)
        if isinstance(reading, Reported):
            return _no_release(path, reading)
        findings = check(reading, self.profile, today=datetime.now(UTC).date())
        if is_refused(findings):
            return _refused(path, _first(findings, ERROR), findings)
        release = release_from(reading, sample=self.sample)
        # A page entered before without its address keeps the symbol it got then, and so does
        # another text at the address that was added to it.
        symbol = entered or self._at(capture.address) or release.symbol
        return replace(release, symbol=symbol), findings

    def _at(self, address: str) -> str:
        """Return the symbol of the release that has this very address, empty where none has."""
        symbol = redirect(self.store, address) if address else None
        one = edition(self.store, symbol) if symbol else None
        releases = [version.release for version in one.versions] if one else []
        has_it = any(release and address in release.addresses for release in releases)
        return symbol if symbol and has_it else ""

    def _stands(self, capture: Capture, symbol: str) -> bool:
        """Tell, without reading the page, whether the record says what this capture says."""
        one = edition(self.store, symbol)
        if one is None or one.state != ISSUED or one.is_corrected:
            return False
        return not capture.address or redirect(self.store, capture.address) == symbol


def _refused(path: str, message: str, findings: tuple[Finding, ...] = ()) -> PageReport:
    return PageReport(path=path, outcome=REFUSED, message=message, findings=findings)


def _no_release(path: str, reading: Reported) -> PageReport:
    return PageReport(
        path=path,
        outcome=NO_RELEASE,
        message=reading.findings[0].message,
        findings=reading.findings,
    )


def _report(path: str, decision: Decision, findings: tuple[Finding, ...]) -> PageReport:
    return PageReport(
        path=path,
        outcome=decision.outcome,
        symbol=decision.symbol,
        message=decision.message,
        findings=tuple(one for one in findings if one.level != NOTE),
        changes=tuple(_shown(run) for run in decision.changes if run.kind != SAME),
    )


def _first(findings: tuple[Finding, ...], level: str) -> str:
    return next(one.message for one in findings if one.level == level)


def _shown(run: Run) -> str:
    return f"- {run.text}" if run.kind == "out" else f"+ {run.text}"
