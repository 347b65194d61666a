"""Captures in, batches of orders out, and what became of each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from communique.cli.hinted import Hinted
from communique.core.comparison import SAME, Run
from communique.core.edition import ISSUED
from communique.core.entry import Order
from communique.core.errors import CommuniqueError
from communique.core.evidence import Capture
from communique.core.fact import Fact, FactRecord
from communique.core.profile import Profile
from communique.core.proposing import proposed
from communique.core.record import Draft, Finding, Release, Reported
from communique.core.rules import ADDRESS_TAKEN, ERROR, NOTE, WARNING, is_refused
from communique.ingest.hints import DIFFERS, completed, hints_in
from communique.ingest.mapped import Mapped
from communique.ingest.pieces import Piece
from communique.ingest.reading import PageRead, Readable, capture_of
from communique.registrar.facts import fact_order
from communique.registrar.identity import contents_of, symbol_of
from communique.registrar.intake import (
    Arrival,
    Decision,
    Outcome,
    arrival_of,
    completing,
    decide,
)
from communique.registrar.standing import Standing
from communique.registrar.turns import Turns
from communique.store.db import Store
from communique.store.query import by_capture, edition, redirect
from communique.store.rows import address_forms

# One checkpoint for so many pages: a signature and a handful of disk flushes are shared, and
# what a kill can undo is little.
PAGES_PER_BATCH = 250
REFUSED, NO_RELEASE = "refused", "no-release"
REFUSED_OUTCOMES = (REFUSED, Outcome.KEPT_OUT)
_QUIET = (
    Outcome.ENTERED,
    Outcome.UNCHANGED,
    Outcome.READDRESSED,
    Outcome.COMPLETED,
    Outcome.TRANSLATED,
    Outcome.WITHDRAWN,
)

# Findings that a person should read of whatever became of the page.
_TOLD = (ADDRESS_TAKEN, DIFFERS)


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
        return self.outcome not in _QUIET or any(one.code in _TOLD for one in self.findings)

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
    """A page on its way; `report` where it is settled already what becomes of it.

    keeps_symbol: it is a record of a system that numbers its records.
    """

    path: str
    keeps_symbol: bool = False
    report: PageReport | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Pages on their way to the record; `sample` marks what they become.

    confirming: the profile by which the facts of new pages are confirmed, None to confirm none.
    """

    registrar: Turns
    store: Store
    readers: Hinted
    sample: bool = False
    confirming: Profile | None = None
    _waiting: list[tuple[PageReport, tuple[Order, ...]]] = field(default_factory=list)
    # Symbols, captures, addresses and words of what waits.
    _held: set[str] = field(default_factory=set)

    def enter(self, pieces: Iterable[Piece], *, note: str = "") -> Iterator[PageReport]:
        """Yield a report for each page once what it became is on the record.

        note: the public note under which changed texts are entered as corrections.
        """
        for page, read in self.readers.in_order(self._pages(pieces)):
            if self.registrar.is_wanted:
                # Who waits may have something that is due now.
                yield from self._flush()
            judged = page.report or _judged(page, read, sample=self.sample)
            if isinstance(judged, PageReport):
                yield from self._listed(judged, read)
                continue
            arrival, findings, draft = judged
            known = self._known(arrival, page)
            if not self._held.isdisjoint(_marks(known.release)):
                # What this page is to one that waits, entry will show.
                yield from self._flush()
                known = self._known(arrival, page)
            arrival, taken = self._with_free_addresses(known)
            release, findings = arrival.release, (*findings, *taken)
            decision = decide(arrival, self.registrar.standing(release.symbol), note=note)
            report = _report(page.path, decision, findings)
            if decision.order is None:
                yield report
                continue
            facts = self._facts(decision, draft)
            orders = (*decision.orders, *map(fact_order, facts))
            self._waiting.append((replace(report, facts=len(facts)), orders))
            self._hold(release)
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

    def _listed(
        self, report: PageReport, read: PageRead | CommuniqueError | None
    ) -> Iterator[PageReport]:
        """Yield the report of a page that is no release; of a list, when its evidence is in.

        What it says of pages that come later, `cli.hinted` remembers.
        """
        hints = tuple(hints_in(read.reading)) if isinstance(read, PageRead) else ()
        if any(not self._held.isdisjoint(address_forms(hint.address)) for hint in hints):
            yield from self._flush()
        standing: dict[str, Standing] = {}
        full: dict[str, Release] = {}
        findings = list(report.findings)
        for hint in hints:
            symbol = redirect(self.store, hint.address) or ""
            stands = standing.get(symbol) or (self.registrar.standing(symbol) if symbol else None)
            if stands is None or not isinstance(stands.record, Release):
                continue
            if not _stood_at(stands.record, hint.address):
                continue
            standing[symbol] = stands
            full[symbol], differences = completed(full.get(symbol, stands.record), hint)
            findings += differences
        decisions = [completing(full[symbol], stands) for symbol, stands in standing.items()]
        orders = [order for one in decisions for order in one.orders]
        report = replace(report, findings=tuple(findings))
        if differ := next((one for one in findings if one.code == DIFFERS), None):
            report = replace(report, message=differ.message)
        if not orders:
            yield report
            return
        done = ", ".join(one.symbol for one in decisions if one.orders)
        report = replace(report, outcome=Outcome.COMPLETED, message=f"it completed {done}")
        self._waiting.append((report, tuple(orders)))
        for release in full.values():
            self._hold(release)

    def _hold(self, release: Release) -> None:
        forms = (form for one in release.addresses for form in address_forms(one))
        self._held.update(_marks(release), forms)

    def _pages(self, pieces: Iterable[Piece]) -> Iterator[tuple[_Page, Readable | None]]:
        """Yield each page or record, with what is to be read where that is to be done."""
        for piece in pieces:
            path, found = piece.name, piece.found
            if isinstance(found, CommuniqueError):
                report = _refused(path, f"{found} [{found.code}]")
                yield _Page(path=path, report=report), None
                continue
            capture = capture_of(found)
            entered, _ = by_capture(self.store, capture.digest) or ("", -1)
            if entered and self._stands(capture, entered):
                report = PageReport(path=path, outcome=Outcome.UNCHANGED, symbol=entered)
                yield _Page(path=path, report=report), None
                continue
            numbered = isinstance(found, Mapped) and bool(found.mapping.symbol)
            yield _Page(path=path, keeps_symbol=numbered), found

    def _known(self, arrival: Arrival, page: _Page) -> Arrival:
        """Return an arrival under the symbol that its page has on the record, else its own.

        A page entered before without its address keeps the symbol it got then, and so does
        another text at the address that was added to it; other pages go by number and words.
        """
        release = arrival.release
        known = (by_capture(self.store, capture) for capture in release.captures)
        symbol = next((found[0] for found in known if found), "")
        if not symbol and page.keeps_symbol:
            symbol = release.symbol
        if not symbol:
            symbol = next(filter(None, map(self._at, release.addresses)), "")
        symbol = symbol or symbol_of(self.store, release)
        return replace(arrival, release=replace(release, symbol=symbol))

    def _with_free_addresses(self, arrival: Arrival) -> tuple[Arrival, tuple[Finding, ...]]:
        """Return an arrival without the addresses that another release has, each named."""
        release = arrival.release
        holders = {one: redirect(self.store, one) for one in release.addresses}
        free = [one for one, holder in holders.items() if holder in (None, release.symbol)]
        taken = tuple(
            Finding(
                code=ADDRESS_TAKEN,
                level=WARNING,
                field="addresses",
                message=f"{address} leads to {holder} already, and goes on doing so",
            )
            for address, holder in holders.items()
            if address not in free
        )
        return replace(arrival, release=replace(release, addresses=tuple(free))), taken

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
) -> PageReport | tuple[Arrival, tuple[Finding, ...], Draft]:
    """Return the release a page makes and its first draft, or the report of why it makes none.

    A language text that the rules keep out keeps out no other.
    """
    if isinstance(read, CommuniqueError):
        return _refused(page.path, f"{read} [{read.code}]")
    if read is None:
        raise ValueError(f"{page.path} was neither read nor settled")
    if isinstance(read.reading, Reported):
        return _no_release(page.path, read.reading)
    # What all texts of a record share is found in each of them.
    findings = tuple(dict.fromkeys(one for text in read.texts for one in text.findings))
    passed = [text.reading for text in read.texts if not is_refused(text.findings)]
    drafts = [reading for reading in passed if isinstance(reading, Draft)]
    if not drafts:
        return _refused(page.path, _first(findings, ERROR), findings)
    return arrival_of(drafts, sample=sample), findings, drafts[0]


def _stood_at(release: Release, address: str) -> bool:
    """Tell whether a release stood there, and not at the same path of another site."""
    return any(address_forms(one)[:1] == address_forms(address)[:1] for one in release.addresses)


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
        message=decision.message
        or next((one.message for one in findings if one.code in _TOLD), ""),
        findings=tuple(one for one in findings if one.level != NOTE),
        changes=tuple(_shown(run) for run in decision.changes if run.kind != SAME),
    )


def _first(findings: tuple[Finding, ...], level: str) -> str:
    return next(one.message for one in findings if one.level == level)


def _shown(run: Run) -> str:
    return f"- {run.text}" if run.kind == "out" else f"+ {run.text}"
