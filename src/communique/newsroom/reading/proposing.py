"""What the desk proposes to file a release under, with the words that suggest it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from communique.core.evidence import Found
from communique.core.record import Draft, Ref
from communique.ingest.typed import Heard
from communique.newsroom import shelf
from communique.render.dates import day_in_words

_VOCABULARIES = {
    "sources": "structure",
    "fields_of_work": "field-of-work",
    "countries": "country",
}
_REFS = ("places", "people")
_LANG = "en"
DAY = "day"
# What the form has before a name that the registry does not have, where a code would stand.
FREE = "name:"
# As the form has them, so that a proposal stands where its field does.
FIELDS = ("day", "places", "sources", "fields_of_work", "countries", "people")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something to file a release under.

    field, code: as the form has them; a code that begins with `name:` is a name the registry
    does not have.  words: of the text, exactly.  where: `title`, `summary`, or the paragraph's
    number.  confidence: 0 to 1.  is_refused: the writer would not have it.
    """

    field: str
    code: str
    name: str
    words: str
    where: str
    confidence: float
    is_refused: bool = False


def proposals(
    heard: Heard, *, chosen: Collection[str], refused: Collection[str], on: date | None
) -> tuple[Proposal, ...]:
    """Return what is heard and not chosen yet, field by field, the surest first.

    chosen, refused: `field:code`.  on: the day whose names are shown, None for the latest.
    """
    # Against a day that was chosen only the dateline has anything to say.
    is_settled = heard.dateline is None and any(one.startswith(f"{DAY}:") for one in chosen)
    made = (one for field in FIELDS for one in _of_field(field, heard, on or date.max))
    return tuple(
        replace(one, is_refused=key_of(one) in refused)
        for one in made
        if key_of(one) not in chosen and not (one.field == DAY and is_settled)
    )


def key_of(proposal: Proposal) -> str:
    """Return what a proposal is remembered by once it is refused."""
    return f"{proposal.field}:{proposal.code}"


def _of_field(field: str, heard: Heard, on: date) -> Iterator[Proposal]:
    draft = heard.draft
    if field == DAY:
        if draft.date:
            day = str(draft.date.value)
            yield _made(field, day, day_in_words(day, _LANG), draft.date, heard)
    elif field in _REFS:
        for one in _refs(draft, field):
            code = one.value.code or f"{FREE}{one.value.name}"
            yield _made(field, code, one.value.name, one, heard)
    else:
        terms = shelf.profile()[_VOCABULARIES[field]]
        for found in _codes(draft, field):
            term = terms.get(found.value)
            name = term.name(_LANG, on) if term else found.value
            yield _made(field, found.value, name, found, heard)


def _refs(draft: Draft, field: str) -> tuple[Found[Ref], ...]:
    return draft.places if field == "places" else draft.people


def _codes(draft: Draft, field: str) -> tuple[Found[str], ...]:
    by_field = {
        "sources": draft.sources,
        "fields_of_work": draft.fields_of_work,
        "countries": draft.countries,
    }
    return by_field[field]


def _made(field: str, code: str, name: str, found: Found[Any], heard: Heard) -> Proposal:
    return Proposal(
        field=field,
        code=code,
        name=name,
        words=" ".join(found.span.quote.split()),
        where=heard.where(found.span),
        confidence=found.span.confidence,
    )
