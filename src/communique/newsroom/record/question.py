"""What is asked of the record at the desk: a form, and the question it makes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db import connection

from communique.core.profile import Profile
from communique.core.vocab import Term
from communique.newsroom import shelf
from communique.outbox.authors import authors, signed_off
from communique.render.messages import language_name
from communique.store.desk_list import STATES, Sought

IMPORTED = "(imported)"
LANG = "en"
_SORTS = (
    ("newest", "Date, newest first"),
    ("oldest", "Date, oldest first"),
    ("entered-last", "Entered last"),
    ("entered-first", "Entered first"),
    ("changed", "Changed last"),
)
_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
Choices = list[tuple[str, str]]


class _OneOf(forms.SelectMultiple):
    """A list to choose one value from, while an address may name several."""

    allow_multiple_selected = False


class Question(forms.Form):
    """What may be asked of the record; every part may be left empty."""

    q = forms.CharField(required=False, max_length=300, label="Words or symbol")
    state = forms.MultipleChoiceField(
        required=False,
        choices=[(state, state.capitalize()) for state in STATES],
        widget=forms.CheckboxSelectMultiple,
    )
    kind = forms.MultipleChoiceField(required=False, widget=_OneOf)
    source = forms.MultipleChoiceField(required=False, widget=_OneOf)
    field = forms.MultipleChoiceField(required=False, widget=_OneOf)
    country = forms.MultipleChoiceField(required=False, widget=_OneOf)
    lang = forms.MultipleChoiceField(required=False, widget=_OneOf, label="Language")
    author = forms.ChoiceField(required=False, label="Signed off by")
    since = forms.DateField(required=False, widget=_DAY, label="Dated from")
    until = forms.DateField(required=False, widget=_DAY, label="Dated to")
    entered_since = forms.DateField(required=False, widget=_DAY, label="Entered from")
    entered_until = forms.DateField(required=False, widget=_DAY, label="Entered to")
    sort = forms.ChoiceField(required=False, choices=_SORTS, label="Order")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what the record's vocabularies and the outbox hold today."""
        super().__init__(*args, **kwargs)
        profile = shelf.profile()
        for name, vocabulary in (
            ("kind", "kind"),
            ("source", "structure"),
            ("field", "field-of-work"),
            ("country", "country"),
        ):
            self._offer(name, _terms(profile, vocabulary))
        self.fields["field"].label = shelf.called("field-of-work", "Fields of work")
        self._offer("lang", [(lang, language_name(lang, LANG)) for lang in profile.languages])
        self._offer("author", [(IMPORTED, "nobody here: imported"), *_pairs(authors(connection))])

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "any"), *choices]

    def sought(self) -> Sought:
        """Return the question, once `is_valid` has said that it is one."""
        asked = self.cleaned_data
        author = asked["author"]
        return Sought(
            words=asked["q"],
            states=tuple(asked["state"]),
            kinds=_chosen(asked["kind"]),
            sources=_chosen(asked["source"]),
            fields=_chosen(asked["field"]),
            countries=_chosen(asked["country"]),
            langs=_chosen(asked["lang"]),
            since=asked["since"],
            until=asked["until"],
            entered_since=_midnight(asked["entered_since"]),
            entered_before=_midnight(asked["entered_until"], days=1),
            symbols=signed_off(connection, author) if author not in ("", IMPORTED) else None,
            without=signed_off(connection) if author == IMPORTED else frozenset(),
            sort=asked["sort"] or _SORTS[0][0],
        )


def named(term: Term, on: date) -> str:
    """Return what a list of the desk calls a term: short, and whether it is over."""
    name = term.name(LANG, on, "menu")
    return f"{name} (ended)" if term.days.ended_by(on) else name


def today() -> date:
    """Return the day it is, UTC."""
    return datetime.now(UTC).date()


def _terms(profile: Profile, vocabulary: str) -> Choices:
    on = today()
    pairs = [(term.code, named(term, on)) for term in profile[vocabulary]]
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def _pairs(values: Iterable[str]) -> Choices:
    return [(value, value) for value in values]


def _chosen(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    return datetime.combine(day + timedelta(days=days), time.min, UTC) if day else None
