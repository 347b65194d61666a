"""The addresses of this part of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from wagtail.admin.auth import require_admin_access

from communique.newsroom.accounts import members_page as page
from communique.newsroom.accounts.trail_page import trail

app_name = "members"
urlpatterns: list[URLPattern | URLResolver] = [
    path(address, require_admin_access(view), name=name)
    for address, view, name in (
        ("", page.members, "list"),
        ("trail/", trail, "trail"),
        ("new/", page.new_member, "new"),
        ("<int:number>/", page.member, "member"),
        ("<int:number>/active/", page.set_active, "active"),
        ("<int:number>/password/", page.new_password, "password"),
        ("<int:number>/second-factor/", page.no_second_factor, "second-factor"),
    )
]
