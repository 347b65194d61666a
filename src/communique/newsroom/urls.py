"""The addresses of the newsroom."""

from __future__ import annotations

from allauth.account import views as account
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_urls

from communique.newsroom.accounts.own import end_sessions, overview
from communique.newsroom.uploads.serving import file

# Wagtail brings a sign-in, a sign-out, a password form and a page of one's own, which know no
# second factor: what stands first is what answers.
_WAGTAILS_OWN = r"^desk/(?:login|password_reset|account)(?:/.*)?$"

# What the desk uses of Wagtail; the rest of it answers as if it were not there. Its choosers,
# reports and users' pages show everything to everybody who comes in, or do what only we may.
_USED_OF_WAGTAIL = (
    "releases/",
    "registry/copies/",
    "editing-sessions/",
    "choose-external-link/",
    "choose-email-link/",
    "jsi18n/",
    "sprite/",
)
_UNUSED_OF_WAGTAIL = rf"^desk/(?!$|{'|'.join(_USED_OF_WAGTAIL)})"


def _nothing(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    # Of django-allauth only what is used: no sign-up, no reset by mail, no sign-in by mail.
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("account/", overview, name="account_overview"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/sessions/end/", end_sessions, name="account_end_session"),
    # Where Wagtail's own menu sends whoever signs out.
    path("desk/logout/", account.logout),
    re_path(_WAGTAILS_OWN, RedirectView.as_view(pattern_name="account_overview")),
    path("desk/record/", include("communique.newsroom.record.urls")),
    path("desk/registry/", include("communique.newsroom.registry.urls")),
    path("desk/translations/", include("communique.newsroom.translations.urls")),
    path("desk/uploads/", include("communique.newsroom.uploads.urls")),
    # A preview is the portal's own page: its pictures stand where the portal has them.
    path("media/<str:digest>/<str:name>", file),
    path("desk/reading/", include("communique.newsroom.reading.urls")),
    path("desk/review/", include("communique.newsroom.review.urls")),
    path("desk/steps/", include("communique.newsroom.steps.urls")),
    path("desk/bundles/", include("communique.newsroom.steps.bundle_urls")),
    path("desk/members/", include("communique.newsroom.accounts.urls")),
    path("desk/", include("communique.newsroom.writing.urls")),
    re_path(_UNUSED_OF_WAGTAIL, _nothing),
    path("desk/", include(wagtail_urls)),
]
