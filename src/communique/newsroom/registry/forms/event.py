"""The form of a meeting or conference."""

from __future__ import annotations

from dataclasses import fields

from django import forms

from communique.core.event import AgendaPoint, Document, Event
from communique.core.fact import Participant
from communique.core.ref import Ref
from communique.newsroom.registry.forms.parties import known, refs
from communique.newsroom.registry.forms.record import NAMES, RecordForm
from communique.newsroom.registry.forms.rows import (
    AgendaRow,
    DocumentRow,
    HostRow,
    ParticipantRow,
    Table,
    Values,
)
from communique.newsroom.registry.forms.values import DayField, OneCode, SomeCodes

STATUSES = (
    ("announced", "announced: it is to be held"),
    ("confirmed", "confirmed: days and place are settled"),
    ("postponed", "postponed: to days not known, or to those given here"),
    ("cancelled", "cancelled: it is not held"),
    ("held", "held"),
)


def _hosts(record: Event) -> list[Values]:
    return [{"code": one.code or "", "name": one.name} for one in record.hosts]


def _agenda(record: Event) -> list[Values]:
    return [
        {one.name: getattr(point, one.name) for one in fields(point)} for point in record.agenda
    ]


def _documents(record: Event) -> list[Values]:
    return [
        {one.name: getattr(held, one.name) for one in fields(held)} for held in record.documents
    ]


def _participants(record: Event) -> list[Values]:
    return [
        {
            "country": one.country or "",
            "body": one.body.name if one.body else "",
            "person": one.person.name if one.person else "",
            "role": one.role,
        }
        for one in record.participants
    ]


class EventForm(RecordForm):
    """A meeting: its status, its days and place, its agenda, documents, who takes part."""

    record_type = Event
    tables = (
        NAMES,
        Table(name="hosts", title="Who hosts it", row=HostRow, rows_of=_hosts),
        Table(name="agenda", title="Agenda", row=AgendaRow, rows_of=_agenda),
        Table(
            name="documents",
            title="Documents",
            row=DocumentRow,
            rows_of=_documents,
            told="Each is a release of the record, by its symbol, or stands at an address.",
        ),
        Table(
            name="participants", title="Who takes part", row=ParticipantRow, rows_of=_participants
        ),
    )

    code = forms.CharField(max_length=80, help_text="For life. Part of its symbol and address.")
    series = OneCode("meeting-series")
    number = forms.IntegerField(
        required=False, min_value=0, max_value=9999, label="Number in the series"
    )
    status = forms.ChoiceField(choices=STATUSES, initial="announced")
    first_day = DayField()
    last_day = DayField(required=False, help_text="The first day again where nothing is said.")
    place = OneCode("place", required=False)
    drafted_for = SomeCodes(
        "structure", label="Drafted for", help_text="Their authors see it. Readers do not."
    )

    def clean_number(self) -> int:
        """Return the number, 0 for none."""
        return self.cleaned_data["number"] or 0

    def clean(self) -> dict[str, object]:
        """Let a meeting end on the day it begins where nothing else is said."""
        said = super().clean()
        if said.get("first_day") and not said.get("last_day"):
            said["last_day"] = said["first_day"]
        return said

    def from_tables(self) -> Values:
        """Return names, hosts, agenda, documents and participants."""
        said = super().from_tables()
        said["hosts"] = tuple(refs(self.rows["hosts"].values(), self.profile))
        said["agenda"] = tuple(AgendaPoint(**row) for row in self.rows["agenda"].values())
        stood = self._named_before()
        said["documents"] = tuple(Document(**row) for row in self.rows["documents"].values())
        said["participants"] = tuple(
            Participant(
                role=row["role"],
                country=row["country"] or None,
                body=stood.get(row["body"]) or known(row["body"], "structure", self.profile),
                person=stood.get(row["person"]) or known(row["person"], "person", self.profile),
            )
            for row in self.rows["participants"].values()
        )
        return said

    def _named_before(self) -> dict[str, Ref]:
        """Return whom the record names already: a row shows names only, and codes are kept."""
        before = self.held or self.stands
        held = before.participants if isinstance(before, Event) else ()
        return {ref.name: ref for one in held for ref in (one.body, one.person) if ref}
