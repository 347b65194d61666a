"""The menu as addresses: every entry of it, and every term that it expands to, is a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.core.record import MenuEntry
from communique.core.vocab import Term
from communique.render.registry import labels
from communique.render.registry.parts import Branch, Cell, RegistryView, Tree
from communique.render.registry.setting import FOLDERS, Setting

PATH, OPEN = "menu", "open"
# Their order says nothing else; that of bodies and meetings is the profile's.
BY_NAME = ("country", "field-of-work")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the menu as readers see it; without an address it is a heading."""

    cell: Cell
    page: str = ""
    lines: tuple[Line, ...] = ()


def lines(setting: Setting) -> tuple[Line, ...]:
    """Return the whole menu as of the day, with the terms that its entries expand to."""
    return tuple(_line(entry, setting) for entry in setting.profile.menu.entries)


def overview(setting: Setting) -> RegistryView:
    """Return the page of the whole menu: every page that an entry of it leads to."""
    return RegistryView(
        title=setting.say("All pages"),
        path=PATH,
        lead=setting.say("The whole menu, and every page it leads to."),
        sections=tuple(
            Tree(
                code=f"menu-{place}",
                title=line.cell.text,
                lang=line.cell.lang,
                branches=tuple(_branch(one) for one in line.lines) or (Branch(cell=line.cell),),
            )
            for place, line in enumerate(lines(setting), start=1)
        ),
    )


def _branch(line: Line) -> Branch:
    return Branch(cell=line.cell, branches=tuple(_branch(one) for one in line.lines))


def pages(held: Iterable[Line]) -> Iterator[str]:
    """Yield the page of every line, headings left out."""
    for line in held:
        if line.page:
            yield line.page
        yield from pages(line.lines)


def title_of(page: str, setting: Setting, fallback: str) -> str:
    """Return what the menu calls a page in the reader's language, or else the fallback.

    fallback: in the reader's language, so that no title is in another.
    """
    found = _entry(page, setting.profile.menu.entries)
    named = _named(found, setting) if found else None
    return named.text if named and not named.lang else fallback


def expanded(expands: str, setting: Setting) -> Iterator[Term]:
    """Yield the terms that `VOCABULARY`, `VOCABULARY:GROUP-OR-PARENT` or `…:open` stands for."""
    vocabulary, _, rest = expands.partition(":")
    wanted, _, state = rest.partition(":")
    for term in setting.terms(vocabulary):
        belongs = not wanted or term.parent == wanted or wanted in term.groups(setting.on)
        is_closed = state == OPEN and not term.days.cover(setting.on)
        if belongs and not is_closed:
            yield term


def _line(entry: MenuEntry, setting: Setting) -> Line:
    terms = expanded(entry.expands, setting)
    if entry.expands.partition(":")[0] in BY_NAME:
        terms = iter(setting.by_name(terms))
    below = [_term_line(term, setting) for term in terms]
    below += [_line(one, setting) for one in entry.entries]
    href = setting.href(entry.page) if entry.page else ""
    cell = replace(_named(entry, setting), href=href)
    return Line(cell=cell, page=entry.page, lines=tuple(below))


def _term_line(term: Term, setting: Setting) -> Line:
    folder = FOLDERS.get(term.vocabulary, "")
    page = f"{folder}/{term.address_part}" if folder else ""
    if term.vocabulary == "country":
        return Line(cell=labels.state(term, setting), page=page)
    href = setting.href(page) if page else ""
    return Line(cell=replace(setting.named(term, "menu"), href=href), page=page)


def _entry(page: str, entries: Iterable[MenuEntry]) -> MenuEntry | None:
    for entry in entries:
        if entry.page == page and page:
            return entry
        if (found := _entry(page, entry.entries)) is not None:
            return found
    return None


def _named(entry: MenuEntry, setting: Setting) -> Cell:
    return setting.named(Term(vocabulary="menu", code="", names=entry.names))
