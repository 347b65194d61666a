"""How the form of a release is laid out, how it reads where it is locked, how versions compare."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.compare import TextFieldComparison, diff_text
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.telepath import register

from communique.newsroom.desk.body import html_of, parts_of
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.writing.forms import ReleaseForm
from communique.newsroom.writing.labels import LABELS, label, told
from communique.newsroom.writing.shown import lines

Row = str | tuple[str, ...]
# A tuple of names stands in one row where there is room.
GROUPS: tuple[tuple[str, str, tuple[Row, ...]], ...] = (
    ("text", "Text", ("note", "title", "summary", "body")),
    (
        "filing",
        "Filing",
        (
            ("kind", "lang", "day"),
            ("places", "sources"),
            ("fields_of_work", "countries"),
            ("people", "events"),
            "activities",
        ),
    ),
    ("notes", "Notes, contacts and links", ("notes", "contacts", "links")),
)
# What other rooms write: it is compared, and no part of the form.
ELSEWHERE = ("pictures", "attachments", "languages", "facts")


class InWords(TextFieldComparison):
    """Two versions of a field, compared by the words it shows."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (
            "\n".join(lines(field.name, getattr(one, field.name), one.day))
            for one in (obj_a, obj_b)
        )

    def field_label(self) -> str:
        """Return what the desk calls the field."""
        return label(self.field.name)

    def htmldiff(self) -> SafeString:
        """Return the words taken away and put in."""
        made: SafeString = diff_text(self.val_a, self.val_b).to_html()
        return made


class DeskPanel(FieldPanel):
    """A field of a release under the desk's name for it."""

    def __init__(self, field_name: str, **more: Any) -> None:
        more.setdefault("heading", LABELS[field_name][0])
        more.setdefault("help_text", told(field_name))
        # Colleagues remark in the room's own panel.
        super().__init__(field_name, **{"disable_comments": True, **more})

    def get_comparison_class(self) -> type[InWords]:
        """Return what compares two versions of it."""
        return InWords

    def format_value_for_display(self, value: Any) -> Any:
        """Return what it shows where it can only be read."""
        if self.field_name == "body":
            # Made anew of words and marks: nothing of the stored HTML itself goes out.
            parts = parts_of(value)
            return mark_safe(html_of(parts.paragraphs, parts.marks))  # noqa: S308 - our own
        return format_html_join(
            "", "<p>{}</p>", ((said,) for said in lines(self.field_name, value))
        )

    @register
    class BoundPanel(FieldPanel.BoundPanel):
        """The panel of one form."""

        telepath_adapter_name = "wagtail.panels.FieldPanel"

        def __init__(self, **named: Any) -> None:
            super().__init__(**named)
            # The layout is made once for all; what the organisation calls a field, each time.
            self.heading = label(self.field_name)
            if self.bound_field:
                self.bound_field.label = self.heading

        def is_shown(self) -> bool:
            """Tell whether it is there: where nothing can be written, what is empty is not."""
            is_bare = self.read_only and not lines(self.field_name, self.value_from_instance)
            return bool(super().is_shown()) and not is_bare

        def js_opts(self) -> dict[str, Any]:
            """Return what Wagtail's script is told: not the widget, whose lists are long."""
            return {**Panel.BoundPanel.js_opts(self), "fieldName": self.field_name, "widget": None}


class ComparedPanel(DeskPanel):
    """A field that other rooms write: only compared."""

    def get_form_options(self) -> dict[str, Any]:
        """Return that it is no part of the form."""
        return {}


@cache
def layout(*, read_only: bool = False) -> Any:
    """Return the form's groups, to be written in or to be read."""
    groups = [
        MultiFieldPanel(
            [_row(row, read_only=read_only) for row in rows], heading=title, classname=code
        )
        for code, title, rows in GROUPS
    ]
    groups.append(MultiFieldPanel([ComparedPanel(name) for name in ELSEWHERE], heading="Elsewhere"))
    made = ObjectList(groups, base_form_class=ReleaseForm)
    return made.bind_to_model(ReleaseCopy)


def _row(row: Row, *, read_only: bool) -> Any:
    if isinstance(row, str):
        return DeskPanel(row, read_only=read_only)
    return FieldRowPanel([_row(name, read_only=read_only) for name in row])
