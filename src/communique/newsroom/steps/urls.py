"""The addresses of this part of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communique.newsroom.steps import acts, drafted_page, ending_pages, reported_page
from communique.newsroom.steps.clock_page import clock
from communique.newsroom.steps.sign_off_page import confirm

app_name = "steps"
urlpatterns: list[URLPattern | URLResolver] = [
    path("clock/", clock, name="clock"),
    path("sign-off/", confirm, name="confirm"),
    path("withdraw/<str:symbol>/", ending_pages.withdraw_page, name="withdraw"),
    path("erase/<str:symbol>/", ending_pages.erase_page, name="erase"),
    path("erasures/", ending_pages.erasures, name="erasures"),
    path("erasures/<int:pk>/", ending_pages.settle_erasure, name="settle-erasure"),
    path("facts/<str:symbol>/", reported_page.facts, name="facts"),
    path("facts/<str:symbol>/judge/", reported_page.judge, name="judge-fact"),
    path("facts/<str:symbol>/<int:number>/", reported_page.change, name="change-fact"),
    path("drafted/<int:pk>/", drafted_page.judge_drafted, name="judge-drafted"),
    path("alarms/", acts.acknowledge, name="acknowledge"),
    path("orders/<str:bundle>/cancel/", acts.cancel_order, name="cancel-order"),
    path("remarks/<int:pk>/settle/", acts.settle, name="settle"),
    path("<str:kind>/<int:pk>/<str:step>/", acts.act, name="act"),
]
