"""What Wagtail's admin shows at the desk, and what of its own it does not."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from communique.newsroom.roles import Deed, may

# Pages, pictures and documents of Wagtail are not used; its reports and settings are ours.
_NOT_OURS = frozenset(
    ("explorer", "images", "documents", "snippets", "forms", "reports", "settings", "help")
)


@hooks.register("insert_global_admin_css")
def brand() -> SafeString:
    """Return the desk's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/brand.css"))


class _Bundles(MenuItem):
    """The way to bundles, for whoever signs off."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether whoever asks signs off."""
        return may(request.user, Deed.PUBLISH)  # type: ignore[arg-type]  # only members come here


@hooks.register("register_admin_menu_item")
def bundles_entry() -> MenuItem:
    """Return the menu's way to bundles."""
    url = reverse_lazy("bundles:list")
    return _Bundles("Bundles", url, icon_name="folder-open-inverse", order=600)


@hooks.register("construct_main_menu")
def only_ours(request: HttpRequest, entries: list[MenuItem]) -> None:
    """Take out of the menu what the desk has not."""
    entries[:] = [one for one in entries if one.name not in _NOT_OURS]
