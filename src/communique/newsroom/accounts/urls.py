"""The addresses of this part of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from wagtail.admin.auth import require_admin_access

from communique.newsroom.accounts.trail_page import trail

app_name = "members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("trail/", require_admin_access(trail), name="trail"),
]
