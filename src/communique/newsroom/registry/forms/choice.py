"""Which form writes the records of which section."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.newsroom.registry.forms.about import AboutForm
from communique.newsroom.registry.forms.activity import ActivityForm
from communique.newsroom.registry.forms.event import EventForm
from communique.newsroom.registry.forms.office import AppointmentForm, ChairForm
from communique.newsroom.registry.forms.record import RecordForm
from communique.newsroom.registry.forms.term import TermForm
from communique.newsroom.registry.sections import Section

_FORMS: Mapping[str, type[RecordForm]] = {
    "event": EventForm,
    "activity": ActivityForm,
    "appointment": AppointmentForm,
    "chairpersonship": ChairForm,
    "about": AboutForm,
}


def form_of(section: Section, posted: Mapping[str, Any] | None, **options: Any) -> RecordForm:
    """Return the form for a record of a section; `options` are RecordForm's."""
    if section.is_vocabulary:
        return TermForm(posted, vocabulary=section.code, **options)
    return _FORMS[section.code](posted, **options)
