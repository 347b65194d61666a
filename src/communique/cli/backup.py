"""`communique backup`: a site in one file, taken while it runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from communique.cli.progress import Progress
from communique.cli.sites import config_of, site_argument
from communique.registrar.archive import back_up


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("backup", help="write a site to one file, while it runs")
    site_argument(command)
    command.add_argument("file", type=Path, metavar="FILE", help="the file to make (.tar.gz)")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the backup, and say what it holds."""
    with Progress("backing up") as progress:
        size = back_up(config_of(given), given.file, progress=progress)
    print(
        f"{given.file} holds {size:,} entries and the site's key: keep it where nobody else reads"
    )
    return 0
