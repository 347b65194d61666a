"""What Wagtail's menu shows of the review list."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from communique.newsroom.roles import Deed, may


class _ForReviewers(MenuItem):
    """The entry, for whoever may judge what waits."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether whoever asks may do what the entry leads to."""
        return may(request.user, Deed.REVIEW_PAGES)  # type: ignore[arg-type]  # only members come


@hooks.register("register_admin_menu_item")
def review_entry() -> MenuItem:
    """Return the menu's way to what waits for review."""
    return _ForReviewers("To review", reverse_lazy("review:list"), icon_name="tasks", order=350)
