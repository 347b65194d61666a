"""The addresses of this part of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communique.newsroom.reading.page import propose, refuse

app_name = "reading"
urlpatterns: list[URLPattern | URLResolver] = [
    path("proposals/", propose, name="proposals-of-new"),
    path("proposals/<int:pk>/", propose, name="proposals"),
    path("refused/<int:pk>/", refuse, name="refused"),
]
