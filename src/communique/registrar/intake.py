"""From drafts and profiles to orders: what is new, what is known, what is only proposed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from communique.core.comparison import Run, changes_only, compare, whole
from communique.core.edition import ISSUED
from communique.core.entry import Act, Order, order_id
from communique.core.profile import Profile, kind_of, symbol_of
from communique.core.record import (
    Draft,
    RegistryRecord,
    Release,
    content_symbol,
    release_of,
    with_note,
)
from communique.registrar.standing import Standing


class Outcome(StrEnum):
    """What became of a page or a registry record."""

    ENTERED = "entered"
    UNCHANGED = "unchanged"
    TRANSLATED = "translation"
    READDRESSED = "further-address"
    PROPOSED = "proposed-correction"
    CORRECTED = "corrected"
    KEPT_OUT = "kept-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to be done with a release: an order, or the reason there is none.

    changes: word by word, where a text differs from the one on the record.
    """

    outcome: Outcome
    symbol: str
    order: Order | None = None
    message: str = ""
    changes: tuple[Run, ...] = ()


def release_from(draft: Draft, *, sample: bool) -> Release:
    """Return the release of a draft the rules have passed, under the symbol that is its own."""
    release = release_of(draft, symbol="", sample=sample)
    (text,) = release.texts.values()
    return replace(release, symbol=draft.symbol.value if draft.symbol else content_symbol(text))


def decide(release: Release, standing: Standing | None, *, note: str = "") -> Decision:
    """Return what to do with a release that was read from a page.

    standing: how its symbol stands on the record.  note: the public note under which another
    text is entered as a correction; without one it is only proposed.
    """
    if standing is None:
        return _decided(Outcome.ENTERED, Act.ISSUE, release, standing)
    before = standing.record
    if standing.state != ISSUED or not isinstance(before, Release):
        return Decision(
            outcome=Outcome.KEPT_OUT,
            symbol=release.symbol,
            message=f"{release.symbol} is {standing.state} on the record; it is not entered again",
        )
    ((lang, text),) = release.texts.items()
    if lang not in before.texts:
        return _decided(Outcome.TRANSLATED, Act.ISSUE, _joined(before, release), standing)
    if before.texts[lang] == text:
        if set(release.addresses) <= set(before.addresses):
            return Decision(outcome=Outcome.UNCHANGED, symbol=release.symbol)
        return _decided(Outcome.READDRESSED, Act.ISSUE, _joined(before, release), standing)
    changes = changes_only(compare(whole(before.texts[lang]), whole(text)))
    if not note:
        return Decision(
            outcome=Outcome.PROPOSED,
            symbol=release.symbol,
            message=f"{release.symbol} is on the record with another text; enter this one with "
            "--correct NOTE if it is the right one",
            changes=changes,
        )
    corrected = with_note(_joined(before, release), note)
    decision = _decided(Outcome.CORRECTED, Act.CORRECT, corrected, standing)
    return replace(decision, changes=changes)


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


def _joined(before: Release, found: Release) -> Release:
    """Return the release on the record with the text, captures and addresses of another page."""
    return replace(
        before,
        texts={**before.texts, **found.texts},
        captures=tuple(dict.fromkeys((*before.captures, *found.captures))),
        addresses=tuple(dict.fromkeys((*before.addresses, *found.addresses))),
    )


def _decided(outcome: Outcome, act: Act, release: Release, standing: Standing | None) -> Decision:
    # The same page is the same order, until something else has been entered in between: a text
    # that is corrected back and forth is corrected each time.
    since = str(standing.index) if standing else ""
    order = Order(
        id=order_id(act, release.symbol, *release.captures, *release.addresses, since),
        act=act,
        symbol=release.symbol,
        kind=release.kind,
        langs=release.langs,
        record=release,
    )
    return Decision(outcome=outcome, symbol=release.symbol, order=order)
