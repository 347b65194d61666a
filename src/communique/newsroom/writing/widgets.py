"""Lists of names to choose from: plain HTML, which our script turns into a field to type in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from communique.core.text import squeeze
from communique.newsroom.writing.terms import Choice

# What stands before a name that the registry does not have, where a code would stand.
FREE = "name:"
CHOSEN = "Chosen"


class CodesSelect(forms.SelectMultiple):
    """A list to choose several from: what was chosen first and in its order, then by name.

    available: what there is to choose.  told: what is said of terms not in force.
    """

    def __init__(self, *, is_ordered: bool = False) -> None:
        super().__init__(attrs={"size": 7, "data-codes": "ordered" if is_ordered else "any"})
        self.available: Sequence[Choice] = ()
        self.told = "Not in force on the day"

    @property
    def media(self) -> forms.Media:
        """Return the script that makes it a field to type in."""
        return forms.Media(js=["writing/codes.js"], css={"all": ["writing/writing.css"]})

    def groups(self, value: Iterable[str]) -> list[tuple[str, list[Choice]]]:
        """Return what there is to choose in groups: chosen, to be chosen, not in force."""
        known = {one.code: one for one in self.available}
        chosen = [known.get(code) or _unlisted(code) for code in value if code]
        taken = {one.code for one in chosen}
        rest = [one for one in self.available if one.code not in taken]
        return [
            (CHOSEN, chosen),
            ("", [one for one in rest if one.in_force]),
            (self.told, [one for one in rest if not one.in_force]),
        ]

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the list; made here, for a template for each of hundreds of names is slow."""
        given = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        groups = [
            format_html('<optgroup label="{}">{}</optgroup>', title, options) if title else options
            for title, group in self.groups(self.format_value(value))
            if (options := _options(group, is_chosen=title == CHOSEN))
        ]
        return format_html("<select{} multiple>{}</select>", flatatt(given), _joined(groups))


class NamesSelect(CodesSelect):
    """The same, and a box for names that the registry does not have."""

    def __init__(self, *, is_ordered: bool = False) -> None:
        super().__init__(is_ordered=is_ordered)
        self.attrs["data-free"] = FREE

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return what was chosen, and the names typed in addition."""
        chosen = super().value_from_datadict(data, files, name) or []
        typed = (squeeze(line) for line in data.get(_more(name), "").splitlines())
        return [*chosen, *(f"{FREE}{said}" for said in typed if said)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Tell that it never is: a list in which nothing is chosen sends nothing."""
        return False

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the list, and below it the box."""
        listed = super().render(name, value, attrs, renderer)
        return format_html(
            '{}<div class="codes-more" data-more><label for="id_{}">Not in the list, one a line'
            '</label><textarea name="{}" id="id_{}" rows="2"></textarea></div>',
            listed,
            *[_more(name)] * 3,
        )


def _more(name: str) -> str:
    return f"{name}-more"


def _unlisted(code: str) -> Choice:
    return Choice(code=code, label=code.removeprefix(FREE))


def _options(group: Iterable[Choice], *, is_chosen: bool) -> SafeString:
    sign = mark_safe(" selected") if is_chosen else ""
    return format_html_join(
        "",
        '<option value="{}" data-words="{}"{}>{}</option>',
        ((one.code, one.words, sign, one.label) for one in group),
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
