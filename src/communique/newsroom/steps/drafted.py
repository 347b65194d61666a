"""What people say to the facts of a text that is still being written; it goes out with the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from communique.core.fact import EDITOR, Fact, kind_of_fact
from communique.core.fact_rules import check_fact, check_parties
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.reading.drafted import may_judge, once, told_before
from communique.newsroom.reading.reported import (
    REFUSED,
    Kept,
    facts_typed,
    is_told,
    keep,
    kept_by,
    key_of,
)
from communique.newsroom.steps.copies import name_of
from communique.newsroom.steps.errors import NotAllowed, NotFit, WrongState
from communique.newsroom.steps.way import edited


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a working copy that a decision made.  follows: the one before it, if any."""

    number: int
    made_at: datetime
    follows: int | None


@transaction.atomic
def confirm(
    copy: ReleaseCopy,
    key: str,
    by: Member,
    *,
    said: ReleaseCopy,
    amend: Callable[[Fact], Fact] | None = None,
) -> Version:
    """Have a working copy keep a fact, as it was read or amended, and return the version made.

    said: the text that proposes it: the copy as it was saved, or as it stands in a browser.
    It is writing, so a clearance holds no longer. Raises NotAllowed; WrongState where the text
    proposes no such fact; NotFit where what was amended breaks a rule.
    """
    row = _held(copy, by)
    record = next((one for one in once(facts_typed(said)) if key_of(one) == key), None)
    if record is None or is_told(record, told_before(row)):
        raise WrongState(f"the text of {name_of(row)} proposes no such fact any more")
    if amend is not None and (fact := amend(record.fact)) != record.fact:
        record = replace(record, fact=fact, rule=EDITOR, confidence=1.0)
    findings = (*check_fact(record), *check_parties(record, shelf.profile()))
    if findings:
        raise NotFit(findings)
    row.refused = [one for one in row.refused if one != REFUSED + key]
    made = _keep(row, by, (*_others(row, key), Kept(key=key, record=record)))
    how = "amended" if record.rule == EDITOR else "confirmed"
    tell(by, "confirm-fact", row, kind=kind_of_fact(record.fact), how=how)
    return made


@transaction.atomic
def refuse(copy: ReleaseCopy, key: str, by: Member) -> None:
    """Remember that a fact is none; nothing goes out otherwise, so a clearance holds."""
    row = _held(copy, by)
    _refuse(row, [*(one for one in row.refused if one != REFUSED + key), REFUSED + key])
    tell(by, "refuse-fact", row)


@transaction.atomic
def take_back(copy: ReleaseCopy, key: str, by: Member) -> Version | None:
    """Forget what was said to a fact; return the version, None where it had been refused."""
    row = _held(copy, by)
    if REFUSED + key in row.refused:
        _refuse(row, [one for one in row.refused if one != REFUSED + key])
        made = None
    elif key in {one.key for one in kept_by(row)}:
        made = _keep(row, by, _others(row, key))
    else:
        raise WrongState(f"nothing was said to this fact of {name_of(row)}")
    tell(by, "take-back-fact", row)
    return made


def _held(copy: ReleaseCopy, by: Member) -> ReleaseCopy:
    row = ReleaseCopy.objects.select_for_update().get(pk=copy.pk)
    if not may_judge(row, by):
        raise NotAllowed(f"the facts of {name_of(row)} are not yours to decide on as it stands")
    return row


def _others(row: ReleaseCopy, key: str) -> tuple[Kept, ...]:
    return tuple(one for one in kept_by(row) if one.key != key)


def _keep(row: ReleaseCopy, by: Member, kept: tuple[Kept, ...]) -> Version:
    edited(row, by)
    keep(row, kept)
    row.save()
    follows = row.latest_revision_id
    made = row.save_revision(user=by, log_action=True, clean=False)
    return Version(number=made.pk, made_at=made.created_at, follows=follows)


def _refuse(row: ReleaseCopy, refused: list[str]) -> None:
    row.refused = refused
    row.save(update_fields=["refused"])
