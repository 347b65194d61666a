"""`communique serve`: the public plane, read-only."""

from __future__ import annotations

import argparse

from communique.cli.sites import config_of, site_argument


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("serve", help="serve the portal to readers")
    site_argument(command)
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    command.add_argument("--port", type=int, default=8000, help="the port; 0 chooses a free one")
    command.add_argument("--workers", type=int, default=1, help="processes that answer")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Serve until told to stop."""
    # Here, not above: no other command should pay for loading a server.
    from communique.public.serve import serve

    serve(config_of(given), host=given.host, port=given.port, workers=given.workers)
    return 0
