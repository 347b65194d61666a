"""Working copies of the registry's records: each holds the record itself, as the log will."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.db import models

from communique.core.activity import Activity
from communique.core.canonical import decode, to_json
from communique.core.profile import kind_of, symbol_of
from communique.core.record import (
    About,
    Appointment,
    Chairpersonship,
    Event,
    Finding,
    RegistryRecord,
)
from communique.core.vocab import Term
from communique.newsroom import shelf
from communique.newsroom.desk.models.working import State, WorkingCopy, codes
from communique.newsroom.registry.findings import findings

SYMBOL_CHARACTERS = 200


class RegistryCopy(WorkingCopy):
    """A record of the registry on its way.

    content: the record as plain JSON (core.canonical.to_json), so that whatever of it the desk
    does not edit stays as it stands.  title: what lists call it.
    drafted_for: codes of the structures whose authors may write it.
    based_on: the entry it was opened from, None for what is new.
    """

    record_type: ClassVar[type[RegistryRecord]]

    symbol = models.CharField(max_length=SYMBOL_CHARACTERS, blank=True, db_index=True)
    title = models.CharField(max_length=300, blank=True)
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    drafted_for = codes()

    class Meta:
        """No table of its own."""

        abstract = True

    def __str__(self) -> str:
        """Return what lists call it."""
        return self.title or self.symbol or "Untitled"

    def hold(self, record: RegistryRecord, title: str) -> None:
        """Take a record in, under its own symbol; `title` is what lists call it."""
        self.content, self.symbol, self.title = to_json(record), symbol_of(record), title[:300]

    def as_record(self) -> RegistryRecord:
        """Return the record it holds."""
        return decode(self.content, self.record_type)

    def record_kind(self) -> str:
        """Return the registry's name for the record."""
        return kind_of(self.as_record())

    def owners(self) -> Collection[str]:
        """Return the structures whose authors may write it."""
        return self.drafted_for

    def findings(self) -> tuple[Finding, ...]:
        """Return what the rules say of the registry once this is in it.

        What goes out in one bundle with it is taken to be in it too.
        """
        return findings(self.as_record(), shelf.profile(), self.companions())

    def companions(self) -> list[RegistryRecord]:
        """Return the records of the registry that go out in one bundle with it."""
        if self.bundle_id is None:
            return []
        return [
            copy.as_record()
            for kind in RegistryCopy.__subclasses__()
            for copy in kind._default_manager.filter(bundle=self.bundle_id)
            if copy.symbol != self.symbol and copy.state not in (State.ISSUED, State.DROPPED)
        ]


class TermCopy(RegistryCopy):
    """A term of a vocabulary: a State, a body, a person, an office, a place, a field of work."""

    record_type = Term

    class Meta:
        """In the desk's words."""

        verbose_name = "registry entry"
        verbose_name_plural = "registry entries"
        ordering: ClassVar[list[str]] = ["-changed_at"]


class EventCopy(RegistryCopy):
    """A meeting or conference: announced, confirmed, postponed, cancelled or held."""

    record_type = Event

    class Meta:
        """In the desk's words."""

        verbose_name = "meeting"
        ordering: ClassVar[list[str]] = ["-changed_at"]


class ActivityCopy(RegistryCopy):
    """A project, or a handover of equipment."""

    record_type = Activity

    class Meta:
        """In the desk's words."""

        verbose_name = "activity"
        verbose_name_plural = "activities"
        ordering: ClassVar[list[str]] = ["-changed_at"]


class AppointmentCopy(RegistryCopy):
    """A person in an office."""

    record_type = Appointment

    class Meta:
        """In the desk's words."""

        verbose_name = "appointment"
        ordering: ClassVar[list[str]] = ["-changed_at"]


class ChairCopy(RegistryCopy):
    """A State in the chair."""

    record_type = Chairpersonship

    class Meta:
        """In the desk's words."""

        verbose_name = "chairpersonship"
        ordering: ClassVar[list[str]] = ["-changed_at"]


class AboutCopy(RegistryCopy):
    """An editorial page on the organisation or its record."""

    record_type = About

    class Meta:
        """In the desk's words."""

        verbose_name = "page"
        ordering: ClassVar[list[str]] = ["-changed_at"]
