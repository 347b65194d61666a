"""The form of a project, or of a handover of equipment."""

from __future__ import annotations

import re

from django import forms

from communique.core.activity import HANDOVER, PROJECT, Activity, Goods
from communique.newsroom.registry.forms.parties import refs
from communique.newsroom.registry.forms.record import NAMES, RecordForm
from communique.newsroom.registry.forms.rows import GoodsRow, PartyRow, Table, Values
from communique.newsroom.registry.forms.values import DayField, OneCode, SomeCodes, WordsField
from communique.newsroom.shelf import called

PARTS = ("implementers", "donors", "funders", "recipients")
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


def _parties(record: Activity) -> list[Values]:
    return [
        {"role": part, "code": ref.code or "", "name": ref.name}
        for part in PARTS
        for ref in getattr(record, part)
    ]


def _goods(record: Activity) -> list[Values]:
    return [{"what": one.what, "quantity": one.quantity} for one in record.goods]


class ActivityForm(RecordForm):
    """An activity: who does it, who pays, who receives, what, where and when."""

    record_type = Activity
    tables = (
        NAMES,
        Table(name="parties", title="Who takes part", row=PartyRow, rows_of=_parties),
        Table(name="goods", title="What is handed over", row=GoodsRow, rows_of=_goods),
    )
    doubt = None  # type: ignore[assignment]  # so a form leaves a field out

    code = forms.CharField(max_length=80, help_text="For life. Part of its symbol and address.")
    kind = forms.ChoiceField(choices=[(PROJECT, "project"), (HANDOVER, "handover")])
    since = DayField(required=False, label="From, or on")
    until = DayField(required=False, label="Until", is_first_out=True)
    place = OneCode("place", required=False)
    countries = SomeCodes("country")
    fields_of_work = SomeCodes("field-of-work")
    budget = WordsField(required=False, max_length=40, help_text="As written: 1 200 000.")
    currency = forms.CharField(required=False, max_length=3, help_text="Three letters: EUR.")
    drafted_for = SomeCodes(
        "structure", label="Drafted for", help_text="Their authors see it. Readers do not."
    )

    def lay_out(self) -> None:
        """Call its fields of work as the organisation does."""
        self.fields["fields_of_work"].label = called("field-of-work", "Fields of work")

    def clean_currency(self) -> str:
        """Return the currency's code (ISO 4217)."""
        said = str(self.cleaned_data["currency"]).upper()
        if said and not _CURRENCY.fullmatch(said):
            raise forms.ValidationError("The code of a currency is three letters (ISO 4217).")
        return said

    def from_tables(self) -> Values:
        """Return names, parties by the part they take, and goods."""
        said = super().from_tables()
        parties = self.rows["parties"].values()
        for part in PARTS:
            said[part] = tuple(refs((one for one in parties if one["role"] == part), self.profile))
        said["goods"] = tuple(Goods(**row) for row in self.rows["goods"].values())
        return said
