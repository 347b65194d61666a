"""What a listing or a feed says of a single page, as evidence for what the page says itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from communique.core.dates import PartialDate
from communique.core.evidence import Found
from communique.core.record import Draft, Finding, Ref, Release, Reported
from communique.core.rules import WARNING
from communique.core.text import loose

# Whoever made a list may have slipped: it never makes a reader quite sure by itself.
SUREST = 0.9
DIFFERS = "page.list-differs"
_CUT = (" …", "…", " ...", "...")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What one entry of a list says of the page at an address.

    path: of the list.  lang: of its title.
    """

    address: str
    path: str
    lang: str
    title: Found[str] | None = None
    date: Found[PartialDate] | None = None
    kind: Found[str] | None = None
    places: tuple[Found[Ref], ...] = ()
    sources: tuple[Found[str], ...] = ()
    fields_of_work: tuple[Found[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a page or a release says, as it is held against a hint."""

    lang: str
    title: str
    kind: str
    date: str
    places: frozenset[str]
    sources: frozenset[str]


def hints_in(reading: Draft | Reported) -> Iterator[Hint]:
    """Yield the hints of a list, one for each address that it names."""
    for draft in reading.hints if isinstance(reading, Reported) else ():
        for address in draft.addresses:
            yield _hint(draft, address)


def weighed(draft: Draft, hints: Sequence[Hint]) -> Draft:
    """Return a draft with what lists say of its page taken into account.

    What the page does not say is taken from a list, and the evidence names it; what both say is
    surer; where they differ the page's own stands, and a finding says so.
    """
    for hint in hints:
        agree = _agreements(_of_draft(draft), hint)
        draft = replace(
            draft,
            title=_weighed(draft.title, hint.title, agree=agree.get("title")),
            kind=_weighed(draft.kind, hint.kind, agree=agree.get("kind")),
            date=_weighed(draft.date, hint.date, agree=agree.get("date")),
            places=draft.places or hint.places,
            countries=draft.countries or _countries(hint),
            sources=draft.sources or hint.sources,
            fields_of_work=draft.fields_of_work or hint.fields_of_work,
            findings=(*draft.findings, *_differences(_of_draft(draft), hint, agree)),
        )
    return draft


def completed(release: Release, hint: Hint) -> tuple[Release, tuple[Finding, ...]]:
    """Return a release that stands already with what a list knows beside, and what differs."""
    lang = hint.lang if hint.lang in release.texts else next(iter(release.texts))
    said = _Said(
        lang=lang,
        title=release.texts[lang].title,
        kind=release.kind,
        date=release.date or "",
        places=frozenset(loose(one.name) for one in release.places),
        sources=frozenset(release.sources),
    )
    full = replace(
        release,
        date=release.date or (hint.date.value if hint.date else None),
        places=release.places or tuple(one.value for one in hint.places),
        countries=release.countries or tuple(one.value for one in _countries(hint)),
        sources=release.sources or tuple(one.value for one in hint.sources),
        fields_of_work=release.fields_of_work or tuple(one.value for one in hint.fields_of_work),
    )
    return full, tuple(_differences(said, hint, _agreements(said, hint)))


def _hint(draft: Draft, address: str) -> Hint:
    path = draft.capture.path
    return Hint(
        address=address,
        path=path,
        lang=draft.lang,
        title=_in(path, draft.title) if draft.title else None,
        date=_in(path, draft.date) if draft.date else None,
        kind=_in(path, draft.kind) if draft.kind else None,
        places=tuple(_in(path, one) for one in draft.places),
        sources=tuple(_in(path, one) for one in draft.sources),
        fields_of_work=tuple(_in(path, one) for one in draft.fields_of_work),
    )


def _in(path: str, found: Found[Value]) -> Found[Value]:
    span = replace(found.span, elsewhere=path, confidence=min(found.span.confidence, SUREST))
    return replace(found, span=span)


def _of_draft(draft: Draft) -> _Said:
    return _Said(
        lang=draft.lang,
        title=draft.title.value if draft.title else "",
        kind=draft.kind.value if draft.kind else "",
        date=draft.date.value if draft.date else "",
        places=frozenset(loose(one.value.name) for one in draft.places),
        sources=frozenset(one.value for one in draft.sources),
    )


def _agreements(said: _Said, hint: Hint) -> dict[str, bool]:
    """Return for each field that both say something of whether it is the same."""
    places = frozenset(loose(one.value.name) for one in hint.places)
    sources = frozenset(one.value for one in hint.sources)
    both: dict[str, bool] = {}
    if said.title and hint.title and said.lang == hint.lang:
        both["title"] = _is_one_title(said.title, hint.title.value)
    if said.kind and hint.kind:
        both["kind"] = said.kind == hint.kind.value
    if said.date and hint.date:
        # One of them may know the month only.
        both["date"] = said.date.startswith(hint.date.value) or hint.date.value.startswith(
            said.date
        )
    if said.places and places:
        both["places"] = not said.places.isdisjoint(places)
    if said.sources and sources:
        both["sources"] = not said.sources.isdisjoint(sources)
    return both


def _is_one_title(ours: str, theirs: str) -> bool:
    """Tell whether a list means the same title; it may have only the beginning of it."""
    ours, theirs = loose(ours), loose(theirs)
    cut = next((theirs.removesuffix(mark) for mark in _CUT if theirs.endswith(mark)), "")
    return ours == theirs or bool(cut and ours.startswith(cut))


def _weighed(
    ours: Found[Value] | None, theirs: Found[Value] | None, *, agree: bool | None
) -> Found[Value] | None:
    """Return our value, or theirs where we have none; surer where they are one.

    It would take two mistakes for a value that both have to be wrong.
    """
    if ours is None or theirs is None or not agree:
        return ours or theirs
    doubt = (1 - ours.span.confidence) * (1 - theirs.span.confidence)
    return replace(ours, span=replace(ours.span, confidence=round(1 - doubt, 4)))


def _differences(said: _Said, hint: Hint, agree: Mapping[str, bool]) -> Iterator[Finding]:
    theirs = {
        "title": hint.title.value if hint.title else "",
        "kind": hint.kind.value if hint.kind else "",
        "date": hint.date.value if hint.date else "",
        "places": ", ".join(one.value.name for one in hint.places),
        "sources": ", ".join(one.value for one in hint.sources),
    }
    ours = {
        "title": said.title,
        "kind": said.kind,
        "date": said.date,
        "places": ", ".join(sorted(said.places)),
        "sources": ", ".join(sorted(said.sources)),
    }
    for field in (field for field, is_one in agree.items() if not is_one):
        yield Finding(
            code=DIFFERS,
            level=WARNING,
            field=field,
            message=f"its {field} is {ours[field]!r}, and {hint.path} says {theirs[field]!r}",
            hint="The page’s own stands; look which of the two is right.",
        )


def _countries(hint: Hint) -> tuple[Found[str], ...]:
    named = ((one.value.country, one.span) for one in hint.places)
    return tuple(Found(value=country, span=span) for country, span in named if country)
