"""The addresses of this part of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communique.newsroom.record.history import history
from communique.newsroom.record.listing import listing
from communique.newsroom.record.opening import correct

app_name = "record"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing, name="list"),
    path("<str:symbol>/", history, name="history"),
    path("<str:symbol>/correct/", correct, name="correct"),
]
