"""What has been typed, on the portal's own page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from wagtail.snippets.views import snippets

from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.desk.preview import STYLES, preview_of, style_address
from communique.newsroom.reading.drafted import facts_shown
from communique.newsroom.shelf import profile
from communique.newsroom.writing.seen import Seen, may_write
from communique.render.styles import sheet


def shown(copy: ReleaseCopy, lang: str) -> HttpResponse:
    """Return the page of a working copy in a language; Http404 for one it is not wanted in."""
    if lang not in dict(copy.preview_modes):
        raise Http404
    is_correction = copy.purpose == Purpose.CORRECT
    release = copy.as_preview()
    facts = facts_shown(copy, release)
    return HttpResponse(preview_of(release, lang, is_correction=is_correction, facts=facts))


class PreviewEdited(Seen, snippets.PreviewOnEditView):
    """What has been typed into a release; what stands, for whoever only reads it."""

    def post(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        """Take what has been typed, to be shown when it is asked for."""
        if may_write(request.user, self.object):
            answer: HttpResponseBase = super().post(request, *arguments, **named)
            return answer
        return JsonResponse({"is_valid": True, "is_available": True})

    def get(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponseBase:
        """Return the page made of what was typed last."""
        if may_write(request.user, self.object) and (typed := self._get_form_state()):
            form = self.get_form(self._get_form_data(typed))
            if not self.validate_form(form):
                wrong: HttpResponseBase = self.error_response()
                return wrong
            form.save(commit=False)
        return shown(self.object, request.GET.get("mode") or self.object.lang)


class PreviewBegun(snippets.PreviewOnCreateView):
    """What has been typed into a release that is not saved yet."""

    def get(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponseBase:
        """Return the page made of what was typed last."""
        form = self.get_form(self._get_form_data(self._get_form_state()))
        if not self.validate_form(form):
            wrong: HttpResponseBase = self.error_response()
            return wrong
        form.save(commit=False)
        return shown(self.object, request.GET.get("mode") or self.object.lang)


class PreviewVersion(Seen, snippets.PreviewRevisionView):
    """An older version; its translations are those of today."""

    def get(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponseBase:
        """Return its page."""
        version: ReleaseCopy = self.revision_object
        return shown(version, request.GET.get("mode") or version.lang)


def style(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """Return the portal's style sheet, which previews are shown with."""
    if f"{STYLES}/{digest}/{name}" != style_address():
        raise Http404
    content = sheet(profile().organisation.tokens).content
    return HttpResponse(content, content_type="text/css; charset=utf-8")
