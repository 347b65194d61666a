"""What a working copy would put on the record, held against the rules and against the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from communique.core.canonical import SALT_BYTES, digest_of, to_bytes
from communique.core.edition import Edition
from communique.core.entry import Act
from communique.core.errors import CommuniqueError
from communique.core.fact_rules import check_fact, check_parties
from communique.core.media import media_of
from communique.core.record import Finding, Record, Release
from communique.core.review import Lookups, review
from communique.core.rules import ERROR
from communique.log.deposit import Deposit
from communique.newsroom import shelf
from communique.newsroom.desk.models import ReleaseCopy, WorkingCopy
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.reading import findings
from communique.newsroom.reading.reported import Confirmed, confirmed_in
from communique.newsroom.site import config
from communique.newsroom.steps.copies import name_of
from communique.newsroom.steps.errors import ChangedSince, NoteMissing, NotFit, NotPossible
from communique.store.query import edition

MEDIA = "media"
_NO_SALT = "00" * SALT_BYTES


def record_of(copy: WorkingCopy) -> Record:
    """Return what a working copy puts on the record as it stands; NotPossible where it is none."""
    try:
        return copy.as_record()
    except CommuniqueError:
        raise
    except (ValueError, KeyError, TypeError) as error:
        raise NotPossible(f"{name_of(copy)} makes no record: {error}") from error


def facts_of(copy: WorkingCopy, record: Record) -> tuple[Confirmed, ...]:
    """Return the facts that go out with what a working copy puts on the record."""
    if not isinstance(copy, ReleaseCopy) or not isinstance(record, Release):
        return ()
    return confirmed_in(copy, record)


def digest_of_content(*records: Record) -> str:
    """Return the digest by which two contents are told apart, whatever their salt."""
    return digest_of(b"".join(to_bytes(one, _NO_SALT) for one in records))


def digest_going_out(copy: WorkingCopy) -> str:
    """Return the digest of all that goes out with a working copy, its facts among it.

    Raises NotPossible where it makes no record.
    """
    record = record_of(copy)
    return digest_of_content(record, *facts_of(copy, record))


def digest_of_copy(copy: WorkingCopy) -> str:
    """Return the same; empty where a working copy makes no record yet."""
    try:
        return digest_going_out(copy)
    except NotPossible:
        return ""


def findings_of(copy: WorkingCopy, *, today: date | None = None) -> tuple[Finding, ...]:
    """Return what the rules find in what a working copy would put on the record."""
    if not isinstance(copy, ReleaseCopy):
        found: Sequence[Finding] = getattr(copy, "findings", tuple)()
        return tuple(found)
    release = record_of(copy)
    if not isinstance(release, Release):
        raise NotPossible(f"{name_of(copy)} makes no release")
    found = findings.findings_of(release, today=today or datetime.now(UTC).date())
    return (*found, *_of_facts(copy))


def check_fit(copy: WorkingCopy) -> None:
    """Raise NotFit where a finding of level `error` keeps a working copy from going on."""
    found = (
        (*_grave(copy), *_of_facts(copy)) if isinstance(copy, ReleaseCopy) else findings_of(copy)
    )
    errors = tuple(one for one in found if one.level == ERROR)
    if errors:
        raise NotFit(errors)


def check_seen(copy: WorkingCopy, seen: str) -> None:
    """Raise ChangedSince where a working copy is not what a page showed any more.

    seen: the digest of what it showed; empty asks nothing.
    """
    if seen and seen != digest_of_copy(copy):
        raise ChangedSince(f"{name_of(copy)} was changed after this page was opened")


def act_of(copy: WorkingCopy, record: Record) -> Act:
    """Return what the order of a working copy does to the record."""
    is_correction = isinstance(record, Release) and copy.purpose == Purpose.CORRECT
    return Act.CORRECT if is_correction else Act.ISSUE


def check_against_record(copy: WorkingCopy, record: Record) -> None:
    """Raise NotPossible where what stands on the record is not what a copy was opened from.

    The registrar asks the same once more; here it is told to a person in time.
    """
    if isinstance(record, Release):
        _check_release(copy, record)
    else:
        last = shelf.store().row("last_index", symbol=copy.symbol)
        if (last[0] if last else None) != copy.based_on:
            raise ChangedSince(f"{copy.symbol} was changed on the record since it was opened")


def check_files(copy: WorkingCopy, record: Record) -> tuple[str, ...]:
    """Return the files a record names, or raise NotPossible where one is not there."""
    if not isinstance(record, Release):
        return ()
    deposit, uploads = Deposit(config().deposit), config().newsroom / MEDIA
    for digest in media_of(record):
        if not (uploads / digest).is_file() and not deposit.has(digest):
            raise NotPossible(f"a file of {name_of(copy)} is missing: upload it again")
    return media_of(record)


def standing_of(symbol: str) -> Edition | None:
    """Return a release as the record has it now, None where it never had it."""
    return edition(shelf.store(), symbol)


def _check_release(copy: WorkingCopy, record: Release) -> None:
    found = standing_of(copy.symbol)
    if copy.purpose == Purpose.ISSUE:
        if found is not None:
            raise NotPossible(f"{copy.symbol} is on the record already")
        return
    if found is None or found.current is None or found.current.release is None:
        state = found.state if found else "not on the record"
        raise NotPossible(f"{copy.symbol} is {state}: it cannot be changed")
    if copy.purpose == Purpose.CORRECT and not copy.note.strip():
        raise NoteMissing(f"the correction of {copy.symbol} has no public note")
    now = found.current.release
    if replace(record, note="") == replace(now, note=""):
        raise NotPossible(f"{copy.symbol} stands on the record in just these words already")
    if found.current.index == copy.based_on:
        return
    before = next((one.release for one in found.versions if one.index == copy.based_on), None)
    if before is None or not _has_only_gained_languages(before, now):
        raise ChangedSince(f"somebody changed {copy.symbol} on the record since this was opened")


def _has_only_gained_languages(before: Release, now: Release) -> bool:
    if any(now.texts.get(lang) != text for lang, text in before.texts.items()):
        return False
    return replace(before, texts={}, note="") == replace(now, texts={}, note="")


def _grave(copy: ReleaseCopy) -> tuple[Finding, ...]:
    """Return what the rules find without looking anything up: no more can be an error."""
    release = record_of(copy)
    if not isinstance(release, Release):
        raise NotPossible(f"{name_of(copy)} makes no release")
    # A text listened to and a link followed tell of warnings only, and take their time.
    lookups = Lookups(today=datetime.now(UTC).date(), why_dead=lambda _: "")
    return review(release, shelf.profile(), lookups)


def _of_facts(copy: ReleaseCopy) -> tuple[Finding, ...]:
    """Return what is wrong with the facts that go out with a copy: the registry may have moved."""
    profile = shelf.profile()
    facts = facts_of(copy, record_of(copy))
    return tuple(
        finding for one in facts for finding in (*check_fact(one), *check_parties(one, profile))
    )
