"""The form of a vocabulary's term: a State, a body, a person, an office, and more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django import forms

from communique.core.places import point_of
from communique.core.profile import Profile
from communique.core.record import RegistryRecord
from communique.core.vocab import Membership, Term
from communique.newsroom.registry.forms.record import (
    CODE,
    NAMES,
    RecordForm,
    names_from,
    renamed,
)
from communique.newsroom.registry.forms.rows import MembershipRow, RenamingRow, Table, Values
from communique.newsroom.registry.forms.values import (
    DayField,
    OneCode,
    SomeCodes,
    WordsField,
    plain_choices,
)

_COUNTRY = re.compile(r"[A-Z]{2,4}", re.ASCII)
_ALWAYS = frozenset({"code", "slug", "since", "until", "note", "doubt", "sources"})
_OF_THE_SAME = frozenset({"parent", "successors"})
# Which other members of a term a vocabulary uses.
_USED: Mapping[str, frozenset[str]] = {
    "country": frozenset({"place", "successors", "memberships"}),
    "structure": frozenset({"group", "parent", "place", "countries", "successors"}),
    "field-of-work": frozenset({"parent"}),
    "place": frozenset({"parent", "countries", "point"}),
    "office": frozenset({"structure", "successors"}),
    "person": frozenset({"countries"}),
    "body": frozenset({"place", "countries", "successors"}),
    "meeting-series": frozenset({"structure", "successors"}),
}


def _memberships(record: Term) -> list[Values]:
    return [
        {one.name: getattr(membership, one.name) for one in fields(Membership)}
        for membership in record.memberships
    ]


RENAMINGS = Table(
    name="renamings",
    title="From a day on it is called otherwise",
    row=RenamingRow,
    rows_of=lambda record: (),
    told="The name until then is ended on that day, and stays in the record.",
)
MEMBERSHIPS = Table(
    name="memberships", title="Groups it belongs to", row=MembershipRow, rows_of=_memberships
)


class TermForm(RecordForm):
    """A term: one code for life, names with their days."""

    record_type = Term
    for_good = ("code", "slug")
    names_first = True

    code = forms.CharField(max_length=80, help_text="For life. Part of its symbol and address.")
    slug = forms.CharField(
        required=False,
        max_length=80,
        label="Part of its address",
        help_text="For life. The code where nothing is said.",
    )
    since = DayField(required=False, label="In force from")
    until = DayField(required=False, label="In force until", is_first_out=True)
    group = forms.ChoiceField(required=False)
    parent = OneCode("", required=False, label="Belongs to")
    place = OneCode("place", required=False)
    structure = OneCode("structure", required=False, label="Heads")
    countries = SomeCodes("country")
    point = WordsField(
        required=False,
        max_length=40,
        label="Latitude and longitude",
        help_text="In degrees, north and east: 48.21 16.37. Maps show it there.",
    )
    successors = SomeCodes("", help_text="Other bodies that took its place; no mere new names.")

    def __init__(self, *args: Any, vocabulary: str, profile: Profile, **options: Any) -> None:
        """Show a term of a vocabulary, with what that vocabulary uses."""
        self.vocabulary, self.used = vocabulary, _USED.get(vocabulary, frozenset())
        super().__init__(*args, profile=profile, **options)

    def lay_out(self) -> None:
        """Keep what the vocabulary uses."""
        for name in list(self.fields):
            if name not in _ALWAYS and name not in self.used:
                del self.fields[name]
        for name in _OF_THE_SAME & self.fields.keys():
            field = self.fields[name]
            if isinstance(field, OneCode | SomeCodes):
                field.vocabulary = self.vocabulary

    def shown_tables(self) -> tuple[Table, ...]:
        """Return names, renamings where there is a name already, and memberships where used."""
        renamings = (RENAMINGS,) if self.stands is not None else ()
        memberships = (MEMBERSHIPS,) if "memberships" in self.used else ()
        return (*renamings, NAMES, *memberships)

    def offer(self) -> None:
        """Offer the groups that the vocabulary knows, too."""
        super().offer()
        field = self.fields.get("group")
        if isinstance(field, forms.ChoiceField):
            known = self.profile[self.vocabulary]
            field.choices = [
                ("", "–"),
                *plain_choices(sorted({term.group for term in known if term.group})),
            ]

    def clean_code(self) -> str:
        """Return the code: capitals for a country, as ISO 3166-1 has them."""
        code = str(self.cleaned_data["code"])
        if self.vocabulary == "country" and not _COUNTRY.fullmatch(code):
            raise forms.ValidationError("The code of a country is two to four capitals.")
        if self.vocabulary != "country" and not CODE.fullmatch(code):
            raise forms.ValidationError("A code has small letters, digits and hyphens only.")
        return code

    def clean_point(self) -> str:
        """Return the point, where it is one."""
        said = str(self.cleaned_data["point"])
        if said and point_of(said) is None:
            raise forms.ValidationError("Latitude and longitude are two numbers: 48.21 16.37.")
        return said

    def from_tables(self) -> Values:
        """Return names, the new ones put in, and memberships."""
        names = names_from(self.rows["names"].values())
        for row in self.rows["renamings"].values() if "renamings" in self.rows else ():
            names = renamed(names, **row)
        said: Values = {"names": names}
        if "memberships" in self.rows:
            rows = self.rows["memberships"].values()
            said["memberships"] = tuple(Membership(**row) for row in rows)
        if self.held is None and self.stands is None:
            said["vocabulary"] = self.vocabulary
        return said

    def _bare(self, said: Values) -> RegistryRecord:
        return Term(**{"names": (), "vocabulary": self.vocabulary, **said})
