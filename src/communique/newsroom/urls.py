"""The addresses of the newsroom."""

from __future__ import annotations

from allauth.account.views import login, logout
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_urls

# Wagtail brings a sign-in, a sign-out and a password form of its own, which know no second
# factor: what stands first is what answers.
_TO_OURS = RedirectView.as_view(pattern_name="account_login")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    path("sign-in/", login, name="account_login"),
    path("sign-out/", logout, name="account_logout"),
    path("account/", include("allauth.urls")),
    path("desk/login/", _TO_OURS),
    path("desk/logout/", _TO_OURS),
    path("desk/password_reset/", _TO_OURS),
    path("desk/account/", _TO_OURS),
    path("desk/record/", include("communique.newsroom.record.urls")),
    path("desk/translations/", include("communique.newsroom.translations.urls")),
    path("desk/uploads/", include("communique.newsroom.uploads.urls")),
    path("desk/reading/", include("communique.newsroom.reading.urls")),
    path("desk/steps/", include("communique.newsroom.steps.urls")),
    path("desk/members/", include("communique.newsroom.accounts.urls")),
    path("desk/", include(wagtail_urls)),
]
