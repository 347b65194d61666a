"""The form of a meeting or conference."""

from __future__ import annotations

from django import forms

from communique.core.record import Event
from communique.newsroom.registry.forms.record import NAMES, RecordForm
from communique.newsroom.registry.forms.values import DayField, OneCode, SomeCodes

STATUSES = (
    ("announced", "announced: it is to be held"),
    ("confirmed", "confirmed: days and place are settled"),
    ("postponed", "postponed: to days not known, or to those given here"),
    ("cancelled", "cancelled: it is not held"),
    ("held", "held"),
)


class EventForm(RecordForm):
    """A meeting: announced, postponed, cancelled by its status, with its days and place."""

    record_type = Event
    tables = (NAMES,)

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
