"""`communique restore`: a site made of a backup, audited before it takes its place."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from communique.cli.progress import Progress
from communique.config import UnusableSite, load
from communique.registrar.archive import BadArchive, unpack
from communique.registrar.audit import audit
from communique.registrar.rebuild import rebuild


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("restore", help="make a site of a backup")
    command.add_argument("file", type=Path, metavar="FILE", help="a file that backup wrote")
    command.add_argument("site", type=Path, metavar="SITE", help="a folder that is not there yet")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Unpack, rebuild and audit, then put the site in its place."""
    site: Path = given.site
    if site.exists() and (not site.is_dir() or any(site.iterdir())):
        raise UnusableSite(f"{site} is there already and not empty", where=str(site))
    site.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        entries = _make(given.file, making)
        if site.exists():
            site.rmdir()
        making.chmod(0o755)
        making.rename(site)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    print(f"{site} is restored: {entries:,} entries, audit passed")
    return 0


def _make(file: Path, making: Path) -> int:
    unpack(file, making)
    config = load(making)
    config.key.chmod(0o600)
    config.deposit.mkdir(exist_ok=True)
    config.store.mkdir()
    with Progress("rebuilding") as progress:
        entries = rebuild(config, progress=progress)
    with Progress("auditing") as progress:
        faults = list(audit(config, progress=progress))
    if faults:
        first = f"{faults[0].path}: {faults[0].problem}"
        raise BadArchive(f"{file} does not pass audit ({len(faults)} faults), first {first}")
    return entries
