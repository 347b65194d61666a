"""Bundles: made, filled and emptied by press secretaries; they go out whole or not at all."""

from __future__ import annotations

from django.db import transaction

from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.desk.models import Bundle, State, WorkingCopy
from communique.newsroom.roles import Deed, may
from communique.newsroom.steps.copies import check_may, held, in_states, level, name_of, of_bundle
from communique.newsroom.steps.errors import NotPossible, WrongState
from communique.newsroom.steps.way import OPEN

_LETTERS = 120


@transaction.atomic
def make(name: str, by: Member) -> Bundle:
    """Return a new bundle, empty."""
    check_may(by, Deed.PUBLISH, None, "press secretaries make bundles")
    if not name.strip():
        raise NotPossible("a bundle needs a name")
    bundle = Bundle.objects.create(name=" ".join(name.split())[:_LETTERS], made_by=by)
    tell(by, "make-bundle", f"bundle {bundle.pk}", name=bundle.name)
    return bundle


@transaction.atomic
def add(bundle: Bundle, copy: WorkingCopy, by: Member) -> WorkingCopy:
    """Return a working copy that goes out with the bundle from now on."""
    row = _held(bundle, copy, by)
    if row.bundle_id not in (None, bundle.pk):
        raise WrongState(f"{name_of(row)} belongs to the bundle {row.bundle} already")
    row.bundle = bundle
    row.save()
    tell(by, "bundle", row, bundle=bundle.pk)
    level(copy, row)
    return row


@transaction.atomic
def remove(bundle: Bundle, copy: WorkingCopy, by: Member) -> WorkingCopy:
    """Return a working copy that goes out by itself from now on."""
    row = _held(bundle, copy, by)
    if row.bundle_id == bundle.pk:
        row.bundle = None
        row.save()
        tell(by, "unbundle", row, bundle=bundle.pk)
    level(copy, row)
    return row


def addable(by: Member) -> list[WorkingCopy]:
    """Return the working copies that a member sees and that belong to no bundle yet."""
    found = [one for one in in_states(*OPEN) if one.bundle_id is None and may(by, Deed.SEE, one)]
    return sorted(found, key=str)


def _held(bundle: Bundle, copy: WorkingCopy, by: Member) -> WorkingCopy:
    # The copy first, as its sign-off does, which then holds the bundle too: nothing joins or
    # leaves meanwhile, and nobody waits for ever.
    row = held(copy)
    Bundle.objects.select_for_update().get(pk=bundle.pk)
    check_may(by, Deed.PUBLISH, row, "press secretaries fill bundles")
    if any(one.state == State.SCHEDULED for one in of_bundle(bundle)):
        raise WrongState(f"the bundle {bundle} is signed off: take it back first")
    if row.state not in OPEN:
        raise WrongState(f"{name_of(row)} is not open any more")
    return row
