"""Somebody takes an office: whoever holds it until then leaves it on that day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction

from communique.core.dates import PartialDate
from communique.core.profile import Profile
from communique.core.record import Appointment
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import Bundle
from communique.newsroom.registry.copies import change_of, keep
from communique.newsroom.registry.models import RegistryCopy


def predecessors(one: Appointment, profile: Profile) -> Iterator[Appointment]:
    """Yield the appointments to an office that reach into another that follows them."""
    for other in profile.appointments:
        if other.office != one.office or other.code == one.code:
            continue
        is_earlier = other.since is None or str(other.since) < str(one.since)
        if is_earlier and other.days.surely_overlap(one.days):
            yield other


@transaction.atomic
def succeed(copy: RegistryCopy, by: Member) -> list[RegistryCopy]:
    """Return the changes by which those who held the office leave it, in one bundle with it.

    copy: the working copy of an appointment that says its first day.
    """
    one = copy.as_record()
    if not isinstance(one, Appointment) or one.since is None:
        return []
    leaving = [_left(other, one.since, by) for other in predecessors(one, shelf.profile())]
    if leaving:
        bundle = copy.bundle or Bundle.objects.create(name=str(copy)[:120], made_by=by)
        for change in (copy, *leaving):
            change.bundle = bundle
            change.save(update_fields=["bundle"])
    return leaving


def _left(other: Appointment, on: PartialDate, by: Member) -> RegistryCopy:
    change = change_of(other, by)
    keep(change, replace(other, until=on), by)
    return change
