"""The addresses of bundles."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communique.newsroom.steps.bundle_pages import bundle, bundles

app_name = "bundles"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", bundles, name="list"),
    path("<int:number>/", bundle, name="one"),
]
