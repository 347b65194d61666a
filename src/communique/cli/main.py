"""`communique`: one parser, one file a command, and the door that every refusal leaves by."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from communique import __version__
from communique.cli import (
    audit,
    backup,
    demo,
    erase,
    export,
    import_,
    init,
    newsroom,
    profile,
    rebuild,
    registrar,
    restore,
    search,
    serve,
    up,
    verify,
    withdraw,
)
from communique.core.errors import CommuniqueError

DONE, REFUSED, MISUSED = 0, 1, 2
COMMANDS = (
    init,
    import_,
    profile,
    serve,
    newsroom,
    registrar,
    up,
    search,
    verify,
    withdraw,
    erase,
    export,
    audit,
    rebuild,
    backup,
    restore,
    demo,
)


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    made = argparse.ArgumentParser(
        prog="communique",
        description="The newsroom and public record of an intergovernmental organisation.",
        epilog="Exit status: 0 done, 1 refused, 2 misused; verify has its own.",
    )
    made.add_argument("--version", action="version", version=f"communique {__version__}")
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; a refusal is said on standard error."""
    given = parser().parse_args(arguments)
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
