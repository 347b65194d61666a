"""What a draft must be to go on the record, and what its reader should be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.core.dates import PartialDate
from communique.core.evidence import Span
from communique.core.media import (
    MEDIA_TYPES,
    PICTURE_TYPES,
    Attachment,
    Picture,
    has_ending_of,
    is_digest,
    is_file_name,
)
from communique.core.profile import Profile
from communique.core.record import Draft, Finding, Release
from communique.core.text import (
    BLOCK_MARKS,
    HEADING,
    HEADING_LEVELS,
    INLINE_MARKS,
    LINK,
    Mark,
    Text,
    is_link,
)

ERROR, WARNING, NOTE = "error", "warning", "note"
ADDRESS_TAKEN = "page.address-taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A term that a release is filed under.

    field: of the release.  code: of the vocabulary.  span: the words that say so, if any do.
    """

    field: str
    vocabulary: str
    code: str
    span: Span | None = None


def check(draft: Draft, profile: Profile, *, today: date) -> tuple[Finding, ...]:
    """Return what the rules find in a draft, the reader's own findings first.

    Findings of level `error` keep the draft off the record.
    """
    return (
        *draft.findings,
        *check_required(
            draft.title.value if draft.title else None,
            draft.kind.value if draft.kind else None,
            draft.date.value if draft.date else None,
            has_body=bool(draft.body),
        ),
        *_dates(draft, profile, today),
        *_terms(draft, profile),
    )


def is_refused(findings: tuple[Finding, ...]) -> bool:
    """Tell whether a finding keeps the draft off the record."""
    return any(finding.level == ERROR for finding in findings)


def _dates(draft: Draft, profile: Profile, today: date) -> Iterator[Finding]:
    if draft.date is not None:
        yield from check_day(draft.date.value, profile, today=today, span=draft.date.span)


def _terms(draft: Draft, profile: Profile) -> Iterator[Finding]:
    filed = [("fields_of_work", "field-of-work", one) for one in draft.fields_of_work]
    filed += [("sources", "structure", one) for one in draft.sources]
    for field, vocabulary, found in filed:
        one = Filed(field=field, vocabulary=vocabulary, code=found.value, span=found.span)
        yield from check_term(one, profile, draft.date.value if draft.date else None)


def check_required(
    title: str | None, kind: str | None, day: PartialDate | None, *, has_body: bool
) -> Iterator[Finding]:
    """Yield what a release may not be without, or had better not."""
    if not title:
        yield Finding(code="draft.no-title", level=ERROR, field="title", message="it has no title")
    if not has_body:
        yield Finding(code="draft.no-body", level=ERROR, field="body", message="it has no body")
    if not kind:
        yield Finding(code="draft.no-kind", level=ERROR, field="kind", message="it has no kind")
    if day is None:
        yield Finding(
            code="draft.no-date",
            level=WARNING,
            field="date",
            message="it says no date",
            hint="It is filed without a date until somebody confirms one.",
        )


def check_day(
    said: PartialDate, profile: Profile, *, today: date, span: Span | None = None
) -> Iterator[Finding]:
    """Yield what is odd about the day that a release says."""
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


def check_term(
    filed: Filed, profile: Profile, day: PartialDate | None, *, level: str = NOTE
) -> Iterator[Finding]:
    """Yield what is wrong with a term that a release is filed under.

    level: of a term that was not in force; of a text written long ago it says nothing bad.
    """
    term = profile[filed.vocabulary].get(filed.code)
    if term is None:
        yield Finding(
            code="vocab.unknown-term",
            level=ERROR,
            field=filed.field,
            span=filed.span,
            message=f"{filed.code!r} is no term of {filed.vocabulary!r}",
            hint="Use a code of the vocabulary, or add the term to the profile first.",
        )
    elif day is not None and not term.days.cover(day.first_day):
        yield Finding(
            code="vocab.not-in-force",
            level=level,
            field=filed.field,
            span=filed.span,
            message=f"{term.code!r} was not in force on {day}",
        )


def check_release(release: Release) -> tuple[Finding, ...]:
    """Return what is wrong with a release's marks, links and files; every finding is an error.

    Raises nothing: whoever writes the record refuses a release of which anything is found.
    """
    marks = (one for text in release.texts.values() for one in check_marks(text))
    return (*marks, *check_links(release), *check_media(release))


