"""`communique withdraw`: the address stays and says why; the text is shown and found no more."""

from __future__ import annotations

import argparse

from communique.cli.sites import config_of, site_argument
from communique.core.entry import Act, Order, order_id
from communique.core.errors import Contradiction
from communique.core.record import Release, Withdrawal
from communique.registrar.enter import Registrar, opened


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("withdraw", help="withdraw a release, with a public reason")
    site_argument(command)
    command.add_argument("symbol", metavar="SYMBOL", help="the release's symbol")
    command.add_argument("--note", required=True, help="the reason readers are told")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Enter the withdrawal."""
    with opened(config_of(given)) as registrar:
        (receipt,) = registrar.enter([withdrawal(registrar, given.symbol, given.note)])
    print(f"{given.symbol} is withdrawn, entry {receipt.index:,}")
    return 0


def withdrawal(registrar: Registrar, symbol: str, note: str) -> Order:
    """Return the order that withdraws a release; Contradiction where none stands there."""
    standing = registrar.standing(symbol)
    if standing is None or not isinstance(standing.record, Release):
        raise Contradiction(f"{symbol} is no release on the record: there is nothing to withdraw")
    langs = standing.record.langs
    return Order(
        id=order_id(Act.WITHDRAW, symbol, str(standing.index)),
        act=Act.WITHDRAW,
        symbol=symbol,
        kind=standing.kind,
        langs=langs,
        record=Withdrawal(symbol=symbol, kind=standing.kind, note=note, langs=langs),
    )
