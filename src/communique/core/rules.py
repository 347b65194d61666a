"""What a draft must be to go on the record, and what its reader should be told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from communique.core.profile import Profile
from communique.core.record import Draft, Finding
from communique.core.vocab import Term

ERROR, WARNING, NOTE = "error", "warning", "note"


def check(draft: Draft, profile: Profile, *, today: date) -> tuple[Finding, ...]:
    """Return what the rules find in a draft, the reader's own findings first.

    Findings of level `error` keep the draft off the record.
    """
    return (
        *draft.findings,
        *_required(draft),
        *_dates(draft, profile, today),
        *_terms(draft, profile),
    )


def is_refused(findings: tuple[Finding, ...]) -> bool:
    """Tell whether a finding keeps the draft off the record."""
    return any(finding.level == ERROR for finding in findings)


def _required(draft: Draft) -> Iterator[Finding]:
    if draft.title is None:
        yield Finding(code="draft.no-title", level=ERROR, field="title", message="it has no title")
    if not draft.body:
        yield Finding(code="draft.no-body", level=ERROR, field="body", message="it has no body")
    if draft.kind is None:
        yield Finding(code="draft.no-kind", level=ERROR, field="kind", message="it has no kind")
    if draft.date is None:
        yield Finding(
            code="draft.no-date",
            level=WARNING,
            field="date",
            message="it says no date",
            hint="It is filed without a date until somebody confirms one.",
        )


def _dates(draft: Draft, profile: Profile, today: date) -> Iterator[Finding]:
    if draft.date is None:
        return
    said, span = draft.date.value, draft.date.span
    if said.first_day > today:
        yield Finding(
            code="draft.date-ahead",
            level=WARNING,
            field="date",
            span=span,
            message=f"its date {said} lies in the future",
        )
    opened = profile.organisation.opened
    if opened and said.last_day < opened.first_day:
        yield Finding(
            code="draft.date-before-organisation",
            level=WARNING,
            field="date",
            span=span,
            message=f"its date {said} lies before {opened}, when the organisation began",
        )


def _terms(draft: Draft, profile: Profile) -> Iterator[Finding]:
    filed = [("fields_of_work", "field-of-work", one) for one in draft.fields_of_work]
    filed += [("sources", "structure", one) for one in draft.sources]
    for field, vocabulary, found in filed:
        term = profile[vocabulary].get(found.value)
        if term is None:
            yield Finding(
                code="vocab.unknown-term",
                level=ERROR,
                field=field,
                span=found.span,
                message=f"{found.value!r} is no term of {vocabulary!r}",
                hint="Use a code of the vocabulary, or add the term to the profile first.",
            )
        elif draft.date is not None and _out_of_force(term, draft.date.value.first_day):
            yield Finding(
                code="vocab.not-in-force",
                level=NOTE,
                field=field,
                span=found.span,
                message=f"{term.code!r} was not in force on {draft.date.value}",
            )


def _out_of_force(term: Term, on: date) -> bool:
    return not term.days.cover(on)
