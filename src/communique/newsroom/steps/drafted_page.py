"""The address to which the editor sends what is said to the facts of a draft."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from communique.core.errors import CommuniqueError
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import ReleaseCopy, State
from communique.newsroom.desk.reach import visible_to
from communique.newsroom.reading.amending import amended
from communique.newsroom.reading.page import facts_part
from communique.newsroom.reading.typed import sent_of, typed_into
from communique.newsroom.steps import drafted
from communique.newsroom.steps.answers import sentence, take
from communique.newsroom.steps.letters import editor_of

_REFUSED = 409


@require_POST
@require_admin_access
def judge_drafted(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, amend or refuse a fact of a working copy, or take that back.

    Takes `key` and `step`, the parts of the fact to amend it, and from a script `form`: the text
    as it stands in the browser, unsaved. A script is answered with the panel's part as JSON, a
    plain form with the editor's page.
    """
    member = cast(Member, request.user)
    copy = get_object_or_404(visible_to(member), pk=pk)
    if request.headers.get("Accept") != "application/json":
        take(request, lambda: _judged(request, copy, member)[0])
        return redirect(editor_of(copy))
    try:
        message, made = _judged(request, copy, member)
    except CommuniqueError as error:
        return JsonResponse({"message": sentence(error)}, status=_REFUSED)
    copy.refresh_from_db()
    told: dict[str, object] = {
        "message": message,
        "facts": facts_part(request, copy, _said(request, copy)),
    }
    if made is not None:
        # So that the form that is open beside it knows this version for its writer's own.
        version_at = made.made_at.isoformat()
        told |= {"version": made.number, "version_at": version_at, "follows": made.follows}
    return JsonResponse(told)


def _judged(
    request: HttpRequest, copy: ReleaseCopy, member: Member
) -> tuple[str, drafted.Version | None]:
    key = request.POST.get("key", "")
    holds_no_more = " Its clearance holds no longer." if copy.state == State.CLEARED else ""
    match request.POST.get("step", ""):
        case "refuse":
            drafted.refuse(copy, key, member)
            return "Refused. It is asked no more.", None
        case "take-back":
            made = drafted.take_back(copy, key, member)
            return f"Taken back.{holds_no_more if made else ''}", made
        case "amend":
            sent = request.POST.dict()
            said = _said(request, copy)
            made = drafted.confirm(
                copy, key, member, said=said, amend=lambda fact: amended(fact, sent)
            )
            return f"Confirmed as amended. It goes out with the release.{holds_no_more}", made
        case _:
            made = drafted.confirm(copy, key, member, said=_said(request, copy))
            return f"Confirmed. It goes out with the release.{holds_no_more}", made


def _said(request: HttpRequest, copy: ReleaseCopy) -> ReleaseCopy:
    """Return the working copy whose text is decided on: as the browser has it, or as saved."""
    saved = ReleaseCopy.objects.get(pk=copy.pk)
    form = request.POST.get("form", "")
    return typed_into(saved, sent_of(form.encode())) if form else saved
