"""The same pages for programs: JSON values, made from what the pages show.

Days and instants are ISO 8601, codes are the registry's, every address is whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.core.canonical import to_json
from communique.core.edition import Answer, Card, Edition, ReportedFact, Version
from communique.core.media import media
from communique.core.record import Release, Revision, stale_langs
from communique.core.text import slug
from communique.render.changes_view import ChangesView
from communique.render.home_view import HomeView
from communique.render.media_view import media_href
from communique.render.registry.parts import Cell, Fact
from communique.render.registry.setting import Setting
from communique.render.release_view import text_of
from communique.render.reported_view import reported_json
from communique.render.search_view import parameters_of, value_named

VERSION = 1
Json = dict[str, object]


def release_json(
    edition: Edition,
    setting: Setting,
    *,
    address: str,
    proof: Json,
    reported: Sequence[ReportedFact] = (),
) -> Json:
    """Return a release whole: the record as entered, the names of its codes, facts and proof."""
    current = edition.current
    release = current.release if current else None
    if current is None or release is None:
        raise ValueError(f"{edition.symbol} is not shown")
    lang, stale = text_of(release, setting.lang, setting)[0], stale_langs(release)
    return {
        "version": VERSION,
        "type": "release",
        "url": address,
        "state": edition.state,
        "corrected": edition.is_corrected,
        "lang": lang,
        "stale": lang in stale,
        "stale_langs": list(stale),
        "files": [
            f"{setting.site.url}{media_href(one.digest, one.name)}" for one in media(release)
        ],
        "record": to_json(release),
        "names": _names(release, setting),
        "facts": reported_json(reported),
        "entry": _entry(current),
        "history": _history(edition),
        "proof": proof,
    }


def gone_json(edition: Edition, setting: Setting, *, address: str) -> Json:
    """Return what is left to say of a release that was withdrawn or erased."""
    notes = [version.note for version in edition.versions if version.note]
    return {
        "version": VERSION,
        "type": "release",
        "url": address,
        "symbol": edition.symbol,
        "state": edition.state,
        "reason": notes[-1] if notes and edition.state == "withdrawn" else "",
        "kind": edition.versions[-1].entry.kind,
        "history": _history(edition),
    }


def changes_json(view: ChangesView, symbol: str) -> Json:
    """Return a release's corrections, word by word."""
    return {
        "version": VERSION,
        "type": "changes",
        "symbol": symbol,
        "changes": [
            {
                "index": change.index,
                "at": change.at,
                "note": change.note,
                "filed": list(change.filed),
                "texts": [
                    {"lang": text.lang, "runs": [[run.kind, run.text] for run in text.runs]}
                    for text in change.texts
                ],
            }
            for change in view.changes
        ],
    }


def search_json(answer: Answer, setting: Setting) -> Json:
    """Return one page of an answer with all its counts."""
    question = answer.question
    return {
        "version": VERSION,
        "type": "search",
        "asked": [list(pair) for pair in parameters_of(question)],
        "total": answer.total,
        "page": question.page,
        "page_size": question.page_size,
        "releases": [card_json(card, setting) for card in answer.cards],
        "counts": {
            facet: [
                {"code": code, "name": value_named(facet, code, setting).text, "releases": releases}
                for code, releases in counted
            ]
            for facet, counted in answer.counts.items()
        },
        "years": [{"year": year, "releases": releases} for year, releases in answer.years],
    }


def home_json(view: HomeView, cards: Sequence[Card], setting: Setting) -> Json:
    """Return the home page."""
    return {
        "version": VERSION,
        "type": "home",
        "organisation": setting.site.name,
        "on": setting.on.isoformat(),
        "releases": [card_json(card, setting) for card in cards],
        "chair": [fact_json(fact, setting) for fact in view.chair],
        "meetings": [cell_json(cell, setting) for cell in view.meetings],
        "numbers": [fact_json(fact, setting) for fact in view.numbers],
        "fields_of_work": [cell_json(cell, setting) for cell in view.fields],
        "field_operations": [cell_json(cell, setting) for cell in view.operations],
    }


def card_json(card: Card, setting: Setting) -> Json:
    """Return a release as lists show it."""
    site = setting.site
    return {
        "symbol": card.symbol,
        "url": f"{site.url}/{site.lang}/releases/{card.symbol}/{slug(card.title)}",
        "kind": card.kind,
        "lang": card.lang,
        "langs": list(card.langs),
        "title": card.title,
        "date": card.date or None,
        "places": list(card.places),
        "sources": list(card.sources),
        "fields_of_work": list(card.fields_of_work),
        "countries": list(card.countries),
        "extract": [{"text": text, "match": match} for text, match in card.extract],
        "entered_at": card.at,
        "corrected": card.corrected,
        "sample": card.sample,
        "stale": card.stale,
    }


def cell_json(cell: Cell, setting: Setting) -> Json:
    """Return a value as machines read it, with the words it is shown by."""
    made: Json = {"value": cell.value or cell.text, "name": cell.text}
    if cell.href:
        made["url"] = cell.href if "://" in cell.href else setting.site.url + cell.href
    return made | ({"note": cell.note} if cell.note else {})


def fact_json(fact: Fact, setting: Setting) -> Json:
    """Return a labelled fact."""
    cells = [cell_json(cell, setting) for cell in fact.cells]
    return {"code": fact.code, "label": fact.label, "values": cells}


def _names(release: Release, setting: Setting) -> Mapping[str, object]:
    named = (
        ("kind", "kind", (release.kind,)),
        ("sources", "structure", release.sources),
        ("fields_of_work", "field-of-work", release.fields_of_work),
        ("countries", "country", release.countries),
        ("places", "place", tuple(one.code for one in release.places if one.code)),
    )
    return {
        member: {code: setting.name(vocabulary, code) for code in codes}
        for member, vocabulary, codes in named
        if codes
    }


def _entry(version: Version) -> Json:
    entry = version.entry
    return {
        "index": version.index,
        "leaf_hash": version.leaf,
        "act": entry.act.value,
        "at": entry.at,
        "digest": entry.digest,
        "order": entry.order,
        "prev": entry.prev,
    }


def _history(edition: Edition) -> list[Json]:
    revisions = edition.revisions
    return [_step(version, revisions.get(version.index)) for version in edition.versions]


def _step(version: Version, revision: Revision | None) -> Json:
    step = _entry(version) | ({"note": version.note} if version.note else {})
    if revision:
        step["revised"] = {"at": revision.at, "langs": list(revision.langs)}
    return step
