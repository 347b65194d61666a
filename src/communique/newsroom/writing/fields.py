"""The fields of a release's form: codes of the registry, names beside them, and a day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from communique.core.dates import PartialDate
from communique.core.text import squeeze
from communique.ingest.dates import Days
from communique.newsroom.shelf import profile
from communique.newsroom.writing.terms import choices
from communique.newsroom.writing.widgets import FREE, CodesSelect, NamesSelect
from communique.render.dates import in_words

Named = dict[str, Any]
_NUMBER = re.compile(r"\d+")


class CodesField(forms.Field):
    """Codes of one vocabulary, in the order chosen."""

    widget: CodesSelect

    def __init__(self, vocabulary: str, *, widget: CodesSelect | None = None, **more: Any) -> None:
        super().__init__(required=False, widget=widget or CodesSelect(), **more)
        self.vocabulary = vocabulary
        self.kept: set[str] = set()

    def open_on(self, on: date, lang: str, kept: Sequence[Any]) -> None:
        """Offer what there is to choose for a release of a day.

        kept: what the working copy holds already; it may stay, whatever became of the registry.
        """
        self.widget.available = choices(self.vocabulary, on, lang)
        self.widget.told = f"Not in force on {in_words(on, lang)}"
        self.kept = set(self.prepare_value(kept))

    def prepare_value(self, value: Any) -> list[str]:
        """Return the codes that the list shows as chosen."""
        return [str(one) for one in value or ()]

    def to_python(self, value: Any) -> list[Any]:
        """Return the codes, each once; ValidationError for one that the record does not know."""
        codes = list(dict.fromkeys(one for one in self.prepare_value(value) if one))
        known = {one.code for one in self.widget.available} | self.kept
        for code in codes:
            if code not in known and not self.is_free(code):
                raise ValidationError(f"“{code}” is not in the registry.")
        return codes

    def is_free(self, code: str) -> bool:
        """Tell whether it may stand there without being in the registry."""
        return False

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether others were chosen, or in another order."""
        return self.prepare_value(initial) != self.prepare_value(data)


class NamesField(CodesField):
    """People or places: codes where the registry has them, names alone where not."""

    def __init__(self, vocabulary: str, **more: Any) -> None:
        super().__init__(vocabulary, widget=NamesSelect(), **more)
        self.refs: dict[str, Named] = {}
        self.lang = "en"

    def open_on(self, on: date, lang: str, kept: Sequence[Any]) -> None:
        """Offer what there is to choose; what is kept stays under the name it was given."""
        super().open_on(on, lang, kept)
        self.refs = {_token(one): one for one in kept if isinstance(one, dict)}

    def prepare_value(self, value: Any) -> list[str]:
        """Return codes, and names behind their mark."""
        return [_token(one) if isinstance(one, Mapping) else str(one) for one in value or ()]

    def to_python(self, value: Any) -> list[Any]:
        """Return who or what was chosen, as core.ref.Ref in JSON."""
        return [self.refs.get(token) or self._ref(token) for token in super().to_python(value)]

    def is_free(self, code: str) -> bool:
        """Tell whether it is a name."""
        return code.startswith(FREE)

    def _ref(self, token: str) -> Named:
        if self.is_free(token):
            return {"name": squeeze(token.removeprefix(FREE)), "code": None, "country": None}
        label = next(one.label for one in self.widget.available if one.code == token)
        term = profile()[self.vocabulary].term(token)
        # A person has a nationality, which is no part of how a release names them.
        country = term.countries[0] if term.countries and self.vocabulary == "place" else None
        return {"name": label, "code": token, "country": country}


class DayField(forms.CharField):
    """A day, or a month or year where no more is known; as ISO 8601 or in words."""

    def to_python(self, value: Any) -> str:
        """Return the day as ISO 8601; ValidationError where it is none."""
        said = squeeze(super().to_python(value) or "")
        if not said:
            return ""
        try:
            return PartialDate(said)
        except ValueError:
            found = _days(profile().languages).whole(said)
        # The 31st of February is understood as February; whoever wrote it did not mean that.
        if found is None or (found.precision != "day" and len(_NUMBER.findall(said)) > 1):
            raise ValidationError(
                "This is no day. Write 2026-11-24, or 24 November 2026; or 2026-11, or 2026."
            )
        return found


@cache
def _days(languages: tuple[str, ...]) -> Days:
    return Days(languages)


def _token(ref: Mapping[str, Any]) -> str:
    return str(ref.get("code") or f"{FREE}{ref.get('name', '')}")