def check_marks(text: Text) -> tuple[Finding, ...]:
    """Return what is wrong with the marks of a text; every finding is an error.

    A mark must be of a known kind, lie inside its paragraph and, as a link, lead somewhere
    safe; a paragraph is one thing at most, and two links share no word.
    """
    return tuple(
        Finding(
            code="text.mark",
            level=ERROR,
            field="marks",
            message=f"the {mark.kind} of paragraph {mark.paragraph} {problem}",
            hint="Mark the paragraph again.",
        )
        for mark, problem in _judged(text)
        if problem
    )


def check_links(release: Release) -> tuple[Finding, ...]:
    """Return what is wrong with a release's further links; every finding is an error."""
    return tuple(
        Finding(
            code="text.further-link",
            level=ERROR,
            field="links",
            message=f"the further link {one.label[:80]!r} leads to {one.to[:80]!r}: "
            "it needs a name, and only https, http, mailto, a path or a symbol may be led to",
            hint="Write the address, a blank, and what it is called.",
        )
        for one in release.links
        if not (one.label.strip() and is_link(one.to))
    )


def sound_marks(text: Text) -> tuple[Mark, ...]:
    """Return the marks of a text of which no rule says anything, in their order."""
    return tuple(mark for mark, problem in _judged(text) if not problem)


def check_media(release: Release) -> tuple[Finding, ...]:
    """Return what is wrong with the files a release names; every finding is an error."""
    return (
        *_check_files("pictures", release.pictures, PICTURE_TYPES),
        *_check_files("attachments", release.attachments, MEDIA_TYPES),
    )


def extent_of(mark: Mark, paragraph: str) -> tuple[int, int]:
    """Return the characters [start, end) a mark covers in its paragraph."""
    return (mark.start, mark.end) if mark.start or mark.end else (0, len(paragraph))


def _judged(text: Text) -> Iterator[tuple[Mark, str]]:
    """Yield every mark with what is wrong with it; of two that clash, the second is."""
    blocks: set[int] = set()
    links: dict[int, list[tuple[int, int]]] = {}
    for mark in text.marks:
        problem = _problem_of(mark, text.body)
        if not problem and mark.kind in BLOCK_MARKS:
            if mark.paragraph in blocks:
                problem = "is the second thing that its paragraph is said to be"
            blocks.add(mark.paragraph)
        elif not problem and mark.kind == LINK:
            start, end = extent_of(mark, text.body[mark.paragraph - 1])
            beside = links.setdefault(mark.paragraph, [])
            if any(start < other_end and other_start < end for other_start, other_end in beside):
                problem = "lies across another link"
            else:
                beside.append((start, end))
        yield mark, problem


def _problem_of(mark: Mark, body: tuple[str, ...]) -> str:
    if mark.kind not in (*BLOCK_MARKS, *INLINE_MARKS):
        return "is of no known kind"
    if not 1 <= mark.paragraph <= len(body):
        return "stands in no paragraph of the text"
    if (mark.kind == HEADING) != (mark.level in HEADING_LEVELS) or (
        mark.kind != HEADING and mark.level
    ):
        return f"has the level {mark.level}: a heading has 2 to 4, nothing else has one"
    start, end = extent_of(mark, body[mark.paragraph - 1])
    if not 0 <= start < end <= len(body[mark.paragraph - 1]):
        return "lies outside its paragraph"
    if mark.kind in BLOCK_MARKS and (mark.start or mark.end):
        return "covers words only, where it must cover the paragraph"
    if (mark.kind == LINK) != bool(mark.to):
        return "has no address, or one where none belongs"
    if mark.to and not is_link(mark.to):
        return f"leads to {mark.to[:80]!r}: only https, http, mailto, a path or a symbol may"
    return ""


def _check_files(
    field: str, files: Sequence[Picture | Attachment], types: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    for one in files:
        if problem := _problem_of_file(one, types):
            yield Finding(
                code="media.file",
                level=ERROR,
                field=field,
                message=f"the file {one.name[:80]!r} {problem}",
                hint="Upload the file again.",
            )


def _problem_of_file(one: Picture | Attachment, types: Mapping[str, tuple[str, ...]]) -> str:
    if one.media_type not in types:
        return f"is of the media type {one.media_type[:80]!r}, which is not taken"
    if not has_ending_of(one.name, one.media_type):
        return f"does not end as a file of {one.media_type} does"
    if not is_file_name(one.name):
        return "has a name that cannot stand in an address"
    digests = [one.digest]
    digests += [smaller.digest for smaller in one.renditions] if isinstance(one, Picture) else []
    if not all(map(is_digest, digests)):
        return "is named by no SHA-256 digest"
    return ""
