"""Lists of names to choose from: plain HTML, which our script turns into a field to type in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from communique.core.text import squeeze
from communique.newsroom.writing.terms import Choice

# What stands before a name that the registry does not have, where a code would stand.
FREE = "name:"


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

    def optgroups(
        self, name: str, value: Sequence[str], attrs: Mapping[str, Any] | None = None
    ) -> list[tuple[str | None, list[dict[str, Any]], int | None]]:
        """Return the options in groups: chosen, to be chosen, and not in force on the day."""
        known = {one.code: one for one in self.available}
        chosen = [known.get(code) or _unlisted(code) for code in value if code]
        taken = {one.code for one in chosen}
        rest = [one for one in self.available if one.code not in taken]
        groups: list[tuple[str | None, list[Choice]]] = [
            ("Chosen", chosen),
            (None, [one for one in rest if one.in_force]),
            (self.told, [one for one in rest if not one.in_force]),
        ]
        return [
            (title, self._options(name, group, selected=group is chosen), index)
            for index, (title, group) in enumerate(groups)
            if group
        ]

    def _options(
        self, name: str, group: Iterable[Choice], *, selected: bool
    ) -> list[dict[str, Any]]:
        made = []
        for index, one in enumerate(group):
            option = self.create_option(name, one.code, one.label, selected, index)
            if one.words:
                option["attrs"]["data-words"] = one.words
            made.append(option)
        return made


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
