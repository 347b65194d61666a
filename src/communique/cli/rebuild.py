"""`communique rebuild`: the store again from log and deposit, the same as it was."""

from __future__ import annotations

import argparse

from communique.cli.progress import Progress
from communique.cli.sites import config_of, site_argument
from communique.registrar.rebuild import rebuild


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("rebuild", help="make the store anew from log and deposit")
    site_argument(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Rebuild, and say how many entries the new store shows."""
    with Progress("rebuilding") as progress:
        entries = rebuild(config_of(given), progress=progress)
    print(f"the store was made anew and shows {entries:,} entries")
    return 0
