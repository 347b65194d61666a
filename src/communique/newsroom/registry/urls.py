"""The addresses of this part of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communique.newsroom.registry.editor import begin, change
from communique.newsroom.registry.listing import overview, section

app_name = "registry"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview, name="overview"),
    path("<str:code>/", section, name="section"),
    path("<str:code>/new/", begin, name="begin"),
    path("change/<str:symbol>/", change, name="change"),
]
