"""Everything the record holds of one release, entry by entry, and what each changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.auth import require_admin_access

from communique.core.comparison import SAME, Run, changes_only, compare, whole
from communique.core.edition import Edition, Version
from communique.core.entry import Act
from communique.core.record import Release
from communique.core.text import Text
from communique.newsroom import shelf
from communique.newsroom.record.asking import asker
from communique.newsroom.record.lines import row
from communique.newsroom.record.question import LANG, today
from communique.outbox.frozen import Line as Ordered
from communique.outbox.orders import of_symbol
from communique.render.dates import instant_in_words
from communique.render.messages import language_name
from communique.store.desk_list import line_of
from communique.store.query import edition

_ACTS = {
    Act.ISSUE: "Issued",
    Act.CORRECT: "Corrected",
    Act.WITHDRAW: "Withdrawn",
    Act.ERASE: "Erased",
}
_TOLD_APART = ("symbol", "texts", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """What became of the text in one language: a sentence, or the words that changed."""

    lang: str
    language: str
    sentence: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry: what it did, when, on whose word, and what it changed."""

    index: int
    act: str
    at: str
    note: str
    digest: str
    signed_off_by: str
    cleared_by: str
    is_alone: bool
    texts: tuple[TextChange, ...]
    filed: tuple[str, ...]


@require_admin_access
def history(request: HttpRequest, symbol: str) -> HttpResponse:
    """Return the page of one release: its entries, the latest first, and what can be done."""
    person, store, on = asker(request), shelf.store(), today()
    line, found = line_of(store, symbol), edition(store, symbol)
    if line is None or found is None:
        raise Http404
    context = {
        "row": row(line, shelf.profile(), person, on=on),
        "steps": steps(found),
    }
    return render(request, "record/history.html", context)


def steps(found: Edition) -> tuple[Step, ...]:
    """Return the entries of a release, the latest first."""
    ordered = {
        one.entry_index: one
        for one in of_symbol(connection, found.symbol)
        if one.entry_index is not None
    }
    told: list[Step] = []
    before: Release | None = None
    for version in found.versions:
        told.append(_step(version, before, ordered))
        before = version.release or before
    return tuple(reversed(told))


def _step(version: Version, before: Release | None, ordered: Mapping[int, Ordered]) -> Step:
    entry, after = version.entry, version.release
    order = ordered.get(version.index)
    is_further = entry.act is Act.ISSUE and entry.prev is not None
    return Step(
        index=version.index,
        act="Added to" if is_further else _ACTS[entry.act],
        at=instant_in_words(entry.at, LANG),
        note=version.note,
        digest=entry.digest,
        signed_off_by=order.placed_by if order else "",
        cleared_by=order.cleared_by if order else "",
        is_alone=order.urgent if order else False,
        texts=tuple(_texts(before, after)) if before and after else (),
        filed=tuple(_filed(before, after)) if before and after else (),
    )


def _texts(before: Release, after: Release) -> Iterator[TextChange]:
    for lang in sorted({*before.texts, *after.texts}):
        old, new = (_said(release.texts.get(lang)) for release in (before, after))
        if old == new:
            continue
        language = language_name(lang, LANG)
        if old is None or new is None:
            sentence = "This text was added." if old is None else "This text was taken away."
            yield TextChange(lang=lang, language=language, sentence=sentence)
            continue
        runs = changes_only(compare(whole(old), whole(new)))
        changed = any(run.kind != SAME for run in runs)
        sentence = "" if changed else "Only punctuation, headings, lists, links or notes changed."
        shown = runs if changed else ()
        yield TextChange(lang=lang, language=language, sentence=sentence, runs=shown)


def _said(text: Text | None) -> Text | None:
    # Which words a translation follows is the desk's business, and no change of the text.
    return replace(text, follows="") if text else None


def _filed(before: Release, after: Release) -> Iterator[str]:
    for field in fields(Release):
        if field.name not in _TOLD_APART and getattr(before, field.name) != getattr(
            after, field.name
        ):
            yield field.name.replace("_", " ")
