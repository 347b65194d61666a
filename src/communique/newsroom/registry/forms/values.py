"""Fields of a form whose clean values are those of the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from communique.core.dates import PartialDate
from communique.core.profile import Profile
from communique.core.text import squeeze
from communique.newsroom.record.question import named, today
from communique.newsroom.writing.terms import choices
from communique.newsroom.writing.widgets import CodesSelect

Choices = list[tuple[str, str]]
_DAY_HELP = "A day (2022-07-01), a month (2022-07) or a year (2022)."


class DayField(forms.CharField):
    """A day, a month or a year; None where nothing is said."""

    def __init__(self, *, is_first_out: bool = False, **options: Any) -> None:
        """is_first_out: the day is the first one no longer covered."""
        told = f"{_DAY_HELP} The first day no longer covered." if is_first_out else _DAY_HELP
        widget = forms.TextInput({"placeholder": "YYYY-MM-DD", "size": 12, "autocomplete": "off"})
        super().__init__(**{"help_text": told, "widget": widget, **options})

    def clean(self, value: Any) -> PartialDate | None:
        """Return the day as the record has it."""
        said = super().clean(value)
        try:
            return PartialDate(said) if said else None
        except ValueError as error:
            raise forms.ValidationError(f"{error}.") from error


class OneCode(forms.ChoiceField):
    """One code of a vocabulary, empty where none is chosen."""

    def __init__(self, vocabulary: str, **options: Any) -> None:
        """Name the vocabulary; its terms are offered by `offer`."""
        self.vocabulary = vocabulary
        super().__init__(**options)


class SomeCodes(forms.MultipleChoiceField):
    """Some codes of a vocabulary, in the order of the vocabulary or as they stood."""

    def __init__(self, vocabulary: str, **options: Any) -> None:
        """Name the vocabulary; its terms are offered by `offer`."""
        self.vocabulary = vocabulary
        super().__init__(**{"required": False, "widget": CodesSelect(), **options})

    def clean(self, value: Any) -> tuple[str, ...]:
        """Return the codes; those that stood before keep their order."""
        chosen = super().clean(value)
        stood = [code for code in self.initial or () if code in chosen]
        return tuple(dict.fromkeys((*stood, *chosen)))


class LinesField(forms.CharField):
    """Several values, one a line."""

    def __init__(self, **options: Any) -> None:
        """Offer a few lines."""
        widget = forms.Textarea({"rows": 3})
        super().__init__(**{"required": False, "widget": widget, **options})

    def prepare_value(self, value: Any) -> Any:
        """Return what the field shows of values: a line each."""
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> tuple[str, ...]:
        """Return the lines that say something."""
        return tuple(said for line in super().clean(value).splitlines() if (said := squeeze(line)))


class WordsField(forms.CharField):
    """Words in one line, white space squeezed."""

    def clean(self, value: Any) -> str:
        """Return the words."""
        return squeeze(super().clean(value))


def offer(fields: Iterable[forms.Field], profile: Profile) -> None:
    """Give every field of codes the terms of its vocabulary to choose from."""
    for field in fields:
        if isinstance(field, OneCode):
            field.choices = [("", "–"), *term_choices(profile, field.vocabulary)]
        elif isinstance(field, SomeCodes):
            available = choices(field.vocabulary, today())
            field.choices = [(one.code, one.label) for one in available]
            if isinstance(field.widget, CodesSelect):
                field.widget.available, field.widget.told = available, "Not in force today"


def term_choices(profile: Profile, vocabulary: str) -> Choices:
    """Return the terms of a vocabulary to choose from, by name."""
    on = today()
    pairs = [(term.code, named(term, on)) for term in profile[vocabulary]]
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def plain_choices(values: Sequence[str]) -> Choices:
    """Return values that speak for themselves, to choose from."""
    return [(value, value.replace("-", " ")) for value in values]
