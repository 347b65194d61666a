"""The tables of the reference, written from the code.

A page of docs/reference carries such a table between two comments:

    <!-- from the code: errors -->
    <!-- end -->

The tests compare; `make test ARGS="tests/architecture --update-golden"` writes.
"""

import argparse
import ast
import importlib
import os
import pkgutil
import re
from collections.abc import Iterator, Mapping

import django

import communique
from communique.cli.main import parser
from communique.core.errors import CommuniqueError
from communique.newsroom.roles import TABLE, WORDS, Role
from communique.public.table import ROUTES
from tests.architecture.source import modules

BLOCK = re.compile(
    r"(?P<begin><!-- from the code: (?P<name>[^>]+?) -->\n).*?(?P<end><!-- end -->)", re.DOTALL
)
FINDING = re.compile(
    r"(date|draft|fact|field|kind|media|menu|page|place|source|text|vocab)\.(?!toml)[a-z]+(-[a-z]+)*"
)
Action = argparse.Action


def refreshed(page: str, tables: Mapping[str, str]) -> str:
    """Return a page with each of its tables as the code has it now.

    Raises KeyError where the page asks for a table there is not.
    """
    return BLOCK.sub(lambda found: f"{found['begin']}{tables[found['name']]}{found['end']}", page)


def asked_for(page: str) -> list[str]:
    """Return the names of the tables a page carries, in order."""
    return [found["name"] for found in BLOCK.finditer(page)]


def command_tables() -> dict[str, str]:
    """Return, for each command (`profile check`), how it is called and what it takes."""
    return {name: _called(command) + _taken(command) for name, command in commands(parser())}


def commands(
    of: argparse.ArgumentParser, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield every command that does something, with the words that call it."""
    groups = [one for one in of._actions if isinstance(one, argparse._SubParsersAction)]
    if not groups:
        yield " ".join(above), of
    for group in groups:
        for word, command in group.choices.items():
            yield from commands(command, (*above, word))


def error_table() -> str:
    """Return every deliberate error: its code, what it is, the way out."""
    rows = [
        f"| `{error.code}` | {_first_line(error)} | {error.hint} |\n"
        for error in sorted(errors(), key=lambda error: error.code)
    ]
    return "\n| code | what was refused | the way out |\n|---|---|---|\n" + "".join(rows) + "\n"


def errors() -> set[type[CommuniqueError]]:
    """Return every kind of deliberate error there is; those that only gather others are not one."""
    # The newsroom's modules cannot be read before Django knows its settings.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "communique.newsroom.settings")
    django.setup()
    for module in pkgutil.walk_packages(communique.__path__, "communique."):
        importlib.import_module(module.name)
    found: set[type[CommuniqueError]] = set()
    waiting = [CommuniqueError]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found |= set(below)
    return {error for error in found if error.hint or not error.__subclasses__()}


def finding_codes() -> set[str]:
    """Return the code of every finding that the rules and the reading can make.

    Some are given by name, some are looked up; all begin with the word for what is judged.
    """
    return {
        node.value
        for module in modules("src/communique/core") + modules("src/communique/ingest")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and FINDING.fullmatch(node.value)
    }


def _called(command: argparse.ArgumentParser) -> str:
    words = [_in_usage(action) for action in _shown(command)]
    return "\n```\n" + " ".join([command.prog, *(word for word in words if word)]) + "\n```\n\n"


def _in_usage(action: Action) -> str:
    if not action.option_strings:
        name = str(action.metavar or action.dest)
        return f"{name}..." if action.nargs == "+" else name
    option = action.option_strings[0] + _value(action)
    return option if action.required else f"[{option}]"


def _taken(command: argparse.ArgumentParser) -> str:
    rows = [
        f"| `{_name(action)}` | {action.help}{_default(action)} |\n" for action in _shown(command)
    ]
    return "| takes | |\n|---|---|\n" + "".join(rows) + "\n"


def _shown(command: argparse.ArgumentParser) -> list[Action]:
    shown = [one for one in command._actions if not isinstance(one, argparse._HelpAction)]
    return sorted(shown, key=lambda action: bool(action.option_strings))


def _name(action: Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest).replace("|", "\\|")
    return ", ".join(action.option_strings) + _value(action)


def _value(action: Action) -> str:
    return "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"


def _default(action: Action) -> str:
    has_one = action.option_strings and action.nargs != 0 and action.default not in (None, "")
    return f" (`{action.default}` unless said)" if has_one else ""


def _first_line(error: type[CommuniqueError]) -> str:
    return (error.__doc__ or "").strip().splitlines()[0]


def route_table() -> str:
    """Return every address of the portal, with its methods, twins and parameters."""
    rows = [
        f"| `{route.pattern}` | {' '.join(route.methods)} | {_codes(route.twins)} "
        f"| {_codes(route.parameters | route.many | route.times)} |"
        for route in ROUTES
    ]
    return "\n".join(["| address | method | twins | parameters |", "|---|---|---|---|", *rows, ""])


def _codes(names: frozenset[str]) -> str:
    return " ".join(f"`{name}`" for name in sorted(names))


def role_table() -> str:
    """Return who may do what at the desk."""
    heads = [role.value.replace("-", " ") for role in Role]
    rows = [f"| | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
    for deed, words in WORDS.items():
        cells = ("yes" if deed in TABLE[role] else "" for role in Role)
        rows.append(f"| {words} | {' | '.join(cells)} |")
    return "\n".join(("", *rows, "", ""))
