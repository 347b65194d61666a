"""Releases as Wagtail's admin knows them: which page shows what."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.snippets.views.snippets import SnippetViewSet

from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.reach import visible_to
from communique.newsroom.writing import previews, views
from communique.newsroom.writing.listing import ReleaseFilter, ReleaseList
from communique.newsroom.writing.panels import layout

# Wagtail's pages that the desk has not: nothing is deleted, and nothing is chosen elsewhere.
_NOT_OURS = frozenset(("delete", "usage"))


class Releases(SnippetViewSet):
    """The working copies of releases: list, form, versions, preview, lock."""

    model = ReleaseCopy
    url_prefix = "releases"
    icon = "doc-full"
    menu_label = "Releases"
    menu_name = "releases"
    menu_order = 100
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = ReleaseList
    index_template_name = "writing/list.html"
    filterset_class = ReleaseFilter
    search_fields = ("title", "symbol")
    search_backend_name = None
    list_per_page = 50
    create_template_name = views.Begin.template_name
    edit_template_name = views.Edit.template_name
    add_view_class = views.Begin
    edit_view_class = views.Edit
    history_view_class = views.Versions
    lock_view_class = views.Lock
    unlock_view_class = views.Unlock
    preview_on_add_view_class = previews.PreviewBegun
    preview_on_edit_view_class = previews.PreviewEdited
    revisions_view_class = previews.PreviewVersion
    revisions_compare_view_class = views.Compare
    revisions_revert_view_class = views.GoBack

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReleaseCopy]:
        """Return the releases that whoever asks may see."""
        return visible_to(request.user)  # type: ignore[arg-type]  # only members come here

    def get_edit_handler(self) -> Any:
        """Return how the form is laid out."""
        return layout()

    def get_common_view_kwargs(self, **more: Any) -> dict[str, Any]:
        """Return what all pages know of one another: not those that the desk has not."""
        known: dict[str, Any] = super().get_common_view_kwargs(**more)
        return known | {f"{name}_url_name": None for name in _NOT_OURS}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return Wagtail's addresses, none of pages that the desk has not, and our own."""
        styles = path("styles/<str:digest>/<str:name>", previews.style, name="styles")
        return [
            *(one for one in super().get_urlpatterns() if one.name not in _NOT_OURS),
            styles,
        ]

    def register_chooser_viewset(self) -> None:
        """Register none: Wagtail's choosers list everything to everybody."""
