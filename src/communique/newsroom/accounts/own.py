"""A member's own pages: what their account has, and where they are signed in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from communique.newsroom.accounts.adapters import has_second_factor
from communique.newsroom.accounts.trail import tell


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Return the page of one's own account."""
    context = {"has_second_factor": has_second_factor(request.user)}
    return render(request, "accounts/overview.html", context)


@login_required
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one other session of one's own: `session` is its number in the list."""
    number = request.POST.get("session", "")
    session = get_object_or_404(
        UserSession, pk=number if number.isdecimal() else 0, user_id=request.user.pk
    )
    if session.session_key != request.session.session_key:
        tell(request.user, "session-ended", address=session.ip)  # type: ignore[arg-type]  # a member
        session.end()
        messages.success(request, "That session has ended.")
    return redirect("usersessions_list")
