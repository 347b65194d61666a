"""From drafts and profiles to orders: what is new, what is known, what is only proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from communique.core.arrival import Arrival, joined
from communique.core.comparison import Run, changes_only, compare, whole
from communique.core.edition import ISSUED, WITHDRAWN
from communique.core.entry import Act, Order, order_id
from communique.core.profile import Profile, kind_of, symbol_of
from communique.core.record import (
    RegistryRecord,
    Release,
    Revision,
    Withdrawal,
    with_note,
)
from communique.registrar.standing import Standing


class Outcome(StrEnum):
    """What became of a page or a registry record."""

    ENTERED = "entered"
    UNCHANGED = "unchanged"
    TRANSLATED = "translation"
    READDRESSED = "further-address"
    COMPLETED = "completed"
    PROPOSED = "proposed-correction"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    KEPT_OUT = "kept-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to be done with a release: orders, or the reason there are none.

    order: the first of them.  further: what follows it in the same batch.
    changes: word by word, where a text differs from the one on the record.
    """

    outcome: Outcome
    symbol: str
    order: Order | None = None
    further: tuple[Order, ...] = ()
    message: str = ""
    changes: tuple[Run, ...] = ()

    @property
    def orders(self) -> tuple[Order, ...]:
        """Return all that is to be entered, in order."""
        return (self.order, *self.further) if self.order else ()


def decide(arrival: Arrival, standing: Standing | None, *, note: str = "") -> Decision:
    """Return what to do with a release that was read from a page.

    standing: how its symbol stands on the record.  note: the public note under which another
    text is entered as a correction; without one it is only proposed, unless a revision that the
    record does not know of tells of the change itself.
    """
    release = arrival.release
    if standing is None:
        return _followed(_decided(Outcome.ENTERED, Act.ISSUE, release, standing), arrival, release)
    before = standing.record
    if standing.state == WITHDRAWN and arrival.withdrawal:
        return Decision(outcome=Outcome.UNCHANGED, symbol=release.symbol)
    if standing.state != ISSUED or not isinstance(before, Release):
        return Decision(
            outcome=Outcome.KEPT_OUT,
            symbol=release.symbol,
            message=f"{release.symbol} is {standing.state} on the record; it is not entered again",
        )
    changed = [
        lang for lang in release.langs if before.texts.get(lang) not in (None, release.texts[lang])
    ]
    if changed and not note and not _fresh(arrival, before):
        return Decision(
            outcome=Outcome.PROPOSED,
            symbol=release.symbol,
            message=f"{release.symbol} is on the record with another text; enter this one with "
            "--correct NOTE if it is the right one",
            changes=_changes(before, release, changed),
        )
    if changed and not _fresh(arrival, before):
        corrected = with_note(joined(before, release), note)
        decision = _decided(Outcome.CORRECTED, Act.CORRECT, corrected, standing)
        return replace(decision, changes=_changes(before, release, changed))
    added = replace(_added(before, arrival, standing), changes=_changes(before, release, changed))
    return _followed(added, arrival, before)


def completing(full: Release, standing: Standing) -> Decision:
    """Return what enters a release that stands with what a list knows of it beside."""
    if standing.state != ISSUED or full == standing.record:
        return Decision(outcome=Outcome.UNCHANGED, symbol=full.symbol)
    return _decided(Outcome.COMPLETED, Act.ISSUE, full, standing)


def _added(before: Release, arrival: Arrival, standing: Standing) -> Decision:
    """Return what an arrival adds to a release without changing a text that stands."""
    release = arrival.release
    added = {lang: text for lang, text in release.texts.items() if lang not in before.texts}
    links = tuple(one for one in release.links if one.lang in added)
    more = joined(before, replace(release, texts=added, links=links))
    if added:
        return _decided(Outcome.TRANSLATED, Act.ISSUE, more, standing)
    if set(release.addresses) - set(before.addresses):
        return _decided(Outcome.READDRESSED, Act.ISSUE, more, standing)
    return Decision(outcome=Outcome.UNCHANGED, symbol=release.symbol)


def _followed(decision: Decision, arrival: Arrival, before: Release) -> Decision:
    """Return a decision with the revisions and the withdrawal that come after it.

    before: the release as it stands, or as it is issued first.
    """
    standing = decision.order.record if decision.order else before
    if not isinstance(standing, Release):
        raise TypeError("an arrival is decided on as a release")
    orders: list[Order] = []
    fresh = _fresh(arrival, standing)
    for one in fresh:
        # What the words were before, nobody handed over: the last revision has those of today.
        words = joined(standing, arrival.release) if one is fresh[-1] else standing
        standing = replace(words, revisions=(*standing.revisions, one), note=arrival.note)
        orders.append(_order(Act.CORRECT, standing, one.at))
    outcome = decision.outcome
    if orders and outcome is Outcome.UNCHANGED:
        outcome = Outcome.CORRECTED
    if arrival.withdrawal:
        orders.append(_withdrawal(standing, arrival.withdrawal))
        outcome = Outcome.WITHDRAWN
    first, *further = (*decision.orders, *orders) or (None,)
    return replace(decision, outcome=outcome, order=first, further=tuple(further))


def _fresh(arrival: Arrival, before: Release) -> tuple[Revision, ...]:
    """Return the revisions of which the record does not know yet."""
    known = {(one.at, one.langs) for one in before.revisions}
    return tuple(one for one in arrival.revisions if (one.at, one.langs) not in known)


def _changes(before: Release, release: Release, langs: Sequence[str]) -> tuple[Run, ...]:
    return tuple(
        run
        for lang in langs
        for run in changes_only(compare(whole(before.texts[lang]), whole(release.texts[lang])))
    )


def _withdrawal(release: Release, reason: str) -> Order:
    record = Withdrawal(symbol=release.symbol, kind=release.kind, note=reason, langs=release.langs)
    return Order(
        id=order_id(Act.WITHDRAW, release.symbol, *release.captures),
        act=Act.WITHDRAW,
        symbol=release.symbol,
        kind=release.kind,
        langs=release.langs,
        record=record,
    )


def registry_orders(
    profile: Profile, held: dict[str, RegistryRecord], *, tree_size: int
) -> Iterator[Decision]:
    """Yield what entering a profile would do, record by record.

    held: the registry as a log of `tree_size` entries has it, by symbol.
    """
    for record in profile.records():
        symbol, kind = symbol_of(record), kind_of(record)
        if held.get(symbol) == record:
            yield Decision(outcome=Outcome.UNCHANGED, symbol=symbol)
            continue
        order = Order(
            # A name may change back and forth; each time is an order of its own.
            id=order_id("registry", symbol, str(tree_size)),
            act=Act.ISSUE,
            symbol=symbol,
            kind=kind,
            langs=(),
            record=record,
        )
        yield Decision(outcome=Outcome.ENTERED, symbol=symbol, order=order)


def _decided(outcome: Outcome, act: Act, release: Release, standing: Standing | None) -> Decision:
    # The same page is the same order, until something else has been entered in between: a text
    # that is corrected back and forth is corrected each time.
    since = str(standing.index) if standing else ""
    order = _order(act, release, since)
    return Decision(outcome=outcome, symbol=release.symbol, order=order)


def _order(act: Act, release: Release, since: str) -> Order:
    return Order(
        id=order_id(act, release.symbol, *release.captures, *release.addresses, since),
        act=act,
        symbol=release.symbol,
        kind=release.kind,
        langs=release.langs,
        record=release,
    )
