"""Facts at the door of the record: what their release must be, and that they go with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from communique.core.edition import ISSUED
from communique.core.entry import Act, Order, order_id
from communique.core.errors import Contradiction
from communique.core.fact import FACT, Fact, FactRecord, fact_symbol, release_of_fact
from communique.core.fact_rules import check_evidence, check_fact
from communique.core.record import Record, Release
from communique.registrar.standing import Standing

StandingOf = Callable[[str], Standing | None]


def fact_order(record: FactRecord[Fact], act: Act = Act.ISSUE, *, since: str = "") -> Order:
    """Return the order that puts a fact on the record.

    since: what tells it from an earlier order of the same act. Nothing of the words is in the id,
    for the log keeps it when they are erased.
    """
    return Order(
        id=order_id(FACT, act, record.symbol, since),
        act=act,
        symbol=record.symbol,
        kind=FACT,
        langs=(record.lang,),
        record=record,
    )


def check_facts(bundle: Sequence[Order], standing: StandingOf) -> None:
    """Raise Contradiction where facts and releases of a bundle do not fit together.

    standing: how a symbol stands once the bundle is entered.
    """
    for order in bundle:
        if isinstance(order.record, FactRecord):
            _check_fact(order, order.record, standing)
        elif order.act is Act.ERASE and not release_of_fact(order.symbol):
            _check_erased(order.symbol, standing)


def facts_of(release: str, standing: StandingOf) -> Iterator[tuple[str, Standing]]:
    """Yield the symbol of every fact of a release that has an entry, and how it stands."""
    number = 1
    # Facts are numbered without a gap, so that nobody has to look for them.
    while found := standing(fact_symbol(release, number)):
        yield fact_symbol(release, number), found
        number += 1


def erasures_of_facts(release: str, standing: StandingOf) -> list[Order]:
    """Return the orders that erase all that the facts of a release put into the deposit."""
    return [
        Order(
            id=order_id(Act.ERASE, symbol, digest),
            act=Act.ERASE,
            symbol=symbol,
            kind=FACT,
            langs=_langs(found.record),
            record=None,
            erases=digest,
        )
        for symbol, found in facts_of(release, standing)
        for digest in found.digests
    ]


def _langs(record: Record | None) -> tuple[str, ...]:
    return (record.lang,) if isinstance(record, FactRecord) else ()


def _check_fact(order: Order, record: FactRecord[Fact], standing: StandingOf) -> None:
    if order.symbol != record.symbol or order.kind != FACT:
        raise Contradiction(f"the fact {record.symbol} was ordered as {order.symbol}")
    before = standing(record.release)
    if before is None or before.state != ISSUED or not isinstance(before.record, Release):
        raise Contradiction(f"{record.symbol} belongs to no release that stands on the record")
    if record.number > 1 and standing(fact_symbol(record.release, record.number - 1)) is None:
        raise Contradiction(f"{record.symbol} leaves a gap: there is no fact before it")
    for finding in (*check_fact(record), *check_evidence(record, before.record)):
        raise Contradiction(f"{record.symbol}: {finding.message} [{finding.code}]")


def _check_erased(release: str, standing: StandingOf) -> None:
    found = standing(release)
    if found is None or found.digests:
        return
    for symbol, fact in facts_of(release, standing):
        if fact.digests:
            raise Contradiction(
                f"{release} cannot be erased without {symbol}, which holds words of it"
            )
