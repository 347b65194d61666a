"""What XML, JSON and a row of a table have in common: named values inside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.core.mapping import Paths, Step, steps_of

_HERE, _ANY = ".", "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value by its name: an element, an attribute (`@name`), a member, a cell.

    text: what stands in it, empty where it holds others only.
    markup: the same as HTML, where elements of HTML stand in it.
    """

    name: str
    text: str = ""
    children: tuple[Node, ...] = ()
    markup: str = ""


def find(node: Node, path: str) -> Iterator[Node]:
    """Yield what a path leads to, in the order of the document."""
    yield from _walk(node, steps_of(path))


def find_all(node: Node, paths: Paths) -> Iterator[Node]:
    """Yield what the paths lead to, one path after the other, each place once."""
    seen: set[int] = set()
    for path in paths:
        for found in find(node, path):
            if id(found) not in seen:
                seen.add(id(found))
                yield found


def texts_at(node: Node, paths: Paths) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each value that has one, the paths in their order."""
    for path in paths:
        for found in find(node, path):
            if said := found.text.strip():
                yield path, said


def _walk(node: Node, steps: Sequence[Step]) -> Iterator[Node]:
    if not steps:
        yield node
        return
    step, *further = steps
    among = (node,) if step.name == _HERE else node.children
    for one in among:
        if _is_meant(one, step):
            yield from _walk(one, further)


def _is_meant(node: Node, step: Step) -> bool:
    named = step.name in (_HERE, node.name) or (step.name == _ANY and node.name[:1] != "@")
    return named and all(
        any(found.text.strip().casefold() == value.casefold() for found in find(node, at))
        for at, value in step.tests
    )
