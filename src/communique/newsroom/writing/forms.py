"""The form a release is written in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms.models import WagtailAdminModelForm

from communique.core.dates import PartialDate
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.roles import Deed, may
from communique.newsroom.shelf import profile
from communique.newsroom.writing.fields import CodesField, DayField, NamesField
from communique.newsroom.writing.labels import label
from communique.newsroom.writing.terms import ACTIVITIES, EVENTS, choices, label_of
from communique.newsroom.writing.widgets import CodesSelect
from communique.render.messages import language_name

DESK_LANGUAGE = "en"


class ReleaseForm(WagtailAdminModelForm):
    """What an editor sends of a release; what other rooms keep of it is not in here."""

    title = forms.CharField(max_length=1000, widget=forms.TextInput)
    kind = forms.ChoiceField()
    lang = forms.ChoiceField()
    day = DayField(required=False)
    sources = CodesField("structure", widget=CodesSelect(is_ordered=True))
    fields_of_work = CodesField("field-of-work")
    countries = CodesField("country")
    places = NamesField("place")
    people = NamesField("person")
    events = CodesField(EVENTS)
    activities = CodesField(ACTIVITIES)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        copy: ReleaseCopy = self.instance
        # Where there is nothing to write the layout asks for no field; those above would stay.
        for name in set(self.fields) - set(self._meta.fields or ()):
            del self.fields[name]
        if copy._state.adding and not self.is_bound:
            self._begin(copy)
        on = self._day()
        for name, field in self.fields.items():
            if isinstance(field, CodesField):
                field.open_on(on, DESK_LANGUAGE, getattr(copy, name))
        if "kind" in self.fields:
            kinds = choices("kind", on, DESK_LANGUAGE)
            _offer(self.fields["kind"], [(one.code, one.label) for one in kinds], copy.kind)
        if "lang" in self.fields:
            spoken = [(one, language_name(one, DESK_LANGUAGE)) for one in profile().languages]
            _offer(self.fields["lang"], spoken, copy.lang)
        if "body" in self.fields:
            editor: Any = self.fields["body"].widget
            # The label beside it names no element of the editor's own. Nor may the editor wait
            # a quarter of a second, as it does by itself: who saves sooner would lose the words.
            own = {"ariaLabel": label("body"), "stateSaveInterval": 0}
            editor.options = {**editor.options, **own}
        if copy.purpose != Purpose.CORRECT:
            self.fields.pop("note", None)

    def clean_sources(self) -> list[str]:
        """Return the structures; an author's release speaks for one they write for."""
        sources: list[str] = self.cleaned_data["sources"]
        if self.for_user and not may(self.for_user, Deed.WRITE, ReleaseCopy(sources=sources)):
            raise ValidationError(f"One of them must be one you write for: {self._own()}.")
        return sources

    def _own(self) -> str:
        on = self._day()
        codes = self.for_user.structures
        return ", ".join(label_of("structure", code, on, DESK_LANGUAGE) for code in codes)

    def _begin(self, copy: ReleaseCopy) -> None:
        """Fill in what is most likely meant by somebody who begins a release today."""
        if "day" in self.fields and not copy.day:
            self.initial["day"] = timezone.localdate().isoformat()
        if "sources" in self.fields and not copy.sources and self.for_user:
            self.initial["sources"] = list(self.for_user.structures)[:1]

    def _day(self) -> date:
        """Return the day whose terms are offered: the release's, else today."""
        said = self.data.get("day", "") if self.is_bound else self.instance.day
        try:
            return PartialDate(said).first_day
        except ValueError:
            return timezone.localdate()


def _offer(field: Any, offered: list[tuple[str, str]], kept: str) -> None:
    """Offer choices; what is kept stays, even where it is none of them any more."""
    extra = [(kept, kept)] if kept and kept not in dict(offered) else []
    field.choices = [*offered, *extra]
