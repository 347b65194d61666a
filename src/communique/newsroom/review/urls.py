"""The addresses of the review list."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communique.newsroom.review import acts, beside, pages

app_name = "review"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.families, name="list"),
    path("settled/<str:stage>/", pages.settled, name="settled"),
    path("family/<str:family>/", pages.family, name="family"),
    path("family/<str:family>/<str:step>/", acts.whole_family, name="settle-family"),
    path("<int:number>/", beside.one, name="page"),
    path("<int:number>/judge/", acts.judge, name="judge"),
]
