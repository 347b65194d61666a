"""The addresses of this part of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communique.newsroom.uploads.choosing import choose
from communique.newsroom.uploads.page import upload
from communique.newsroom.uploads.serving import file

app_name = "uploads"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", upload, name="upload"),
    path("of/<int:pk>/", choose, name="choose"),
    path("<str:digest>/<str:name>", file, name="file"),
]
