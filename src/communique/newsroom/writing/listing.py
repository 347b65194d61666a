"""The list of working copies of releases: its columns, and what it can be narrowed to."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.snippets.views.snippets import IndexView

from communique.newsroom.desk.models import ReleaseCopy, State
from communique.newsroom.desk.models.release import spaced
from communique.newsroom.writing.shown import LANGUAGE, lines
from communique.newsroom.writing.terms import choices
from communique.render.messages import language_name

# What a desk works on: the others are on the record or were given up, and are asked for.
AT_WORK = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.CLEARED, State.SCHEDULED)


class ReleaseFilter(WagtailFilterSet):
    """What the list can be narrowed to."""

    state = django_filters.MultipleChoiceFilter(
        choices=State.choices, widget=forms.CheckboxSelectMultiple, label="State"
    )
    mine = django_filters.ChoiceFilter(
        choices=[("yes", "Those I began or wrote in")],
        method="only_mine",
        label="Mine",
        widget=forms.RadioSelect,
        empty_label="Everybody’s",
    )
    kind = django_filters.MultipleChoiceFilter(
        choices=lambda: _offered("kind"), widget=forms.CheckboxSelectMultiple, label="Kind"
    )
    source = django_filters.ChoiceFilter(
        choices=lambda: _offered("structure"), method="of_source", label="Source"
    )

    class Meta:
        """Of working copies of releases; each filter is said above."""

        model = ReleaseCopy
        fields = ()

    def filter_queryset(self, queryset: QuerySet[ReleaseCopy]) -> QuerySet[ReleaseCopy]:
        """Return what was asked for; what is at work, where no state was."""
        if not self.form.cleaned_data.get("state"):
            queryset = queryset.filter(state__in=AT_WORK)
        narrowed: QuerySet[ReleaseCopy] = super().filter_queryset(queryset)
        return narrowed

    def only_mine(self, queryset: QuerySet[ReleaseCopy], _: str, __: str) -> QuerySet[ReleaseCopy]:
        """Return those that whoever asks began or wrote in."""
        me = self.request.user.pk
        # Who wrote is a list, into which SQLite cannot look; it is short, and so are the lists.
        rows = queryset.values_list("pk", "made_by_id", "written_by")
        return queryset.filter(pk__in=[pk for pk, by, also in rows if me == by or me in also])

    def of_source(
        self, queryset: QuerySet[ReleaseCopy], _: str, code: str
    ) -> QuerySet[ReleaseCopy]:
        """Return those of a structure."""
        return queryset.filter(owned_by__contains=spaced([code]))


class ReleaseList(IndexView):
    """The releases being written that a member may see, the last changed first."""

    default_ordering = "-changed_at"

    @cached_property
    def columns(self) -> list[Column]:
        """Return the columns; none to tick, for nothing is done to many at once."""
        return [
            TitleColumn(
                "title",
                label="Title",
                accessor=str,
                sort_key="title",
                get_url=self.get_edit_url,
            ),
            StatusTagColumn(
                "state",
                label="State",
                accessor=lambda copy: copy.get_state_display(),
                sort_key="state",
                primary=lambda copy: copy.state in (State.CLEARED, State.SCHEDULED, State.ISSUED),
            ),
            Column("sources", label="Sources", accessor=lambda copy: _said("sources", copy)),
            Column("kind", label="Kind", accessor=lambda copy: _said("kind", copy)),
            Column("lang", label="Language", accessor=_langs),
            DateColumn("changed_at", label="Changed", sort_key="changed_at"),
            Column("not_before", label="Goes out", accessor=goes_out, sort_key="not_before"),
        ]


def goes_out(copy: ReleaseCopy) -> str:
    """Return when a scheduled release goes out: in the zone it was said in, and in UTC."""
    if copy.state != State.SCHEDULED or copy.not_before is None:
        return ""
    here = copy.not_before.astimezone(_zone(copy.zone))
    said = here.strftime("%-d %b %Y, %H:%M:%S").removesuffix(":00")
    if not here.utcoffset():
        return f"{said} UTC"
    return f"{said} {copy.zone} ({copy.not_before.astimezone(UTC):%H:%M} UTC)"


def _zone(name: str) -> Any:
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _said(field: str, copy: ReleaseCopy) -> str:
    return ", ".join(lines(field, getattr(copy, field), copy.day))


def _langs(copy: ReleaseCopy) -> str:
    """Return its language, and those it is to be translated into."""
    return ", ".join(language_name(one, LANGUAGE) for one in (copy.lang, *copy.languages))


def _offered(vocabulary: str) -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in choices(vocabulary, timezone.localdate(), LANGUAGE)]
