"""Captures in, batches of orders out, and what became of each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from communique.cli.readers import Readers
from communique.core.comparison import SAME, Run
from communique.core.edition import ISSUED
from communique.core.entry import Order
from communique.core.errors import CommuniqueError
from communique.core.evidence import Capture
from communique.core.fact import Fact, FactRecord
from communique.core.profile import Profile
from communique.core.proposing import proposed
from communique.core.record import Draft, Finding, Release, Reported
from communique.core.rules import ERROR, NOTE, is_refused
from communique.ingest.reading import PageRead
from communique.registrar.facts import fact_order
from communique.registrar.identity import contents_of, symbol_of
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
    """What became of one page.

    facts: how many that it reports were confirmed and entered with it.
    """

    path: str
    outcome: str
    symbol: str = ""
    message: str = ""
    findings: tuple[Finding, ...] = ()
    changes: tuple[str, ...] = ()
    facts: int = 0

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
            "facts": self.facts,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page on its way; `report` where it is settled already what becomes of it."""

    path: str
    report: PageReport | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Pages on their way to the record; `sample` marks what they become.

    confirming: the profile by which the facts of new pages are confirmed, None to confirm none.
    """

    registrar: Turns
    store: Store
    readers: Readers
    sample: bool = False
    confirming: Profile | None = None
    _waiting: list[tuple[PageReport, tuple[Order, ...]]] = field(default_factory=list)
    # Symbols, captures, addresses and words of what waits.
    _held: set[str] = field(default_factory=set)

    def enter(
        self, taken: Iterable[tuple[str, Capture | CommuniqueError]], *, note: str = ""
    ) -> Iterator[PageReport]:
        """Yield a report for each page once what it became is on the record.

        note: the public note under which changed texts are entered as corrections.
        """
        for page, read in self.readers.in_order(self._pages(taken)):
            if self.registrar.is_wanted:
                # Who waits may have something that is due now.
                yield from self._flush()
            judged = page.report or _judged(page, read, sample=self.sample)
            if isinstance(judged, PageReport):
                yield judged
                continue
            release, findings, draft = judged
            if not self._held.isdisjoint(_marks(replace(release, symbol=self._symbol(release)))):
                # What this page is to one that waits, entry will show.
                yield from self._flush()
            release = replace(release, symbol=self._symbol(release))
            decision = decide(release, self.registrar.standing(release.symbol), note=note)
            report = _report(page.path, decision, findings)
            if decision.order is None:
                yield report
                continue
            facts = self._facts(decision, draft)
            orders = (decision.order, *map(fact_order, facts))
            self._waiting.append((replace(report, facts=len(facts)), orders))
            self._held.update(_marks(release))
            if len(self._waiting) >= PAGES_PER_BATCH:
                yield from self._flush()
        yield from self._flush()

    def _flush(self) -> Iterator[PageReport]:
        waiting = self._waiting.copy()
        self._waiting.clear()
        self._held.clear()
        self.registrar.enter([order for _, orders in waiting for order in orders])
        for report, _ in waiting:
            yield report

    def _facts(self, decision: Decision, draft: Draft) -> tuple[FactRecord[Fact], ...]:
        """Return the facts that go on the record with a page that is new."""
        release = decision.order.record if decision.order else None
        is_new = decision.outcome is Outcome.ENTERED
        if self.confirming is None or not is_new or not isinstance(release, Release):
            return ()
        return proposed(draft, release, self.confirming)

    def _pages(
        self, taken: Iterable[tuple[str, Capture | CommuniqueError]]
    ) -> Iterator[tuple[_Page, Capture | None]]:
        """Yield each page, with its capture where it is to be read."""
        for path, capture in taken:
            if isinstance(capture, CommuniqueError):
                report = _refused(path, f"{capture} [{capture.code}]")
                yield _Page(path=path, report=report), None
                continue
            entered, _ = by_capture(self.store, capture.digest) or ("", -1)
            if entered and self._stands(capture, entered):
                report = PageReport(path=path, outcome=Outcome.UNCHANGED, symbol=entered)
                yield _Page(path=path, report=report), None
                continue
            yield _Page(path=path), capture

    def _symbol(self, release: Release) -> str:
        """Return the symbol that a release's page has on the record, else the release's own.

        A page entered before without its address keeps the symbol it got then, and so does
        another text at the address that was added to it; other pages go by number and words.
        """
        known = (by_capture(self.store, capture) for capture in release.captures)
        entered = next((found[0] for found in known if found), "")
        at = (self._at(address) for address in release.addresses)
        return entered or next(filter(None, at), "") or symbol_of(self.store, release)

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


def _judged(
    page: _Page, read: PageRead | CommuniqueError | None, *, sample: bool
) -> PageReport | tuple[Release, tuple[Finding, ...], Draft]:
    """Return the release a page makes and its draft, or the report of why it makes none."""
    if isinstance(read, CommuniqueError):
        return _refused(page.path, f"{read} [{read.code}]")
    if read is None:
        raise ValueError(f"{page.path} was neither read nor settled")
    if isinstance(read.reading, Reported):
        return _no_release(page.path, read.reading)
    if is_refused(read.findings):
        return _refused(page.path, _first(read.findings, ERROR), read.findings)
    return release_from(read.reading, sample=sample), read.findings, read.reading


def _marks(release: Release) -> set[str]:
    return {release.symbol, *release.captures, *release.addresses, *contents_of(release)}


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
