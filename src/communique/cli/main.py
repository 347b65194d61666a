"""`communique`: one parser, one file a command, and the door that every refusal leaves by."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword

from communique import __version__
from communique.core.errors import CommuniqueError

DONE, REFUSED, MISUSED = 0, 1, 2
COMMANDS = (
    "init",
    "import",
    "profile",
    "serve",
    "newsroom",
    "registrar",
    "up",
    "search",
    "verify",
    "withdraw",
    "erase",
    "export",
    "audit",
    "rebuild",
    "backup",
    "restore",
    "demo",
)


def parser(*commands: str) -> argparse.ArgumentParser:
    """Return the parser of some commands, of every one unless said."""
    made = argparse.ArgumentParser(
        prog="communique",
        description="The newsroom and public record of an intergovernmental organisation.",
        epilog="Exit status: 0 done, 1 refused, 2 misused; verify has its own.",
    )
    made.add_argument("--version", action="version", version=f"communique {__version__}")
    taken = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in commands or COMMANDS:
        name = f"{command}_" if iskeyword(command) else command
        import_module(f"communique.cli.{name}").add_to(taken)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; a refusal is said on standard error."""
    said = sys.argv[1:] if arguments is None else arguments
    # What the other commands need is not loaded: that takes longer than most of them run.
    known = [word for word in said[:1] if word in COMMANDS]
    given = parser(*known).parse_args(said)
    try:
        status: int = given.run(given)
        sys.stdout.flush()
    except CommuniqueError as error:
        return refuse(error)
    except BrokenPipeError:
        # Who read our output wants no more of it: `communique search … | head`.
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        print("communique: interrupted; run the command again to go on", file=sys.stderr)
        return 130
    return status


def refuse(error: CommuniqueError) -> int:
    """Say a refusal as every command does, and return its exit status."""
    where = f" {error.where}" if error.where else ""
    print(f"communique: refused [{error.code}]{where}", file=sys.stderr)
    print(f"  {error}", file=sys.stderr)
    if error.hint:
        print(f"  {error.hint}", file=sys.stderr)
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
