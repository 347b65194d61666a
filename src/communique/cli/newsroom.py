"""`communique newsroom`: the editorial plane."""

from __future__ import annotations

import argparse
from functools import partial

from communique.cli.sites import config_of, site_argument


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("newsroom", help="serve the newsroom to those who work in it")
    site_argument(command)
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    command.add_argument("--port", type=int, default=8001, help="the port; 0 chooses a free one")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Serve until told to stop."""
    # Here, not above: no other command should pay for loading Django.
    from communique.newsroom.serve import serve

    announce = partial(print, flush=True)
    serve(config_of(given), host=given.host, port=given.port, announce=announce)
    return 0
