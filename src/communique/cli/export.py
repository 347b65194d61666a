"""`communique export`: the record taken away, in a form that other programs read."""

from __future__ import annotations

import argparse
from pathlib import Path

from communique.cli.output import STANDARD_OUTPUT, written
from communique.cli.progress import Progress
from communique.cli.sites import config_of, site_argument
from communique.registrar.exporting import lines

FORMATS = ("jsonl",)


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("export", help="take the record away, for other programs")
    site_argument(command)
    command.add_argument("--format", choices=FORMATS, default="jsonl", help="what to write")
    command.add_argument(
        "--output", type=Path, metavar="PATH", help="the file or folder to make; - for stdout"
    )
    command.add_argument(
        "--whole", action="store_true", help="with what was withdrawn, and files: to move a site"
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the record."""
    config, output = config_of(given), given.output or STANDARD_OUTPUT
    with Progress("writing entries") as progress, written(output) as file:
        for line in lines(config, whole=given.whole, progress=progress):
            file.write(line)
    return 0
