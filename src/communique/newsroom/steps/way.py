"""The way of a working copy until it is cleared: submitted, returned, cleared, dropped; remarks.

Every function holds the copy's row, asks the table of roles, and writes the trail. Each returns
the copy as it stands afterwards.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from communique.core.profile import symbol_of
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.desk.models import (
    ReleaseCopy,
    Remark,
    State,
    TranslationCopy,
    WorkingCopy,
)
from communique.newsroom.desk.models.symbol import reserve_symbol
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.roles import Deed, may
from communique.newsroom.steps import letters
from communique.newsroom.steps.content import (
    check_fit,
    check_seen,
    digest_going_out,
    digest_of_copy,
    record_of,
    standing_of,
)
from communique.newsroom.steps.copies import (
    Carrier,
    brings_translations_only,
    check_may,
    check_state,
    held,
    key_of,
    level,
    name_of,
    writers_of,
)
from communique.newsroom.steps.errors import NotAllowed, NoteMissing, NotPossible
from communique.newsroom.steps.models import Clearance

BEING_WRITTEN = (State.DRAFT, State.RETURNED)
OPEN = (*BEING_WRITTEN, State.SUBMITTED, State.CLEARED)


@transaction.atomic
def submit(copy: Carrier, by: Member) -> Carrier:
    """Have a working copy cleared by a second person; its symbol is reserved for good.

    Raises NotFit with the findings that keep it, NoteMissing for a correction without its note.
    """
    row = held(copy)
    if not may_submit(by, row):
        raise NotAllowed(f"{name_of(row)} is not yours to submit")
    check_state(row, BEING_WRITTEN, "submitted")
    prepare(row)
    row.state = State.SUBMITTED
    row.submitted_by, row.submitted_at = by, _now()
    row.save()
    tell(by, Deed.SUBMIT, row, content=digest_of_copy(row))
    letters.submitted(row, by)
    return _level(copy, row)


@transaction.atomic
def send_back(copy: Carrier, by: Member, remark: str) -> Carrier:
    """Return a working copy to who wrote it, with the reason."""
    row = held(copy)
    check_may(by, Deed.RETURN, row, f"{name_of(row)} is not yours to return")
    check_state(row, (State.SUBMITTED, State.CLEARED), "returned")
    if not remark.strip():
        raise NotPossible(f"say why {name_of(row)} goes back")
    row.state = State.RETURNED
    _forget_clearance(row)
    row.save()
    said = Remark.objects.create(copy=row, text=remark.strip(), said_by=by)
    # Not the words: the trail is kept for ever, and they may quote what is erased one day.
    tell(by, Deed.RETURN, row, remark=said.pk)
    letters.returned(row, by, remark.strip())
    return _level(copy, row)


@transaction.atomic
def clear(copy: Carrier, by: Member, *, seen: str = "") -> Carrier:
    """Say that the words may go out, as somebody who wrote none of them.

    seen: the digest of the content that was read; ChangedSince where it is another by now.
    """
    row = held(copy)
    check_may(by, Deed.CLEAR, row, _why_not_clear(row, by))
    if by.pk in writers_of(row):
        raise NotAllowed(_why_not_clear(row, by))
    check_state(row, (State.SUBMITTED,), "cleared")
    check_seen(row, seen)
    check_fit(row)
    digest = digest_going_out(row)
    row.state = State.CLEARED
    row.cleared_by, row.cleared_at = by, _now()
    row.cleared_revision = row.latest_revision_id
    row.save()
    Clearance.objects.update_or_create(
        copy=key_of(row),
        defaults={"digest": digest, "given_by": by, "given_at": row.cleared_at},
    )
    tell(by, Deed.CLEAR, row, content=digest, revision=row.cleared_revision)
    letters.cleared(row, by)
    return _level(copy, row)


@transaction.atomic
def edited(copy: WorkingCopy, by: Member) -> None:
    """Remember who wrote, before what they wrote is saved; a clearance holds no longer.

    The caller saves the copy, in the same transaction. What the copy in hand says of its way is
    brought level with its row first, so that a form opened earlier undoes no step taken since.
    Of a translation it is its release that falls back, where what goes out has changed; then it
    is called after the translation was saved. Raises WrongState where it is frozen or issued.
    """
    if isinstance(copy, TranslationCopy):
        _edited_translation(copy, by)
        return
    if copy.pk is None:
        copy.wrote(by)
        return
    row = held(copy)
    check_state(row, OPEN, "written")
    row.wrote(by)
    _fall_back(row, by)
    _keep_way(row)
    level(copy, row)


@transaction.atomic
def drop(copy: Carrier, by: Member) -> Carrier:
    """Give a working copy up; it stays readable at the desk, and its symbol is not used again."""
    row = held(copy)
    check_may(by, Deed.WRITE, row, f"{name_of(row)} is not yours to drop")
    check_state(row, OPEN, "dropped")
    row.state, row.bundle = State.DROPPED, None
    _forget_clearance(row)
    row.save()
    tell(by, "drop", row)
    return _level(copy, row)


@transaction.atomic
def say(copy: WorkingCopy, by: Member, text: str, *, field: str = "") -> Remark:
    """Return a remark on a working copy, or on one field of it."""
    check_may(by, Deed.REMARK, copy, f"{name_of(copy)} is not yours to remark on")
    if not text.strip():
        raise NotPossible("a remark without words says nothing")
    remark = Remark.objects.create(copy=copy, text=text.strip(), said_by=by, field=field[:40])
    tell(by, Deed.REMARK, copy, remark=remark.pk)
    return remark


@transaction.atomic
def settle(remark: Remark, by: Member) -> Remark:
    """Return a remark that is dealt with; a second time changes nothing."""
    copy = remark.copy
    if not isinstance(copy, WorkingCopy):
        raise NotPossible("what was remarked on is not at the desk any more")
    check_may(by, Deed.REMARK, copy, f"{name_of(copy)} is not yours to remark on")
    if remark.settled_at is None:
        remark.settled_at = _now()
        remark.save(update_fields=["settled_at"])
        tell(by, "settle-remark", copy, remark=remark.pk)
    return remark


def may_submit(by: Member, copy: WorkingCopy) -> bool:
    """Tell whether a member may submit a working copy.

    Who translates may, where it carries nothing but translations to a release on the record.
    """
    if may(by, Deed.SUBMIT, copy):
        return True
    return brings_translations_only(copy) and may(by, Deed.TRANSLATE, copy)


def may_clear(by: Member, copy: WorkingCopy) -> bool:
    """Tell whether a member may clear a working copy, of whose texts they wrote none."""
    return may(by, Deed.CLEAR, copy) and by.pk not in writers_of(copy)


def prepare(row: WorkingCopy) -> None:
    """Give a held working copy its symbol, and see that it may go on; the caller saves it."""
    if not row.symbol:
        row.symbol = _new_symbol(row)
        if isinstance(row, ReleaseCopy):
            row.translations.update(symbol=row.symbol)
    is_correction = isinstance(row, ReleaseCopy) and row.purpose == Purpose.CORRECT
    if is_correction and not row.note.strip():
        raise NoteMissing(f"the correction of {row.symbol} has no public note")
    check_fit(row)


def _edited_translation(copy: TranslationCopy, by: Member) -> None:
    copy.wrote(by)
    row = held(copy.release)
    if row.state not in (State.SUBMITTED, State.CLEARED):
        return
    cleared = Clearance.objects.filter(copy=key_of(row)).first()
    if row.state == State.CLEARED and cleared and cleared.digest == digest_of_copy(row):
        return
    _fall_back(row, by)
    _keep_way(row)
    level(copy.release, row)


def _fall_back(row: WorkingCopy, by: Member) -> None:
    if row.state in (State.SUBMITTED, State.CLEARED):
        before, row.state = row.state, State.DRAFT
        _forget_clearance(row)
        tell(by, "write-again", row, was=str(before))
        if before == State.CLEARED:
            letters.taken_back(row, by)


def _forget_clearance(row: WorkingCopy) -> None:
    row.cleared_by = row.cleared_at = row.cleared_revision = None
    Clearance.objects.filter(copy=key_of(row)).delete()


def _keep_way(row: WorkingCopy) -> None:
    row.save(update_fields=["state", "written_by", "cleared_by", "cleared_at", "cleared_revision"])


def _new_symbol(row: WorkingCopy) -> str:
    if not isinstance(row, ReleaseCopy):
        return symbol_of(record_of(row))
    while True:
        symbol = reserve_symbol(row.kind, _now().year)
        # An imported release may bear the number already.
        if standing_of(symbol) is None:
            return symbol


def _why_not_clear(row: WorkingCopy, by: Member) -> str:
    if by.pk in writers_of(row):
        return f"you wrote some of {name_of(row)}: a second person must clear it"
    return f"{name_of(row)} is not yours to clear"


def _level(copy: Carrier, row: Carrier) -> Carrier:
    level(copy, row)
    return row


def _now() -> datetime:
    return datetime.now(UTC)
