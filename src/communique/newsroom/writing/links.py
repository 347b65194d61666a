"""Where a link of a text leads: an address, a mail address, or a release of our own record."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.views.chooser import BaseLinkFormView

from communique.core.text import is_link, is_symbol
from communique.newsroom.desk.filed import standing
from communique.newsroom.shelf import store
from communique.store.query import latest

_MAIL = re.compile(r"[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+")
_OFFERED = 100


class Target(forms.TextInput):
    """A field that offers the latest releases of the record."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the field, and the releases it offers."""
        listed = f"{name}-offered"
        field = super().render(name, value, {**(attrs or {}), "list": listed}, renderer)
        offered = latest(store(), lang="en", limit=_OFFERED)
        options = format_html_join(
            "", '<option value="{}">{}</option>', ((one.symbol, one.title) for one in offered)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', field, listed, options)


class LinkForm(forms.Form):
    """Where it leads, and the words that lead there."""

    url = forms.CharField(
        label="Where it leads",
        help_text="An address, a mail address, or the symbol of a release (pr-2026-0042).",
        max_length=2000,
        widget=Target,
    )
    link_text = forms.CharField(label="Its words", required=False)

    def clean_url(self) -> str:
        """Return the link as the record keeps it."""
        said = str(self.cleaned_data["url"]).strip()
        if _MAIL.fullmatch(said):
            said = f"mailto:{said}"
        elif said.startswith("www."):
            said = f"https://{said}"
        if not is_link(said):
            raise ValidationError(
                "A link leads to https://…, to a mail address, to a path of the portal (/en/…) "
                "or to a release by its symbol."
            )
        if is_symbol(said) and standing(said) is None:
            raise ValidationError(f"The record has no release {said}; or it was withdrawn.")
        return said


class LinkView(BaseLinkFormView):
    """The window that asks where a link leads."""

    form_prefix = "external-link-chooser"
    form_class = LinkForm
    template_name = "writing/link.html"
    step_name = "external_link"
    link_url_field_name = "url"

    def get_initial_data(self) -> dict[str, str]:
        """Return where the link leads now, as one would type it, and its words."""
        held: dict[str, str] = super().get_initial_data()
        return held | {"url": held["url"].removeprefix("mailto:")}
