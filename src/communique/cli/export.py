"""`communique export`: the record taken away, in a form that other programs read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from communique.cli.export_static import write_static
from communique.cli.export_table import write_csv, write_parquet
from communique.cli.output import STANDARD_OUTPUT, written
from communique.cli.progress import Progress
from communique.cli.sites import config_of, site_argument
from communique.config import Config
from communique.core.errors import CommuniqueError
from communique.registrar.exporting import lines

JSONL, CSV, PARQUET, STATIC = "jsonl", "csv", "parquet", "static"
TABLES: dict[str, Callable[[Config, BinaryIO, Progress], None]] = {
    CSV: write_csv,
    PARQUET: write_parquet,
}
FORMATS = (JSONL, *TABLES, STATIC)


class UnfitOption(CommuniqueError):
    """An export asked for in a form that cannot be had so."""

    code = "export.unfit"
    hint = "Look at `communique export --help` for what goes together."


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("export", help="take the record away, for other programs")
    site_argument(command)
    command.add_argument("--format", choices=FORMATS, default=JSONL, help="what to write")
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
    if given.whole and given.format != JSONL:
        raise UnfitOption(f"--whole is for jsonl; no site is made of {given.format}")
    if given.format == PARQUET and output == STANDARD_OUTPUT and sys.stdout.isatty():
        raise UnfitOption("parquet is no text for a terminal; say --output FILE")
    if given.format == STATIC:
        return _write_folder(config, output)
    with Progress(f"writing {given.format}") as progress, written(output) as file:
        if table := TABLES.get(given.format):
            table(config, file, progress)
        else:
            for line in lines(config, whole=given.whole, progress=progress):
                file.write(line)
    return 0


def _write_folder(config: Config, output: Path) -> int:
    if output == STANDARD_OUTPUT:
        raise UnfitOption("a static site is a folder; say --output FOLDER")
    with Progress("writing releases") as progress:
        copying = write_static(config, output, progress)
    print(f"{output}: {copying.files:,} files")
    for address in copying.broken:
        print(f"not in the copy: {address}", file=sys.stderr)
    return 1 if copying.broken else 0
