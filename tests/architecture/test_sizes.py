"""Modules, functions and signatures stay small. There is no waiver comment."""

import ast
from collections.abc import Iterator

from tests.architecture.source import Function, Module, modules, own_modules

MODULE_LINES = 400
FUNCTION_LINES = 50
POSITIONAL = 5


def test_no_module_is_longer_than_400_lines() -> None:
    long = [
        f"{module.at(module.tree)} has {count} lines"
        for module in own_modules()
        if (count := len(module.text.splitlines())) > MODULE_LINES
    ]
    assert long == []


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{module.at(function)} {function.name} has {count} lines"
        for module in own_modules()
        for function in module.functions()
        if (count := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    ]
    assert long == []


def test_no_signature_has_more_than_five_positional_parameters() -> None:
    wide = [
        f"{module.at(function)} {function.name} takes {count} positional parameters"
        for module in modules("src")
        for function in module.functions()
        if (count := len(_positional(function))) > POSITIONAL
    ]
    wide += [
        f"{module.at(node)} {node.name} has {count} positional fields: say kw_only=True"
        for module, node, options in _dataclasses()
        if (count := len(_fields(node))) > POSITIONAL and "kw_only" not in options
    ]
    assert wide == []


def test_no_boolean_is_passed_by_position() -> None:
    boolean = [
        f"{module.at(function)} {function.name}({argument.arg})"
        for module in modules("src")
        for function in module.functions()
        for argument, default in _with_defaults(function)
        if _is_boolean(argument.annotation, default)
    ]
    boolean += [
        f"{module.at(node)} {node.name} has a boolean field: say kw_only=True"
        for module, node, options in _dataclasses()
        if "kw_only" not in options
        and any(_is_boolean(field.annotation, field.value) for field in _fields(node))
    ]
    assert boolean == []


def test_every_dataclass_is_frozen_and_slotted() -> None:
    loose = [
        f"{module.at(node)} {node.name}"
        for module, node, options in _dataclasses()
        if not {"frozen", "slots"} <= options
    ]
    assert loose == []


def _positional(function: Function) -> list[ast.arg]:
    arguments = function.args.posonlyargs + function.args.args
    return arguments[1:] if arguments and arguments[0].arg in {"self", "cls"} else arguments


def _with_defaults(function: Function) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    arguments = function.args.posonlyargs + function.args.args
    padding = [None] * (len(arguments) - len(function.args.defaults))
    return zip(arguments, [*padding, *function.args.defaults], strict=True)


def _is_boolean(annotation: ast.expr | None, default: ast.expr | None) -> bool:
    if isinstance(default, ast.Constant) and isinstance(default.value, bool):
        return True
    return annotation is not None and "bool" in ast.unparse(annotation).split(" | ")


def _dataclasses() -> Iterator[tuple[Module, ast.ClassDef, set[str]]]:
    for module in modules("src"):
        for node in module.classes():
            for decorator in node.decorator_list:
                if "dataclass" in ast.unparse(decorator).split("(")[0]:
                    yield module, node, _options(decorator)


def _options(decorator: ast.expr) -> set[str]:
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return {
        keyword.arg or ""
        for keyword in keywords
        if isinstance(keyword.value, ast.Constant) and keyword.value.value is True
    }


def _fields(node: ast.ClassDef) -> list[ast.AnnAssign]:
    return [field for field in node.body if isinstance(field, ast.AnnAssign) and not _apart(field)]


def _apart(field: ast.AnnAssign) -> bool:
    # A class variable is no field; `field(init=False)` and `field(kw_only=True)` have no position.
    value = ast.unparse(field.value) if field.value else ""
    return (
        ast.unparse(field.annotation).startswith("ClassVar")
        or "init=False" in value
        or "kw_only=True" in value
    )
