"""What releases report, asked of the store for the pages of the registry."""

from __future__ import annotations

from communique.core.edition import ReportedFact
from communique.core.fact import parties
from communique.core.vocab import Term
from communique.public.reading import Record
from communique.public.request import Request
from communique.render.registry.reported_tables import concerns
from communique.render.registry.setting import Setting
from communique.store.facts import facts_naming, facts_of_kind

SUBJECTS = frozenset({"country", "structure", "person", "body"})


def about(
    term: Term, request: Request, record: Record, setting: Setting
) -> tuple[ReportedFact, ...]:
    """Return the facts that name a term; of a State also those that name what lies in it."""
    if term.vocabulary not in SUBJECTS:
        return ()
    subjects = [term, *(_within(term, setting) if term.vocabulary == "country" else ())]
    codes = {one.code for one in subjects}
    found = facts_naming(record.store, codes, on=request.on, size=request.size)
    return tuple(
        fact
        for fact in found
        if any(concerns(fact, one.vocabulary, one.code, setting) for one in subjects)
        or any(party.ref.country == term.code for party in parties(fact.record.fact))
    )


def handovers(request: Request, record: Record) -> tuple[ReportedFact, ...]:
    """Return the handovers that releases report, the newest release first, at most `LISTED`."""
    return facts_of_kind(record.store, "handover", on=request.on, size=request.size)


def _within(country: Term, setting: Setting) -> list[Term]:
    return [
        one
        for vocabulary in ("place", "structure", "body")
        for one in setting.terms(vocabulary)
        if country.code in one.countries
    ]
