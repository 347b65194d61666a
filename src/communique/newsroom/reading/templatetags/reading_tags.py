"""How the editor asks for the facts of the text it shows."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.reading.page import facts_part
from communique.newsroom.shelf import called

register = template.Library()
register.simple_tag(called)


@register.simple_tag
def facts_of(request: HttpRequest, copy: ReleaseCopy | None) -> SafeString:
    """Return what a working copy reports, as it was saved; empty before its first save."""
    if copy is None or copy._state.adding or not isinstance(request.user, Member):
        return SafeString()
    return mark_safe(facts_part(request, copy, copy))  # noqa: S308 - made by our own template
