"""The forms of a person in an office, and of a State in the chair."""

from __future__ import annotations

from django import forms

from communique.core.record import Appointment, Chairpersonship, RegistryRecord
from communique.newsroom.registry.forms.record import RecordForm
from communique.newsroom.registry.forms.rows import Values
from communique.newsroom.registry.forms.values import DayField, OneCode, SomeCodes


class AppointmentForm(RecordForm):
    """A person in an office, from a day until another."""

    record_type = Appointment
    # Somebody else in the office, or the same person in another, is an appointment of its own.
    for_good = ("code", "person", "office")

    code = forms.CharField(
        required=False, max_length=120, help_text="For life. Made of person, office and year."
    )
    person = OneCode("person")
    office = OneCode("office")
    since = DayField(required=False, label="In office from")
    until = DayField(required=False, label="In office until", is_first_out=True)
    countries = SomeCodes("country", label="Acts for", help_text="Of a chair: its State.")
    succeeds = forms.BooleanField(
        required=False,
        label="Whoever holds the office until then leaves it on that day",
        help_text="Their appointment is ended by a change of its own, to go out with this one.",
    )

    def clean_code(self) -> str:
        """Return the code said, nothing where none was."""
        return super().clean_code() if self.cleaned_data["code"] else ""

    def clean(self) -> Values:
        """Make the code where none is said."""
        said = self.cleaned_data
        if not self.errors and "code" in self.fields and not said["code"]:
            year = f"-{said['since'][:4]}" if said.get("since") else ""
            said["code"] = f"{said['person']}-{said['office']}{year}"
        if said.get("succeeds") and not said.get("since"):
            self.add_error("since", "Say from which day, so that the office is left on it.")
        return super().clean()

    def _bare(self, said: Values) -> RegistryRecord:
        return Appointment(**said)


class ChairForm(RecordForm):
    """The State that chairs in a year."""

    record_type = Chairpersonship
    for_good = ("year",)

    year = forms.IntegerField(min_value=1900, max_value=9999)
    country = OneCode("country")
    since = DayField(label="In the chair from")
    until = DayField(label="In the chair until", is_first_out=True)

    def _bare(self, said: Values) -> RegistryRecord:
        return Chairpersonship(**said)
