"""`communique erase`: by legal order the texts leave the deposit; the log keeps its proof."""

from __future__ import annotations

import argparse

from communique.cli.sites import config_of, site_argument
from communique.core.entry import Act, Order, order_id
from communique.core.errors import Contradiction
from communique.core.record import Release
from communique.registrar.enter import Registrar, opened
from communique.registrar.facts import erasures_of_facts


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("erase", help="erase a release's texts, by legal order only")
    site_argument(command)
    command.add_argument("symbol", metavar="SYMBOL", help="the release's symbol")
    command.add_argument(
        "--yes", action="store_true", help="needed: an erased text cannot be brought back"
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Enter one erasure for every object the release and its facts put into the deposit."""
    if not given.yes:
        raise Contradiction(f"erasing {given.symbol} cannot be undone; say --yes to do it")
    with opened(config_of(given)) as registrar:
        receipts = registrar.enter(erasures(registrar, given.symbol))
    print(f"{given.symbol} is erased: {len(receipts)} objects, the log keeps their digests")
    return 0


def erasures(registrar: Registrar, symbol: str) -> list[Order]:
    """Return the orders that erase all a release and its facts put into the deposit."""
    standing = registrar.standing(symbol)
    if standing is None or not isinstance(standing.record, Release):
        raise Contradiction(f"{symbol} is no release on the record: there is nothing to erase")
    texts = [
        Order(
            id=order_id(Act.ERASE, symbol, digest),
            act=Act.ERASE,
            symbol=symbol,
            kind=standing.kind,
            langs=standing.record.langs,
            record=None,
            erases=digest,
        )
        for digest in standing.digests
    ]
    return [*texts, *erasures_of_facts(symbol, registrar.standing)]
