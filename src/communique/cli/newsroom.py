"""`communique newsroom`: the editorial plane."""

from __future__ import annotations

import argparse
from functools import partial

from communique.cli.sites import config_of, site_argument
from communique.config import Config

DONE = 0


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("newsroom", help="serve the newsroom to those who work in it")
    site_argument(command)
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    command.add_argument("--port", type=int, default=8001, help="the port; 0 chooses a free one")
    command.add_argument(
        "--new-password", metavar="NAME", help="print a new password of this member, and end"
    )
    command.add_argument(
        "--no-second-factor", metavar="NAME", help="take away what this member lost, and end"
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Serve until told to stop; or let a member in again who cannot sign in."""
    config = config_of(given)
    if given.new_password is not None or given.no_second_factor is not None:
        _let_in_again(config, given.new_password, given.no_second_factor)
        return DONE
    # Here, not above: no other command should pay for loading Django.
    from communique.newsroom.serve import serve

    serve(config, host=given.host, port=given.port, announce=partial(print, flush=True))
    return DONE


def _let_in_again(config: Config, password_of: str | None, factor_of: str | None) -> None:
    """Do what the newsroom's own pages do for any member but the last administrator."""
    from communique.newsroom.prepare import open_again

    open_again(config)
    # Models can be had only once Django knows the newsroom.
    from communique.newsroom.accounts.rescue import new_password, no_second_factor

    if factor_of is not None:
        no_second_factor(factor_of)
        print(f"{factor_of} signs in by the password alone, and sets up a second factor then")
    if password_of is not None:
        password = new_password(password_of)
        print(f"{password_of} signs in with password {password} and chooses another then")
