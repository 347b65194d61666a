"""Captures in, batches of orders out, and what became of each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from communique.cli.hinted import Hinted
from communique.cli.page_report import (
    NO_RELEASE,
    REFUSED,
    REFUSED_AT_DESK,
    TO_REVIEW,
    TOLD,
    PageReport,
)
from communique.core.arrival import Arrival, arrival_of, found_again
from communique.core.comparison import SAME, Run
from communique.core.doubt import Doubt, confidences, doubts
from communique.core.edition import ISSUED
from communique.core.entry import Order
from communique.core.errors import CommuniqueError
from communique.core.evidence import Capture
from communique.core.fact import Fact, FactRecord
from communique.core.profile import Profile
from communique.core.proposing import proposed
from communique.core.reading import Review
from communique.core.record import Draft, Finding, Release, Reported
from communique.core.rules import ERROR, NOTE, is_refused
from communique.core.waiting import Waits, in_words, text_read
from communique.ingest.hints import DIFFERS, completed, hints_in
from communique.ingest.mapped import Mapped
from communique.ingest.pieces import Piece
from communique.ingest.reading import PageRead, Readable, capture_of
from communique.registrar.facts import fact_order
from communique.registrar.identity import known, marks_of, with_free_addresses
from communique.registrar.intake import Decision, Outcome, completing, decide
from communique.registrar.standing import Standing
from communique.registrar.turns import Turns
from communique.store.db import Store
from communique.store.query import by_capture, edition, redirect
from communique.store.rows import address_forms

if TYPE_CHECKING:
    from communique.cli.reviewing import ReviewList

# One checkpoint for so many pages: a signature and a handful of disk flushes are shared, and
# what a kill can undo is little.
PAGES_PER_BATCH = 250
# What puts words on the record. An address of what stands already needs nobody to look at it.
_REVIEWED = (Outcome.ENTERED, Outcome.TRANSLATED, Outcome.CORRECTED, Outcome.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page on its way; `report` where it is settled already what becomes of it.

    keeps_symbol: it is a record of a system that numbers its records.
    has_waited: for a person, at an earlier import.  before: as it was read then.
    """

    path: str
    keeps_symbol: bool = False
    has_waited: bool = False
    before: Arrival | None = None
    report: PageReport | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    """A release that a page makes: its language texts that the rules let in, and the findings."""

    arrival: Arrival
    findings: tuple[Finding, ...]
    texts: tuple[tuple[Draft, tuple[Finding, ...]], ...]

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """Return the drafts of its texts."""
        return tuple(draft for draft, _ in self.texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Pages on their way to the record; `sample` marks what they become.

    confirming: the profile by which the facts of new pages are confirmed, None to confirm none.
    review: which records wait for a person, None for none.  waiting_list: where they wait; None
    where nobody reviews, and what should wait goes in.
    """

    registrar: Turns
    store: Store
    readers: Hinted
    sample: bool = False
    confirming: Profile | None = None
    review: Review | None = None
    waiting_list: ReviewList | None = None
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
            its = known(self.store, judged.arrival, keeps_symbol=page.keeps_symbol)
            if not self._held.isdisjoint(marks_of(its.release)):
                # What this page is to one that waits, entry will show.
                yield from self._flush()
                its = known(self.store, judged.arrival, keeps_symbol=page.keeps_symbol)
            arrival, taken = with_free_addresses(self.store, its)
            decision = decide(arrival, self.registrar.standing(arrival.release.symbol), note=note)
            report = _report(page.path, decision, judged, taken)
            if decision.order is None:
                yield report
                continue
            settled = self._settled(page, judged, report, decision, note=note)
            self._waiting.append(settled)
            if settled[1]:
                self._hold(arrival.release)
            if len(self._waiting) >= PAGES_PER_BATCH:
                yield from self._flush()
        yield from self._flush()

    def _settled(
        self, page: _Page, judged: _Judged, report: PageReport, decision: Decision, *, note: str
    ) -> tuple[PageReport, tuple[Order, ...]]:
        """Return what is said of a page that may go in, and what is entered: nothing if it waits.

        One that nobody can review goes in, and its report says what is doubtful about it.
        """
        found: tuple[Doubt, ...] = ()
        if decision.outcome in _REVIEWED:
            found = doubts(judged.drafts, judged.findings, self.review)
        if found:
            waits = _waits(page, judged, found, note=note)
            report = replace(report, doubts=found, site=waits.site, reasons=waits.reasons)
            report = replace(report, message=report.message or in_words(waits.reasons))
            if self.waiting_list is not None:
                self.waiting_list.put(waits)
                return replace(report, outcome=TO_REVIEW), ()
        if page.has_waited and self.waiting_list is not None:
            self.waiting_list.passed(judged.drafts[0].capture.digest, decision.symbol)
        facts = self._facts(decision, judged.drafts[0])
        orders = (*decision.orders, *map(fact_order, facts))
        return replace(report, facts=len(facts)), orders

    def _flush(self) -> Iterator[PageReport]:
        waiting = self._waiting.copy()
        self._waiting.clear()
        self._held.clear()
        if entered := [order for _, orders in waiting for order in orders]:
            self.registrar.enter(entered)
        if self.waiting_list is not None:
            self.waiting_list.keep()
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
        self._held.update(marks_of(release), forms)

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
            listed = self.waiting_list.of_capture(capture.digest) if self.waiting_list else None
            if listed is not None and listed.is_settled:
                outcome = REFUSED_AT_DESK if listed.is_refused else TO_REVIEW
                report = PageReport(path=path, outcome=outcome, message=listed.said)
                yield _Page(path=path, report=report), None
                continue
            numbered = isinstance(found, Mapped) and bool(found.mapping.symbol)
            before = self.waiting_list.before(listed) if self.waiting_list and listed else None
            page = _Page(
                path=path, keeps_symbol=numbered, has_waited=listed is not None, before=before
            )
            yield page, found

    def _stands(self, capture: Capture, symbol: str) -> bool:
        """Tell, without reading the page, whether the record says what this capture says."""
        one = edition(self.store, symbol)
        if one is None or one.state != ISSUED or one.is_corrected:
            return False
        return not capture.address or redirect(self.store, capture.address) == symbol


def _judged(
    page: _Page, read: PageRead | CommuniqueError | None, *, sample: bool
) -> PageReport | _Judged:
    """Return the release a page makes, or the report of why it makes none.

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
    texts = tuple(
        (text.reading, text.findings)
        for text in read.texts
        if isinstance(text.reading, Draft) and not is_refused(text.findings)
    )
    if not texts:
        return _refused(page.path, _first(findings, ERROR), findings)
    arrival = arrival_of([draft for draft, _ in texts], sample=sample)
    if page.before is not None:
        arrival = found_again(arrival, page.before)
    return _Judged(arrival, findings, texts)


def _stood_at(release: Release, address: str) -> bool:
    """Tell whether a release stood there, and not at the same path of another site."""
    return any(address_forms(one)[:1] == address_forms(address)[:1] for one in release.addresses)


def _waits(page: _Page, judged: _Judged, found: tuple[Doubt, ...], *, note: str) -> Waits:
    capture = judged.drafts[0].capture
    return Waits(
        capture=capture.digest,
        path=page.path,
        address=capture.address or next(iter(judged.arrival.release.addresses), ""),
        words=capture.text,
        arrival=judged.arrival,
        texts=tuple(text_read(draft, findings) for draft, findings in judged.texts),
        doubts=found,
        keeps_symbol=page.keeps_symbol,
        note=note,
    )


def _refused(path: str, message: str, findings: tuple[Finding, ...] = ()) -> PageReport:
    return PageReport(path=path, outcome=REFUSED, message=message, findings=findings)


def _no_release(path: str, reading: Reported) -> PageReport:
    return PageReport(
        path=path,
        outcome=NO_RELEASE,
        message=reading.findings[0].message,
        findings=reading.findings,
    )


def _report(
    path: str, decision: Decision, judged: _Judged, taken: tuple[Finding, ...]
) -> PageReport:
    findings = (*judged.findings, *taken)
    sure = (one for draft in judged.drafts for one in confidences(draft).items())
    return PageReport(
        path=path,
        outcome=decision.outcome,
        symbol=decision.symbol,
        message=decision.message or next((one.message for one in findings if one.code in TOLD), ""),
        findings=tuple(one for one in findings if one.level != NOTE),
        changes=tuple(_shown(run) for run in decision.changes if run.kind != SAME),
        confidences=tuple((field, round(100 * confidence)) for field, (confidence, _) in sure),
    )


def _first(findings: tuple[Finding, ...], level: str) -> str:
    return next(one.message for one in findings if one.level == level)


def _shown(run: Run) -> str:
    return f"- {run.text}" if run.kind == "out" else f"+ {run.text}"
