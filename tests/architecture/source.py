"""The project's own Python files, read as trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.tools import ROOT

PACKAGE = ROOT / "src" / "communique"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: where it is, its text and its tree."""

    path: Path
    text: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Return `path:line`, as an editor takes it."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"

    def functions(self) -> Iterator[Function]:
        """Yield every function and method, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def classes(self) -> Iterator[ast.ClassDef]:
        """Yield every class."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ClassDef):
                yield node


@cache
def modules(folder: str) -> tuple[Module, ...]:
    """Return every module below a folder of the checkout, in order of path.

    Without the steps of migrations, which Django writes.
    """
    return tuple(
        Module(path, text := path.read_text("utf-8"), ast.parse(text, str(path)))
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not (path.parent.name == "migrations" and path.name[0].isdigit())
    )


@cache
def own_modules() -> tuple[Module, ...]:
    """Return the package's modules and those of tests and benches."""
    return modules("src") + modules("tests") + modules("bench")
