"""The addresses of the editor that Wagtail has too: what stands first is what answers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from wagtail.admin.auth import require_admin_access

from communique.newsroom.writing.links import LinkView

# Wagtail asks for the kind of link first: a page of its own, an address, mail, telephone, anchor.
_KINDS = ("page", "external-link", "email-link", "phone-link", "anchor-link")
_LINK = require_admin_access(LinkView.as_view())

urlpatterns: list[URLPattern | URLResolver] = [
    path("choose-page/link/", _LINK, name="desk_link"),
    *(path(f"choose-{kind}/", _LINK) for kind in _KINDS),
]
