"""Bundles: working copies under one name that go out together or not at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.desk.models import Bundle, State, WorkingCopy
from communique.newsroom.roles import Deed
from communique.newsroom.steps.copies import check_may, held, kinds, name_of
from communique.newsroom.steps.errors import NotPossible, WrongState
from communique.newsroom.steps.sign_off import UTC_ZONE, cancel, publish

_NAME_CHARACTERS = 120
_REFUSAL = "only press secretaries put bundles together"


def make(name: str, by: Member) -> Bundle:
    """Return a new bundle, empty."""
    check_may(by, Deed.PUBLISH, None, _REFUSAL)
    said = " ".join(name.split())
    if not said or len(said) > _NAME_CHARACTERS:
        raise NotPossible(f"a bundle's name has 1 to {_NAME_CHARACTERS} characters")
    bundle = Bundle.objects.create(name=said, made_by=by)
    tell(by, "bundle", said)
    return bundle


@transaction.atomic
def put_in(bundle: Bundle, copy: WorkingCopy, by: Member) -> None:
    """Put a working copy into a bundle, out of the one it was in."""
    row = held(copy)
    check_may(by, Deed.PUBLISH, row, _REFUSAL)
    if not row.is_open:
        label = State(row.state).label.lower()
        raise WrongState(f"{name_of(row)} is {label}: it can be put into no bundle now")
    row.bundle = bundle
    row.save()
    tell(by, "bundle", row, bundle=bundle.name)


@transaction.atomic
def take_out(copy: WorkingCopy, by: Member) -> None:
    """Take a working copy out of its bundle."""
    row = held(copy)
    check_may(by, Deed.PUBLISH, row, _REFUSAL)
    if not row.is_open:
        raise WrongState(f"{name_of(row)} is signed off with its bundle: take that back first")
    before, row.bundle = row.bundle, None
    row.save()
    tell(by, "unbundle", row, bundle=before.name if before else "")


def copies_in(bundle: Bundle) -> list[WorkingCopy]:
    """Return the working copies in a bundle, of every kind, as they were made."""
    found = [one for kind in kinds() for one in kind._default_manager.filter(bundle=bundle)]
    return sorted(found, key=lambda one: (one.made_at, one._meta.label, one.pk))


@transaction.atomic
def publish_bundle(
    bundle: Bundle, by: Member, *, at: datetime | None = None, zone: str = UTC_ZONE
) -> list[WorkingCopy]:
    """Sign off all that is in a bundle for one instant; nothing of it where one is not ready."""
    waiting = [one for one in copies_in(bundle) if one.state != State.ISSUED]
    if not waiting:
        raise NotPossible(f"there is nothing in the bundle “{bundle}” to go out")
    if unready := [name_of(one) for one in waiting if one.state != State.CLEARED]:
        raise WrongState(f"not cleared yet: {', '.join(unready)}; nothing of the bundle goes out")
    return publish(waiting, by, at=at, zone=zone)


@transaction.atomic
def cancel_all(bundle: Bundle, by: Member) -> list[WorkingCopy]:
    """Take a bundle's sign-off back, whole."""
    scheduled = [one for one in copies_in(bundle) if one.state == State.SCHEDULED]
    if not scheduled:
        raise WrongState(f"the bundle “{bundle}” is not signed off: there is nothing to take back")
    return cancel(scheduled[0], by)
