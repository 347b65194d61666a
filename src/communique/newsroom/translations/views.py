"""The pages of the translations' room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.auth import require_admin_access

from communique.core.errors import CommuniqueError
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import ReleaseCopy, TranslationCopy
from communique.newsroom.roles import Deed, may
from communique.newsroom.translations import keeping
from communique.newsroom.translations.edit_page import context_of, typed_in
from communique.newsroom.translations.errors import TextMovedOn
from communique.newsroom.translations.homes import on_record
from communique.newsroom.translations.passages import taken_in
from communique.newsroom.translations.record_page import languages_on_record
from communique.newsroom.translations.staleness import Condition, languages_of
from communique.newsroom.translations.texts import judged, sides_of
from communique.newsroom.translations.waiting import left_behind, tasks

_CONDITIONS = (Condition.WANTED, Condition.BEGUN, Condition.BEHIND, Condition.READY)


@require_admin_access
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Return what waits to be translated: a translator's languages, or all one may see."""
    member = _asker(request)
    if not may(member, Deed.SEE):
        raise Http404
    langs = [one for one in request.GET.getlist("lang") if one in shelf.profile().languages]
    asked = [one for one in request.GET.getlist("state") if one in set(_CONDITIONS)]
    found = tasks(member, langs=langs)
    shown = [one for one in found if (one.condition in asked if asked else one.waits)]
    context = {
        "tasks": shown,
        "hidden": len(found) - len(shown),
        "left_behind": left_behind(member, langs=langs),
        "languages": shelf.profile().languages,
        "langs": langs,
        "conditions": _CONDITIONS,
        "asked": asked or [one for one in _CONDITIONS if one is not Condition.READY],
    }
    return render(request, "translations/list.html", context)


@require_admin_access
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Return both sides of a text; a POST keeps what was typed, and may make it ready."""
    member, translation = _asker(request), _seen(request, pk)
    if request.method != "POST":
        return render(request, "translations/edit.html", context_of(translation, member))
    form = typed_in(request.POST)
    try:
        kept = keeping.save(
            translation, member, form.typed, still_right=form.still_right, seen=form.seen
        )
        if form.deed == "ready":
            kept = keeping.make_ready(kept, member)
        elif form.deed == "reopen":
            kept = keeping.take_back(kept, member)
    except CommuniqueError as error:
        translation.refresh_from_db()
        context = context_of(translation, member, form=form, refused=error)
        status = 409 if isinstance(error, TextMovedOn) else 400
        return render(request, "translations/edit.html", context, status=status)
    messages.success(request, _SAID.get(form.deed, "Saved."))
    return redirect("translations:edit", pk=kept.pk)


_SAID = {
    "ready": "Ready: it goes out with its release.",
    "reopen": "Taken back: it is being written again.",
}


@require_admin_access
@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Return what the rules find in a text as it is being typed, by passage; nothing is kept."""
    translation, form = _seen(request, pk), typed_in(request.POST)
    sides = taken_in(sides_of(translation), form.typed, form.still_right)
    found: dict[str, list[dict[str, str]]] = {}
    for one in judged(translation, sides):
        told = {"level": one.level, "message": one.message, "hint": one.hint}
        found.setdefault(one.field, []).append(told)
    return JsonResponse({"done": sides.translated, "whole": len(sides.pairs), "findings": found})


@require_admin_access
@require_GET
def of_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Return how each language of a working copy stands, and what can be done about it."""
    release = _release(request, pk)
    context = {
        "release": release,
        "states": languages_of(release),
        "may_ask": release.is_open and may(_asker(request), Deed.WRITE, release),
    }
    return render(request, "translations/of_release.html", context)


@require_admin_access
@require_POST
def want(request: HttpRequest, pk: int, lang: str) -> HttpResponse:
    """Ask for a release in a language."""
    release = _release(request, pk)
    return _done(request, lambda: keeping.ask_for(release, lang, _asker(request)), release)


@require_admin_access
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Want a text no more."""
    translation = _seen(request, pk)
    return _done(
        request, lambda: keeping.not_wanted(translation, _asker(request)), translation.release
    )


@require_admin_access
@require_GET
def of_record(request: HttpRequest, symbol: str) -> HttpResponse:
    """Return the languages of an issued release, and which of them a member may write."""
    try:
        found = on_record(symbol)
    except CommuniqueError as error:
        raise Http404 from error
    context = {"symbol": symbol, **languages_on_record(found, _asker(request))}
    return render(request, "translations/of_record.html", context)


@require_admin_access
@require_POST
def begin(request: HttpRequest, symbol: str, lang: str) -> HttpResponse:
    """Open the text of an issued release in a language, begun now where nobody writes it."""
    try:
        text = keeping.open_issued(symbol, lang, _asker(request))
    except CommuniqueError as error:
        messages.error(request, f"{error}. {error.hint}")
        return redirect("translations:list")
    return redirect("translations:edit", pk=text.pk)


def _done(
    request: HttpRequest, deed: Callable[[], Any], release: ReleaseCopy
) -> HttpResponseRedirect:
    try:
        deed()
    except CommuniqueError as error:
        messages.error(request, f"{error}. {error.hint}")
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        onward = reverse("translations:of-release", args=[release.pk])
    return HttpResponseRedirect(onward)


def _seen(request: HttpRequest, pk: int) -> TranslationCopy:
    """Return a text that whoever asks may see; for everybody else it is not there."""
    translation = get_object_or_404(TranslationCopy.objects.select_related("release"), pk=pk)
    if not may(_asker(request), Deed.SEE, translation):
        raise Http404
    return translation


def _release(request: HttpRequest, pk: int) -> ReleaseCopy:
    release = get_object_or_404(ReleaseCopy, pk=pk)
    if not may(_asker(request), Deed.SEE, release):
        raise Http404
    return release


def _asker(request: HttpRequest) -> Member:
    if not isinstance(request.user, Member):
        raise Http404
    return request.user
