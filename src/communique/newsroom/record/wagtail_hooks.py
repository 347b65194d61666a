"""What Wagtail's menu shows of the record."""

from __future__ import annotations

from django.urls import reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_menu_item")
def record_entry() -> MenuItem:
    """Return the menu's way to the record, which is public and so open to every member."""
    return MenuItem("Record", reverse_lazy("record:list"), icon_name="list-ul", order=300)
