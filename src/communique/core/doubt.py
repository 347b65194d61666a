"""How surely a record was read, and what about it a person should look at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.core.reading import Review
from communique.core.record import Draft, Finding

# What a release is known by. A country or a person read wrongly is put right any day; these
# stand on the page, in the address and in every list.
WEIGHED = ("title", "kind", "date", "body")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One reason for which a record waits.

    field: of the draft, empty where a finding is of no field.  why: the rule that read the
    value, or the code of the finding.  confidence: None for a finding.
    """

    field: str
    why: str
    confidence: float | None = None


def confidences(draft: Draft) -> dict[str, tuple[float, str]]:
    """Return the confidence of each field that is weighed and was read, and by which rule.

    Of the body it is that of its least sure paragraph.
    """
    single = {"title": draft.title, "kind": draft.kind, "date": draft.date}
    found = {
        field: (one.span.confidence, one.span.rule)
        for field, one in single.items()
        if one is not None
    }
    if draft.body:
        least = min((one.span for one in draft.body), key=lambda span: span.confidence)
        found["body"] = (least.confidence, least.rule)
    return found


def doubts(
    drafts: Sequence[Draft], findings: Iterable[Finding], review: Review | None
) -> tuple[Doubt, ...]:
    """Return why a record has to wait, each reason once; nothing where it may go in.

    drafts: its language texts.
    """
    if review is None:
        return ()
    return tuple(dict.fromkeys((*_unsure(drafts, review), *_found(findings, review))))


def _unsure(drafts: Sequence[Draft], review: Review) -> Iterator[Doubt]:
    for draft in drafts:
        for field, (confidence, rule) in confidences(draft).items():
            if confidence < review.confidence:
                yield Doubt(field=field, why=rule, confidence=confidence)


def _found(findings: Iterable[Finding], review: Review) -> Iterator[Doubt]:
    for one in findings:
        if one.code in review.findings:
            yield Doubt(field=one.field, why=one.code)
