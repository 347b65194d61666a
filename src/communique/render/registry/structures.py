"""Structures: the tree as of a day, as a nested list and as a chart; institutions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.core.vocab import Term
from communique.render.registry import chart, labels
from communique.render.registry.menu import title_of
from communique.render.registry.parts import Branch, Cell, Figure, RegistryView, Tree
from communique.render.registry.setting import Setting

PATH, CHART = "structures", "structures/organizational-structure"


def overview(setting: Setting) -> RegistryView:
    """Return the page of all structures: the tree of the day, and what has ended by then."""
    ended = tuple(
        Branch(cell=labels.body(term, setting))
        for term in setting.terms("structure")
        if term.days.ended_by(setting.on) and term.group != labels.FIELD_OPERATION
    )
    over = Tree(
        code="former",
        title=setting.say("No longer in force"),
        branches=ended,
        empty=setting.say("None on this day."),
    )
    return RegistryView(
        title=_title(setting),
        path=PATH,
        lead=setting.say("What the organisation is made of on this day, as a tree."),
        sections=(_tree(setting), over),
        neighbours=neighbours(setting),
    )


def organisation_chart(setting: Setting) -> RegistryView:
    """Return the page of the organisational structure: the chart and the same as a list."""
    forest = _forest(setting)
    title = title_of(CHART, setting, setting.say("Organizational structure"))
    drawing = chart.drawn(
        [_drawn(one) for one in forest],
        title=title,
        description=setting.say(
            "A chart of boxes: the bodies at the top, and below each what belongs to it. "
            "The list below says the same in words."
        ),
    )
    figure = Figure(
        code="chart",
        title=setting.say("Chart"),
        caption=setting.say("The list below says the same in words."),
        drawing=drawing,
    )
    listed = Tree(
        code="tree",
        title=setting.say("The chart as a list"),
        branches=forest,
        empty=setting.say("None on this day."),
    )
    return RegistryView(
        title=title,
        path=CHART,
        crumbs=crumbs(setting),
        sections=(figure, listed) if forest else (listed,),
        neighbours=neighbours(setting),
    )


def crumbs(setting: Setting) -> tuple[Cell, ...]:
    """Return the pages above a structure's."""
    return (Cell(text=_title(setting), href=setting.href(PATH)),)


def below(code: str, setting: Setting, seen: frozenset[str] = frozenset()) -> tuple[Branch, ...]:
    """Return what belongs to a structure on the day, and what belongs to that."""
    inner = seen | {code}
    return tuple(
        Branch(cell=_cell(term, setting), branches=below(term.code, setting, inner))
        for term in setting.terms("structure")
        # A chain of parents that comes back to itself must not hang the page.
        if term.parent == code and term.code not in inner and _stands(term, setting)
    )


def neighbours(setting: Setting) -> tuple[Cell, ...]:
    """Return the pages beside one another under structures."""
    pages = [(PATH, _title(setting))]
    pages.append((CHART, title_of(CHART, setting, setting.say("Organizational structure"))))
    if labels.has_operations(setting):
        operations = "field-operations"
        pages.append((operations, title_of(operations, setting, setting.say("Field operations"))))
    return tuple(Cell(text=title, href=setting.href(path)) for path, title in pages)


def _tree(setting: Setting) -> Tree:
    return Tree(
        code="tree",
        title=setting.say("The tree"),
        branches=_forest(setting),
        empty=setting.say("None on this day."),
    )


def _forest(setting: Setting) -> tuple[Branch, ...]:
    return tuple(
        Branch(cell=_cell(term, setting), branches=below(term.code, setting))
        for term in _roots(setting)
    )


def _roots(setting: Setting) -> Iterator[Term]:
    for term in setting.terms("structure"):
        # A parent that is missing, or over, leaves its bodies at the top: none is ever lost.
        parent = setting.term("structure", term.parent) if term.parent else None
        if _stands(term, setting) and (parent is None or not _stands(parent, setting)):
            yield term


def _stands(term: Term, setting: Setting) -> bool:
    return term.group != labels.PAGE and term.days.cover(setting.on)


def _cell(term: Term, setting: Setting) -> Cell:
    href = setting.href(f"{PATH}/{term.address_part}")
    return replace(setting.named(term, "menu"), href=href)


def _drawn(branch: Branch) -> chart.Body:
    return chart.Body(
        name=branch.cell.text,
        below=tuple(_drawn(one) for one in branch.branches),
        lang=branch.cell.lang,
    )


def _title(setting: Setting) -> str:
    return title_of(PATH, setting, setting.say("Structures and institutions"))
