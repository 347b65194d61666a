"""Whatever is public says what one gets."""

import ast

from tests.architecture.source import modules


def test_every_module_says_what_it_is() -> None:
    silent = [
        module.at(module.tree)
        for folder in ("src", "tests", "bench")
        for module in modules(folder)
        if module.text.strip() and not ast.get_docstring(module.tree)
    ]
    assert silent == []


def test_every_public_class_and_function_says_what_one_gets() -> None:
    silent = [
        f"{module.at(node)} {node.name}"
        for module in modules("src")
        for node in _public(module.tree)
        if not ast.get_docstring(node)
    ]
    assert silent == []


def _public(
    tree: ast.Module | ast.ClassDef,
) -> list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return what a reader of the documentation sees: no nested function, nothing private."""
    found: list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef] = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            found += [node, *_public(node)]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found += [] if node.name.startswith("_") else [node]
    return found
