"""Names say what a thing is; the words that say nothing are not used."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.forms import Field, Form, Widget
from django.views.generic import TemplateView

from tests.architecture.source import Module, modules, own_modules
from tests.tools import ROOT

# Said by themselves, or what a longer name is about: `page_info`, but not `data_version`.
EMPTY_NOUNS = {"data", "info", "item"}
EMPTY_WORDS = {"util", "utils", "helper", "helpers", "manager", "managers", "misc"}
EMPTY_WORDS |= {"process", "handle"}
# An interface of the standard library or of Django names its own methods.
BORROWED = frozenset({"get_initial_data", "process_view"}).union(
    *(dir(one) for one in (HTMLParser, Field, Form, TemplateView, Widget))
)


def test_no_module_has_an_empty_name() -> None:
    empty = [
        module.at(module.tree)
        for module in own_modules()
        if any(is_empty(part) for part in module.path.with_suffix("").relative_to(ROOT).parts)
    ]
    assert empty == []


def test_no_function_or_class_has_an_empty_word_in_its_name() -> None:
    empty = [
        f"{module.at(node)} {node.name}"
        for module in modules("src")
        for node in [*module.functions(), *module.classes()]
        if is_empty(node.name) and node.name not in BORROWED
    ]
    assert empty == []


def test_no_value_is_named_by_an_empty_word() -> None:
    empty = [
        f"{module.at(node)} {name}"
        for module in modules("src")
        for node, name in _values(module)
        if name.strip("_") in EMPTY_WORDS | EMPTY_NOUNS
    ]
    assert empty == []


def test_no_class_is_a_base_something() -> None:
    based = [
        f"{module.at(node)} {node.name}"
        for module in modules("src")
        for node in module.classes()
        if re.match(r"_*(Base|Abstract)[A-Z]", node.name)
    ]
    assert based == []


def test_words_are_told_apart_in_both_spellings() -> None:
    assert words("handle_page") == words("HandlePage") == ["handle", "page"]
    assert [is_empty(name) for name in ("PageInfo", "handle_page", "data")] == [True] * 3
    assert [is_empty(name) for name in ("database", "data_version", "items")] == [False] * 3


def is_empty(name: str) -> bool:
    """Tell whether an identifier leans on a word that says nothing."""
    said = words(name)
    return bool(EMPTY_WORDS & set(said) or EMPTY_NOUNS & set(said[-1:]))


def words(name: str) -> list[str]:
    """Return the words of an identifier, lower-cased."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)]


def _values(module: Module) -> Iterator[tuple[ast.AST, str]]:
    borrowed = {
        argument
        for function in module.functions()
        if function.name in BORROWED
        for argument in function.args.args
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node, node.id
        elif isinstance(node, ast.arg) and node not in borrowed:
            yield node, node.arg
