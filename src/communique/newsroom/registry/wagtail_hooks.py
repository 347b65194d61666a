"""What Wagtail's menu shows of the registry, and its working copies as snippets."""

from __future__ import annotations

from django.urls import reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from communique.newsroom.registry.viewsets import viewsets

for one in viewsets():
    register_snippet(one)


@hooks.register("register_admin_menu_item")
def registry_entry() -> MenuItem:
    """Return the menu's way to the registry, which is public and so open to every member."""
    return MenuItem("Registry", reverse_lazy("registry:overview"), icon_name="tag", order=500)
