"""The registry's working copies as snippets, written on a page of our own."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.views.generic import RedirectView
from wagtail.snippets.views.snippets import SnippetViewSet

from communique.newsroom.registry.editor import editor_for
from communique.newsroom.registry.models import RegistryCopy
from communique.newsroom.registry.sections import COPIES


class CopyViewSet(SnippetViewSet):
    """Working copies of one kind: of Wagtail's pages only the addresses are used."""

    add_to_admin_menu = False

    def get_admin_base_path(self) -> str:
        """Return where their pages stand, below the desk."""
        return f"registry/copies/{self.model_name}"

    def get_urlpatterns(self) -> list[Any]:
        """Return the page to write on; the list is the registry's own."""
        to_list = RedirectView.as_view(pattern_name="registry:overview")
        return [
            path("", to_list, name="list"),
            path("edit/<int:pk>/", editor_for(self.model), name="edit"),
        ]


def viewsets() -> list[CopyViewSet]:
    """Return one for each kind of working copy."""
    return [_of(kind) for kind in COPIES]


def _of(kind: type[RegistryCopy]) -> CopyViewSet:
    made: CopyViewSet = CopyViewSet(model=kind)
    return made
