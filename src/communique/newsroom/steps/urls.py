"""The addresses of this part of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

_HOME = RedirectView.as_view(pattern_name="wagtailadmin_home")

app_name = "steps"
urlpatterns: list[URLPattern | URLResolver] = [
    path("clock/", _HOME, name="clock"),
    path("erasures/", _HOME, name="erasures"),
]
