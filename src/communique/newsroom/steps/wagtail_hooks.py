"""What Wagtail's menu shows of the steps; and no search, which finds Wagtail's pages only."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from communique.newsroom.roles import Deed, may


class _ForWhoMay(MenuItem):
    """An entry of the menu that is there for whoever may do a deed."""

    def __init__(self, label: str, url: Any, *, deed: Deed, **more: Any) -> None:
        self.deed = deed
        super().__init__(label, url, **more)

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether whoever asks may do what the entry leads to."""
        return may(request.user, self.deed)  # type: ignore[arg-type]  # only members come here


@hooks.register("register_admin_menu_item")
def home_entry() -> MenuItem:
    """Return the menu's way to the first page."""
    return MenuItem("Home", reverse_lazy("wagtailadmin_home"), icon_name="home", order=0)


@hooks.register("register_admin_menu_item")
def clock_entry() -> MenuItem:
    """Return the menu's way to the clock."""
    url = reverse_lazy("steps:clock")
    return _ForWhoMay("Clock", url, deed=Deed.SEE, icon_name="time", order=400)


@hooks.register("register_admin_menu_item")
def erasures_entry() -> MenuItem:
    """Return the menu's way to the erasures."""
    url = reverse_lazy("steps:erasures")
    return _ForWhoMay("Erasures", url, deed=Deed.ASK_ERASURE, icon_name="bin", order=700)


@hooks.register("construct_search")
def without_search(request: HttpRequest, search_areas: list[Any]) -> None:
    """Take Wagtail's search out: it finds its own pages only."""
    search_areas.clear()


@hooks.register("insert_global_admin_css")
def styles() -> str:
    """Return the style of banner, panel and pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("steps/steps.css"))


@hooks.register("insert_global_admin_js")
def scripts() -> str:
    """Return the script that counts down and looks after news; every page works without it."""
    return format_html('<script src="{}" defer></script>', static("steps/steps.js"))
