"""What Wagtail's menu shows of the accounts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from communique.newsroom.roles import Deed, may


class _ForWhoMay(MenuItem):
    """An entry of the menu that is there for whoever may do a deed."""

    def __init__(self, label: str, url: str, *, deed: Deed, **more: Any) -> None:
        self.deed = deed
        super().__init__(label, url, **more)

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether whoever asks may do what the entry leads to."""
        return may(request.user, self.deed)  # type: ignore[arg-type]  # only members come here


@hooks.register("register_admin_menu_item")
def trail_entry() -> MenuItem:
    """Return the menu's way to the trail."""
    url = reverse("members:trail")
    return _ForWhoMay("Trail", url, deed=Deed.SEE_TRAIL, icon_name="history", order=800)


@hooks.register("register_admin_menu_item")
def members_entry() -> MenuItem:
    """Return the menu's way to the members."""
    url = reverse("members:list")
    return _ForWhoMay("Members", url, deed=Deed.KEEP_ACCOUNTS, icon_name="group", order=900)


@hooks.register("insert_global_admin_js", order=-1)
def adopt_styles() -> str:
    """Return the script that has to run before any that puts styles into a page."""
    return format_html('<script src="{}"></script>', static("accounts/adopt-styles.js"))
