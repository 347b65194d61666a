"""The JSON twin of a registry page: the values of its view, each with its machine-readable form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from communique.render.maps.drawing import Spot
from communique.render.registry.parts import (
    Branch,
    Cell,
    Figure,
    Headline,
    Listing,
    Map,
    Prose,
    Quotation,
    Quotations,
    RegistryView,
    Releases,
    Section,
    Table,
    Tree,
)
from communique.render.registry.setting import Setting

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


def twin(view: RegistryView, setting: Setting) -> dict[str, Json]:
    """Return a page as JSON values; facts and sections stand under their codes."""
    whole: dict[str, Json] = {
        "type": "registry",
        "symbol": view.code,
        "address": setting.site.url + setting.href(view.path),
        "lang": setting.lang,
        "on": setting.on.isoformat(),
        "title": view.title,
        "lead": view.lead,
        "facts": {one.code: _several(one.cells) for one in view.facts},
        "notes": _texts(view.notes),
        "doubts": _texts(view.doubts),
        "sections": {one.code: _section(one) for one in view.sections},
        "sources": _texts(view.sources),
    }
    return {key: value for key, value in whole.items() if value not in ("", [], {}, None)}


def _section(section: Section) -> Json:
    match section:
        case Table():
            return _rows(section)
        case Tree():
            return [_branch(one) for one in section.branches]
        case Listing():
            return [_cell(one) for one in section.cells]
        case Prose():
            return list(section.paragraphs)
        case Map():
            return [_spot(one) for one in section.drawing.spots]
        case Figure():
            return {"title": section.title, "description": section.drawing.description}
        case Releases():
            return _releases(section)
        case Quotations():
            return [_quotation(one) for one in section.quotations]


def _spot(spot: Spot) -> Json:
    made: dict[str, Json] = {"name": spot.title, "code": spot.code, "shown_as": spot.look}
    return {**made, "href": spot.href} if spot.href else made


def _rows(table: Table) -> Json:
    return [
        {
            column.code: _cell(cell)
            for column, cell in zip(table.columns, row, strict=True)
            if cell.value or (cell.text and not cell.is_day)
        }
        for row in table.rows
    ]


def _branch(branch: Branch) -> Json:
    made = _named(branch.cell)
    if branch.branches:
        made["below"] = [_branch(one) for one in branch.branches]
    return made


def _releases(section: Releases) -> Json:
    made: dict[str, Json] = {
        "total": section.total,
        "latest": [_headline(one) for one in section.headlines],
    }
    if section.by_year is not None:
        made["by-year"] = _rows(section.by_year)
    made |= {share.code: _rows(share) for share in section.shares}
    for name, cell in (("search", section.search), ("feed", section.feed)):
        if cell is not None:
            made[name] = cell.href
    return made


def _quotation(one: Quotation) -> Json:
    return {
        "words": one.words,
        "lang": one.lang,
        "date": one.day.value or None,
        "release": _named(one.release),
        "paragraph": one.paragraph,
    }


def _headline(one: Headline) -> Json:
    return {
        "symbol": one.symbol,
        "title": one.title,
        "lang": one.lang,
        "kind": one.kind.text,
        "date": one.day.value or None,
        "href": one.href,
        "sources": [_cell(cell) for cell in one.sources],
        "sample": one.is_sample,
    }


def _cell(cell: Cell) -> Json:
    """Return a number or a day as such, a term as an object, anything else as its text.

    Several in one cell stay one text; those of them that are terms stand beside it.
    """
    if cell.is_day or isinstance(cell.value, int):
        return cell.value
    if terms := [_named(part) for part in cell.parts if part.href or part.value]:
        return {"text": cell.text, "terms": list(terms)}
    if cell.href or cell.note:
        return _named(cell)
    return cell.text


def _named(cell: Cell) -> dict[str, Json]:
    made: dict[str, Json] = {"name": cell.text}
    if cell.value:
        made["code"] = cell.value
    if cell.href:
        made["href"] = cell.href
    if cell.note:
        made["note"] = cell.note
    return made


def _several(cells: tuple[Cell, ...]) -> Json:
    return _cell(cells[0]) if len(cells) == 1 else [_cell(one) for one in cells]


def _texts(cells: Iterable[Cell]) -> Json:
    return [str(one.value or one.text) for one in cells]
