"""Working copies of the registry: found, begun, opened from the record, kept."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction

from communique.core.profile import symbol_of
from communique.core.record import RegistryRecord
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.desk.models.working import State
from communique.newsroom.record.question import today
from communique.newsroom.registry.models import RegistryCopy
from communique.newsroom.registry.sections import COPIES, Section, section_of, title_of
from communique.newsroom.roles import Deed, Person, Role, may
from communique.newsroom.steps import way

_OVER = (State.ISSUED, State.DROPPED)
_PER_TABLE = 500


def standing(symbol: str) -> RegistryRecord | None:
    """Return a record of the registry as it stands now, None where there is none."""
    return next((one for one in shelf.profile().records() if symbol_of(one) == symbol), None)


def last_entry(symbol: str) -> int | None:
    """Return the index of the last entry of a symbol, None where it has none."""
    row = shelf.store().row("last_index", symbol=symbol)
    return row[0] if row and isinstance(row[0], int) else None


def open_copies(person: Person, *sections: Section) -> Iterator[RegistryCopy]:
    """Yield the working copies being written or waiting that somebody may see, newest first.

    sections: of these only, of all where none is named.
    """
    for kind in dict.fromkeys(one.model for one in sections) if sections else COPIES:
        for copy in kind._default_manager.exclude(state__in=_OVER)[:_PER_TABLE]:
            if (not sections or kind_in(copy) in {one.code for one in sections}) and may(
                person, Deed.SEE, copy
            ):
                yield copy


def kind_in(copy: RegistryCopy) -> str:
    """Return the code of the section a working copy belongs to."""
    return copy.symbol.partition(".")[0]


def open_copy_of(symbol: str) -> RegistryCopy | None:
    """Return the working copy by which a record is being changed or begun, or None."""
    for kind in COPIES:
        found = kind._default_manager.filter(symbol=symbol).exclude(state__in=_OVER)
        if (copy := found.order_by("pk").last()) is not None:
            return copy
    return None


@transaction.atomic
def change_of(record: RegistryRecord, by: Member) -> RegistryCopy:
    """Return the one working copy by which a record of the registry is being changed."""
    symbol, section = symbol_of(record), section_of(record)
    if section is None:
        raise ValueError(f"the desk does not edit {symbol}")
    _take_turns(symbol)
    if (is_open := open_copy_of(symbol)) is not None:
        return is_open
    copy = section.model(made_by=by, based_on=last_entry(symbol))
    if section.for_authors and Role.AUTHOR in by.roles:
        copy.drafted_for = list(by.structures)
    copy.hold(record, title_of(record, shelf.profile(), today()))
    copy.save()
    copy.save_revision(user=by)
    tell(by, Deed.KEEP_REGISTRY, copy, opened=copy.based_on)
    return copy


@transaction.atomic
def keep(copy: RegistryCopy, record: RegistryRecord, by: Member) -> None:
    """Save what a working copy says now, as a revision of its own; a clearance holds no longer.

    Raises WrongState where it is frozen or issued.
    """
    way.edited(copy, by)
    copy.hold(record, title_of(record, shelf.profile(), today()))
    copy.save()
    copy.save_revision(user=by)
    tell(by, Deed.WRITE, copy)


def _take_turns(symbol: str) -> None:
    # As in record.opening: on PostgreSQL two people at once would make two copies of one record.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [symbol])
