"""The addresses of this part of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communique.newsroom.translations import views

app_name = "translations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.listing, name="list"),
    path("<int:pk>/", views.edit, name="edit"),
    path("<int:pk>/look/", views.look, name="look"),
    path("<int:pk>/drop/", views.drop, name="drop"),
    path("of/<int:pk>/", views.of_release, name="of-release"),
    path("of/<int:pk>/<str:lang>/", views.want, name="want"),
    path("record/<str:symbol>/", views.of_record, name="of-record"),
    path("record/<str:symbol>/<str:lang>/", views.begin, name="begin"),
]
