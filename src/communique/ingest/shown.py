"""Readings as plain JSON values: what a dry run prints."""

from __future__ import annotations

from collections.abc import Iterable

from communique.core.evidence import Capture, Found, Span
from communique.core.fact import (
    AppointmentFact,
    Composition,
    Fact,
    Handover,
    Meeting,
    Visit,
    kind_of_fact,
)
from communique.core.record import Draft, Finding, Quote, Ref, Reported

Json = dict[str, object]


def as_json(reading: Draft | Reported, findings: Iterable[Finding]) -> Json:
    """Return a reading as JSON values; `record` is null for a page that is no release.

    evidence: by field, one span a value, in the order of the values; offsets count characters
    of the decoded capture.
    """
    shown: Json = {"capture": _capture(reading.capture), "record": None, "evidence": {}}
    if isinstance(reading, Draft):
        shown["record"] = _record(reading)
        shown["evidence"] = _evidence(reading)
    shown["findings"] = [_finding(finding) for finding in findings]
    if isinstance(reading, Reported) and reading.hints:
        shown["hints"] = [
            {"record": _record(hint), "evidence": _evidence(hint)} for hint in reading.hints
        ]
    return shown


def _capture(capture: Capture) -> Json:
    return {
        "path": capture.path,
        "address": capture.address,
        "digest": capture.digest,
        "encoding": capture.encoding,
        "characters": len(capture.text),
    }


def _record(draft: Draft) -> Json:
    return {
        "kind": _value(draft.kind),
        "symbol": _value(draft.symbol),
        "lang": draft.lang,
        "title": _value(draft.title),
        "summary": _value(draft.summary),
        "date": str(draft.date.value) if draft.date else None,
        "places": [
            {"code": one.value.code, "name": one.value.name, "country": one.value.country}
            for one in draft.places
        ],
        "sources": [one.value for one in draft.sources],
        "fields_of_work": [one.value for one in draft.fields_of_work],
        "countries": [one.value for one in draft.countries],
        "people": [_ref(one.value) for one in draft.people],
        "body": [one.value for one in draft.body],
        "quotes": [_quote(one.value) for one in draft.quotes],
        "contacts": [one.value for one in draft.contacts],
        "links": [{"label": one.value.label, "to": one.value.to} for one in draft.links],
        "facts": [fact_json(one.value) for one in draft.facts],
        "addresses": list(draft.addresses),
        "revised": list(draft.revised),
        "withdrawn": bool(draft.withdrawal),
    }


def _evidence(draft: Draft) -> Json:
    single: dict[str, Found[str] | None] = {
        "kind": draft.kind,
        "symbol": draft.symbol,
        "title": draft.title,
        "summary": draft.summary,
    }
    shown: Json = {field: [_span(one.span)] for field, one in single.items() if one}
    if draft.date:
        shown["date"] = [_span(draft.date.span)]
    lists: dict[str, tuple[Span, ...]] = {
        "places": tuple(one.span for one in draft.places),
        "sources": tuple(one.span for one in draft.sources),
        "fields_of_work": tuple(one.span for one in draft.fields_of_work),
        "countries": tuple(one.span for one in draft.countries),
        "people": tuple(one.span for one in draft.people),
        "body": tuple(one.span for one in draft.body),
        "quotes": tuple(one.span for one in draft.quotes),
        "contacts": tuple(one.span for one in draft.contacts),
        "links": tuple(one.span for one in draft.links),
        "facts": tuple(one.span for one in draft.facts),
    }
    shown |= {field: [_span(span) for span in spans] for field, spans in lists.items() if spans}
    return shown


def _finding(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "level": finding.level,
        "field": finding.field,
        "message": finding.message,
        "hint": finding.hint,
        "evidence": _span(finding.span) if finding.span else None,
    }


def _span(span: Span) -> Json:
    return {
        "start": span.start,
        "end": span.end,
        "quote": span.quote,
        "confidence": span.confidence,
        "rule": span.rule,
        **({"elsewhere": span.elsewhere} if span.elsewhere else {}),
    }


def _quote(quote: Quote) -> Json:
    return {"words": quote.words, "speaker": _ref(quote.speaker), "paragraph": quote.paragraph}


def _ref(ref: Ref) -> Json:
    return {"code": ref.code, "name": ref.name}


def fact_json(fact: Fact) -> Json:
    """Return a fact as JSON values, its kind first; what the text leaves open is null or empty."""
    return {"kind": kind_of_fact(fact), **_said(fact)}


def _said(fact: Fact) -> Json:
    match fact:
        case Visit():
            return {"who": _ref(fact.who), "where": _ref(fact.where), "when": fact.when}
        case Meeting():
            among = [
                {
                    "role": one.role,
                    "country": one.country,
                    "body": _named(one.body),
                    "person": _named(one.person),
                }
                for one in fact.participants
            ]
            return {"who": _ref(fact.who), "participants": among, "purpose": fact.purpose}
        case Handover():
            return {
                "items": [{"what": one.what, "quantity": one.quantity} for one in fact.items],
                "donor": _named(fact.donor),
                "funders": [_ref(one) for one in fact.funders],
                "recipient": _named(fact.recipient),
                "handed_over_by": _named(fact.handed_over_by),
            }
        case Composition():
            members = [{"role": one.role, "body": _named(one.body)} for one in fact.members]
            return {
                "body": _ref(fact.body),
                "established": fact.established,
                "members": members,
            }
        case AppointmentFact():
            return {
                "person": _ref(fact.person),
                "office": _ref(fact.office),
                "since": fact.since,
                "until": fact.until,
            }


def _named(ref: Ref | None) -> Json | None:
    return _ref(ref) if ref else None


def _value(found: Found[str] | None) -> str | None:
    return found.value if found else None
