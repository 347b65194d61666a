"""`communique audit`: log, deposit and store held against each other."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from communique.cli.progress import Progress
from communique.cli.sites import config_of, site_argument
from communique.registrar.audit import audit


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("audit", help="check log, deposit and store against each other")
    site_argument(command)
    command.add_argument("--json", action="store_true", help="one JSON object a fault")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print every fault, or that there is none; exit 1 where there is one."""
    faults = 0
    with Progress("auditing") as progress:
        for fault in audit(config_of(given), progress=progress):
            faults += 1
            print(json.dumps(asdict(fault)) if given.json else f"{fault.path}: {fault.problem}")
    if not given.json:
        print(f"{faults:,} faults found" if faults else "audit passed: no fault found")
    return 1 if faults else 0
