"""`communique search`: what the record says on something."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from communique.cli.sites import config_of, read, site_argument
from communique.core.edition import Card, Question
from communique.store.search.ask import ask


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("search", help="find releases by their words")
    site_argument(command)
    command.add_argument("query", metavar="QUERY", help='words; "a phrase" in quotes')
    command.add_argument("--lang", default="en", help="the language titles are shown in")
    command.add_argument("--page", type=int, default=1, help="the page of the answer, from 1")
    command.add_argument("--json", action="store_true", help="the whole answer as JSON")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the answer, the best match first."""
    with read(config_of(given)) as (store, _):
        answer = ask(store, Question(lang=given.lang, words=given.query, page=given.page))
    if given.json:
        shown = {"total": answer.total, "cards": [asdict(card) for card in answer.cards]}
        print(json.dumps({**shown, "counts": dict(answer.counts)}, ensure_ascii=False))
        return 0
    for card in answer.cards:
        print(_line(card))
    print(f"{answer.total:,} releases")
    return 0


def _line(card: Card) -> str:
    return f"{card.date or '(no date)':10}  {card.symbol:14}  {card.title}"
