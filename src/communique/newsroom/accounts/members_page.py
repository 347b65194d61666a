"""The pages on which administrators keep the members."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from communique.newsroom.accounts import keeping
from communique.newsroom.accounts.adapters import FACTORS
from communique.newsroom.accounts.members_forms import MemberForm, NewMemberForm
from communique.newsroom.accounts.models import Member
from communique.newsroom.roles import Deed, may

View = Callable[..., HttpResponse]


def _for_administrators(view: View) -> View:
    """Let only those in who keep the accounts."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.user, Deed.KEEP_ACCOUNTS):  # type: ignore[arg-type]  # the wall lets members in only
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@_for_administrators
def members(request: HttpRequest) -> HttpResponse:
    """Return the list of the members."""
    with_factor = set(
        Authenticator.objects.filter(type__in=FACTORS).values_list("user_id", flat=True)
    )
    rows = [
        (one, one.pk in with_factor) for one in Member.objects.order_by("-is_active", "username")
    ]
    return render(request, "accounts/members.html", {"rows": rows})


@_for_administrators
def new_member(request: HttpRequest) -> HttpResponse:
    """Return the form for a new member; once it is sent, the password to hand over."""
    form = NewMemberForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/member.html", {"form": form})
    name = form.cleaned_data["user_name"]
    member, password = keeping.add(_by(request), name, form.cleaned_data)
    return _password_page(request, member, password)


@_for_administrators
def member(request: HttpRequest, number: int) -> HttpResponse:
    """Return the form of a member, or take what was changed."""
    one = get_object_or_404(Member, pk=number)
    form = MemberForm(
        request.POST or None, initial={key: getattr(one, key) for key in keeping.KEPT}
    )
    if request.method == "POST" and form.is_valid():
        try:
            keeping.change(_by(request), number, form.cleaned_data)
        except keeping.LastAdministrator as error:
            form.add_error(None, f"{error}. {error.hint}")
        else:
            messages.success(request, f"{one.username} is changed.")
            return redirect("members:list")
    has_factor = Authenticator.objects.filter(user=one, type__in=FACTORS).exists()
    context = {"form": form, "member": one, "has_factor": has_factor}
    return render(request, "accounts/member.html", context)


@_for_administrators
@require_POST
def set_active(request: HttpRequest, number: int) -> HttpResponse:
    """Close a member's account, or open it again: `active` is `yes` or `no`."""
    one = get_object_or_404(Member, pk=number)
    is_active = request.POST.get("active") == "yes"
    try:
        keeping.change(_by(request), number, {"is_active": is_active})
    except keeping.LastAdministrator as error:
        messages.error(request, f"{error}. {error.hint}")
    else:
        messages.success(request, f"{one.username} is {'active' if is_active else 'closed'}.")
    return redirect("members:list")


@_for_administrators
@require_POST
def new_password(request: HttpRequest, number: int) -> HttpResponse:
    """Return the new password of a member, shown this once."""
    one = get_object_or_404(Member, pk=number)
    return _password_page(request, one, keeping.renew_password(_by(request), number))


@_for_administrators
@require_POST
def no_second_factor(request: HttpRequest, number: int) -> HttpResponse:
    """Take a member's second factors away: the telephone or the key is lost."""
    one = get_object_or_404(Member, pk=number)
    keeping.remove_second_factors(_by(request), number)
    messages.success(request, f"{one.username} has no second factor now.")
    return redirect("members:member", number)


def _password_page(request: HttpRequest, member: Member, password: str) -> HttpResponse:
    # The answer to the form itself, not a page one could come back to.
    context = {"member": member, "password": password}
    return render(request, "accounts/password_once.html", context)


def _by(request: HttpRequest) -> Member:
    assert isinstance(request.user, Member)  # noqa: S101  # the wall lets members in only
    return request.user
