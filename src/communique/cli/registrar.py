"""`communique registrar`: enters what the newsroom placed, when it is due."""

from __future__ import annotations

import argparse
import logging
import sys
import time

from communique.cli.sites import config_of, site_argument


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("registrar", help="enter waiting orders when they are due")
    site_argument(command)
    command.add_argument("--once", action="store_true", help="enter what is due now, and end")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Enter until told to stop; or once, and exit 1 where an order was refused."""
    # Here, not above: no other command should pay for loading a database's driver.
    from communique.registrar.serve import enter_once, serve
    from communique.registrar.telling import tell

    _log_to_stderr()
    if not given.once:
        serve(config_of(given))
        return 0
    marked = enter_once(config_of(given))
    tell(marked)
    refused = sum(one.index is None for one in marked)
    print(f"{len(marked) - refused:,} entered, {refused:,} refused")
    return 1 if refused else 0


def _log_to_stderr() -> None:
    lines = logging.StreamHandler(sys.stderr)
    form = logging.Formatter("%(asctime)sZ registrar %(levelname)s %(message)s")
    form.converter = time.gmtime
    form.default_time_format, form.default_msec_format = "%Y-%m-%dT%H:%M:%S", "%s.%03d"
    lines.setFormatter(form)
    log = logging.getLogger("communique.registrar")
    log.handlers, log.propagate = [lines], False
    log.setLevel(logging.INFO)
