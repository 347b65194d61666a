"""What stands in the registry: section by section, searched by any name, as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from wagtail.admin.auth import require_admin_access

from communique.core.dates import Days
from communique.core.profile import Profile, symbol_of
from communique.core.record import About, Event, RegistryRecord
from communique.core.text import loose, unaccented
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.record.asking import asker
from communique.newsroom.record.export import FORMATS, exported
from communique.newsroom.record.opening import editor_of
from communique.newsroom.record.question import today
from communique.newsroom.registry.copies import open_copies
from communique.newsroom.registry.models import RegistryCopy
from communique.newsroom.registry.sections import (
    BY_CODE,
    SECTIONS,
    Section,
    days_of,
    may_write_in,
    records,
    title_of,
)

FOUND_AT_MOST = 100
_HEADINGS = ("symbol", "name", "days", "state", "names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A record as the registry lists it.

    state: `in force`, `ended`, `to come`, or a meeting's.  copy, href: the working copy by which
    it is being changed, and where it is written.
    """

    symbol: str
    code: str
    name: str
    days: str
    state: str
    names: tuple[str, ...]
    copy: RegistryCopy | None = None
    href: str = ""
    may_change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section with what of it is shown, and what is new in it and not on the record yet."""

    section: Section
    total: int
    lines: tuple[Line, ...] = ()
    begun: tuple[tuple[RegistryCopy, str], ...] = ()
    may_begin: bool = False


@require_admin_access
def overview(request: HttpRequest) -> HttpResponse:
    """Return every section with what is being written in it, or what a search finds."""
    person, asked = asker(request), request.GET.get("q", "").strip()
    parts = [_part(section, person, asked, is_brief=not asked) for section in SECTIONS]
    context = {
        "parts": [part for part in parts if part.lines or not asked],
        "asked": asked,
        "formats": FORMATS,
    }
    return render(request, "registry/overview.html", context)


@require_admin_access
def section(request: HttpRequest, code: str) -> HttpResponseBase:
    """Return what stands in a section; with `format=` as a file."""
    person, asked = asker(request), request.GET.get("q", "").strip()
    if code not in BY_CODE:
        raise Http404
    part = _part(BY_CODE[code], person, asked)
    if form := request.GET.get("format", ""):
        if form not in FORMATS:
            raise BadRequest(f"a list can be had as {', '.join(FORMATS)}")
        rows = ((one.symbol, one.name, one.days, one.state, one.names) for one in part.lines)
        return exported(form, f"registry-{code}", _HEADINGS, rows)
    said = request.GET.copy()
    context = {"part": part, "words": asked, "asked": said.urlencode(), "formats": FORMATS}
    return render(request, "registry/section.html", context)


def _part(section: Section, person: Member, asked: str, *, is_brief: bool = False) -> Part:
    profile, on = shelf.profile(), today()
    held = list(records(section, profile))
    symbols = {symbol_of(one) for one in held}
    copies = list(open_copies(person, section))
    begun = [copy for copy in copies if copy.symbol not in symbols]
    being_changed = {copy.symbol: copy for copy in copies if copy.symbol in symbols}
    may_write = may_write_in(person, section)
    lines: Iterable[Line] = ()
    if not is_brief:
        found = [one for one in held if _has(one, profile, asked, on)]
        lines = (_line(one, profile, being_changed, may_write=may_write, on=on) for one in found)
    return Part(
        section=section,
        total=len(held),
        lines=tuple(lines)[: FOUND_AT_MOST if is_brief else None],
        begun=tuple((copy, editor_of(copy)) for copy in (copies if is_brief else begun)),
        may_begin=may_write,
    )


def _line(
    record: RegistryRecord,
    profile: Profile,
    being_changed: dict[str, RegistryCopy],
    *,
    may_write: bool,
    on: date,
) -> Line:
    symbol = symbol_of(record)
    copy = being_changed.get(symbol)
    return Line(
        symbol=symbol,
        code=str(getattr(record, "code", getattr(record, "year", ""))),
        name=title_of(record, profile, on),
        days=days_of(record),
        state=_state(record, on),
        names=tuple(dict.fromkeys(_names(record))),
        copy=copy,
        href=editor_of(copy) if copy else "",
        may_change=may_write,
    )


def _state(record: RegistryRecord, on: date) -> str:
    if isinstance(record, Event):
        return record.status
    days = getattr(record, "days", None)
    if not isinstance(days, Days):
        return ""
    if days.begin_after(on):
        return "to come"
    return "ended" if days.ended_by(on) else "in force"


def _has(record: RegistryRecord, profile: Profile, asked: str, on: date) -> bool:
    """Tell whether a record answers to all words of a question, by any name it bore."""
    said = [title_of(record, profile, on), symbol_of(record), *_names(record)]
    within = unaccented(loose(" ".join(said)))
    return all(word in within for word in unaccented(loose(asked)).split())


def _names(record: RegistryRecord) -> Iterator[str]:
    if isinstance(record, About):
        yield from (text.title for text in record.texts.values())
    for name in getattr(record, "names", ()):
        yield name.text
