"""Tables in a form: rows to fill, one more always empty, more at the press of a button.

Rows are plain HTML: without script a submit named `add-TABLE` gives one more, with it the press.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.formsets import TOTAL_FORM_COUNT, BaseFormSet, formset_factory

from communique.core.profile import Profile
from communique.core.profile_rules import NAME_KINDS
from communique.core.record import RegistryRecord
from communique.newsroom.registry.forms.values import (
    Choices,
    DayField,
    WordsField,
    plain_choices,
    term_choices,
)
from communique.render.messages import language_name

if TYPE_CHECKING:
    _Rows = BaseFormSet["RowForm"]
else:
    # The class knows of no type of its forms when it runs.
    _Rows = BaseFormSet

ADD = "add-"
ROWS_AT_MOST = 300
LANG = "en"
Values = dict[str, Any]


class RowForm(forms.Form):
    """One row of a table."""

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        """Offer what the record holds today."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField) and name in _OFFERED:
                offered = _OFFERED[name](profile)
                # What stands is never lost for being no longer offered.
                stood = self.initial.get(name)
                known = {code for code, _ in offered}
                kept = [(stood, stood)] if stood and stood not in known else []
                field.choices = [*offered, *kept]
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField) and field.initial is None:
                # A list sends its first value for a row that nobody has touched.
                field.initial = next((code for code, _ in _flat(field.choices)), "")


class NameRow(RowForm):
    """A name in a language, on its days."""

    text = WordsField(label="Name", max_length=300)
    lang = forms.ChoiceField(label="Language")
    kind = forms.ChoiceField(choices=plain_choices(NAME_KINDS), initial=NAME_KINDS[0])
    since = DayField(required=False, label="From")
    until = DayField(required=False, label="Until")
    source = WordsField(required=False, max_length=300, label="Read in")


class RenamingRow(RowForm):
    """From a day on it is called otherwise."""

    since = DayField(label="From")
    text = WordsField(label="it is called", max_length=300)
    lang = forms.ChoiceField(label="in")


class MembershipRow(RowForm):
    """The days in a group."""

    group = forms.ChoiceField()
    since = DayField(required=False, label="From")
    until = DayField(required=False, label="Until")


class PartyRow(RowForm):
    """Somebody's part in an activity: by code, by a name, or both."""

    role = forms.ChoiceField(
        choices=[
            ("implementers", "implements"),
            ("donors", "donates"),
            ("funders", "funds"),
            ("recipients", "receives"),
        ]
    )
    code = forms.ChoiceField(required=False, label="In the registry")
    name = WordsField(required=False, max_length=300, label="Name as said")

    def clean(self) -> Values:
        """Return the row; one that names nobody is refused."""
        said = super().clean() or {}
        if self.has_changed() and not (said.get("code") or said.get("name")):
            self.add_error("name", "Say who, by a choice or by a name.")
        return said


class HostRow(RowForm):
    """Whoever hosts a meeting: by code, by a name, or both."""

    code = forms.ChoiceField(required=False, label="In the registry")
    name = WordsField(required=False, max_length=300, label="Name as said")

    def clean(self) -> Values:
        """Return the row; one that names nobody is refused."""
        said = super().clean() or {}
        if self.has_changed() and not (said.get("code") or said.get("name")):
            self.add_error("name", "Say who, by a choice or by a name.")
        return said


class AgendaRow(RowForm):
    """One point of an agenda."""

    number = WordsField(required=False, max_length=20, label="No.")
    text = WordsField(label="Point", max_length=1000)
    lang = forms.ChoiceField(label="Language")
    day = DayField(required=False)
    time = WordsField(required=False, max_length=5, label="Time", help_text="10:00, at the place.")


class DocumentRow(RowForm):
    """A document of a meeting: a release, or something that stands at an address."""

    title = WordsField(max_length=300)
    lang = forms.ChoiceField(label="Language")
    symbol = WordsField(required=False, max_length=200, label="Symbol of the release")
    address = WordsField(required=False, max_length=2000, label="Else its address")


class ParticipantRow(RowForm):
    """Who takes part: people of a State or of a body, or a named person."""

    country = forms.ChoiceField(required=False, label="State")
    body = WordsField(required=False, max_length=300, label="Body")
    person = WordsField(required=False, max_length=300, label="Name")
    role = WordsField(required=False, max_length=300, label="Role")

    def clean(self) -> Values:
        """Return the row; one that names nobody is refused."""
        said = super().clean() or {}
        if self.has_changed() and not any(said.get(one) for one in ("country", "body", "person")):
            self.add_error("country", "Say who: a State, a body or a name.")
        return said


class GoodsRow(RowForm):
    """What was handed over, and how many."""

    what = WordsField(max_length=300)
    quantity = forms.IntegerField(required=False, min_value=0)


class Rows(_Rows):
    """The rows of a table."""

    def values(self) -> list[Values]:
        """Return the rows that say something and are not taken out, once all are valid."""
        cleaned = [getattr(row, "cleaned_data", {}) for row in self.forms]
        return [
            {name: value for name, value in row.items() if name != "DELETE"}
            for row in cleaned
            if row and not row.get("DELETE")
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a form: what its rows are, and how they are read from a record.

    told: the sentence above it.
    """

    name: str
    title: str
    row: type[RowForm]
    rows_of: Callable[[Any], Sequence[Values]]
    told: str = ""

    def bound(
        self, posted: Mapping[str, Any] | None, record: RegistryRecord | None, profile: Profile
    ) -> Rows:
        """Return its rows: as posted, else as a record has them."""
        made = formset_factory(
            self.row,
            formset=Rows,
            can_delete=True,
            max_num=ROWS_AT_MOST,
            absolute_max=ROWS_AT_MOST,
        )
        rows: Any = made(
            data=posted,
            prefix=self.name,
            initial=[*self.rows_of(record)] if record is not None else None,
            form_kwargs={"profile": profile},
        )
        return cast(Rows, rows)


def with_one_more(posted: Any) -> Any:
    """Return what was posted with one more row in the table whose button was pressed."""
    tables = [name.removeprefix(ADD) for name in posted if name.startswith(ADD)]
    changed = posted.copy()
    for table in tables:
        key = f"{table}-{TOTAL_FORM_COUNT}"
        count = str(posted.get(key, ""))
        if count.isascii() and count.isdigit() and len(count) < 4:
            changed[key] = str(min(int(count) + 1, ROWS_AT_MOST))
    return changed


def _flat(choices: Any) -> Choices:
    return [(str(code), str(label)) for code, label in choices]


def _languages(profile: Profile) -> Choices:
    return [(lang, language_name(lang, LANG)) for lang in profile.languages]


def _groups(profile: Profile) -> Choices:
    groups = {
        one.group
        for terms in profile.vocabularies.values()
        for term in terms
        for one in term.memberships
    }
    return [("", "–"), *plain_choices(sorted(groups))]


def _anybody(profile: Profile) -> Choices:
    parts = ("structure", "country", "person")
    return [("", "–"), *(pair for part in parts for pair in term_choices(profile, part))]


def _countries(profile: Profile) -> Choices:
    return [("", "–"), *term_choices(profile, "country")]


_OFFERED: Mapping[str, Callable[[Profile], Choices]] = {
    "lang": _languages,
    "group": _groups,
    "code": _anybody,
    "country": _countries,
}
