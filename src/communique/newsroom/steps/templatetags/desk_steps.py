"""What templates of the desk ask of the steps: the panel of a copy, the alarms, the home page."""

from __future__ import annotations

from django import template
from django.http import HttpRequest

from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import WorkingCopy
from communique.newsroom.steps.banner import Banner, banner_for
from communique.newsroom.steps.home import Home, home_for
from communique.newsroom.steps.panel import Panel, panel_for

register = template.Library()


@register.simple_tag
def steps_panel(request: HttpRequest, copy: WorkingCopy | None) -> Panel | None:
    """Return the panel of a working copy; None where it is not saved yet."""
    if copy is None or copy.pk is None or not isinstance(request.user, Member):
        return None
    return panel_for(request.user, copy)


@register.simple_tag(takes_context=True)
def steps_banner(context: template.Context) -> Banner | None:
    """Return the alarms that a page of the desk shows on top; None where there is none."""
    request = context.get("request")
    user = getattr(request, "user", None)
    return banner_for(user) if isinstance(user, Member) else None


@register.simple_tag
def steps_home(request: HttpRequest) -> Home | None:
    """Return what the desk's first page shows to whoever asks."""
    return home_for(request.user) if isinstance(request.user, Member) else None
