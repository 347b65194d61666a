"""What Wagtail's menu shows of the translations."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from communique.newsroom.roles import Deed, may


class _ForReaders(MenuItem):
    """An entry of the menu for whoever sees working copies."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether whoever asks may see any."""
        return may(request.user, Deed.SEE)  # type: ignore[arg-type]  # only members come here


@hooks.register("register_admin_menu_item")
def translations_entry() -> MenuItem:
    """Return the menu's way to the translations."""
    return _ForReaders(
        "Translations", reverse_lazy("translations:list"), icon_name="globe", order=200
    )
