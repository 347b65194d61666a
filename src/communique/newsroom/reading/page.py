"""The address to which the editor sends what is being typed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.auth import require_admin_access

from communique.core.record import Finding
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.desk.reach import visible_to
from communique.newsroom.reading.drafted import Drafted, drafted
from communique.newsroom.reading.findings import findings_of, findings_with
from communique.newsroom.reading.hearing import heard_in
from communique.newsroom.reading.proposing import proposals
from communique.newsroom.reading.reported import facts_heard, facts_typed, released
from communique.newsroom.reading.typed import NotAForm, sent_of, typed_into
from communique.newsroom.roles import Deed, may

LARGEST_FORM_BYTES = 1024 * 1024
MOST_REFUSED = 1000
_TOO_LARGE, _BAD = 413, 400


# Nothing is written, and no transaction opened: on SQLite it would hold up whoever saves.
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
@require_admin_access
def propose(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Answer with what the desk proposes for a form as it stands, and what the rules find in it.

    pk: of the working copy that is edited; None while it has never been saved. A GET sends no
    form: the working copy is read as it was saved, and nothing is proposed to be changed.
    """
    member = cast(Member, request.user)
    copy = _copy(member, pk)
    if request.method == "GET":
        found = findings_of(released(copy), today=_today(copy)) if copy.pk else ()
        return JsonResponse({"proposals": [], "findings": [_finding(one) for one in found]})
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_FORM_BYTES:
        return _told("the text is too long to be read while it is typed", _TOO_LARGE)
    try:
        sent = sent_of(request.body)
        release = typed_into(copy, sent).as_record()
    except NotAForm as refusal:
        return _told(str(refusal), _BAD)
    heard = heard_in(copy.as_text(), copy.lang, release)
    proposed = proposals(
        heard,
        chosen=sent.chosen,
        refused={*copy.refused, *sent.refused},
        on=release.date.first_day if release.date else None,
    )
    found = findings_with({copy.lang: heard}, release, today=_today(copy))
    read = facts_heard(heard, copy.lang, release)
    return JsonResponse(
        {
            "proposals": [asdict(one) for one in proposed],
            "findings": [_finding(one) for one in found],
            "facts": _part(request, copy, drafted(copy, release, read, member)),
        }
    )


def facts_part(request: HttpRequest, copy: ReleaseCopy, said: ReleaseCopy) -> str:
    """Return the part of the panel that shows the facts of a working copy.

    said: the copy as it was saved, or as it stands in a browser.
    """
    member = cast(Member, request.user)
    release = released(said)
    read = facts_typed(said)
    return _part(request, copy, drafted(said, release, read, member))


@require_POST
@require_admin_access
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Remember what the writer would not have, or will have after all.

    Takes `refused`, as `field:code`, or `recalled`. It is no change of the release: no version
    is made of it, and a clearance holds.
    """
    member = cast(Member, request.user)
    get_object_or_404(visible_to(member), pk=pk)
    with transaction.atomic():
        copy = ReleaseCopy.objects.select_for_update().get(pk=pk)
        if not may(member, Deed.WRITE, copy):
            raise PermissionDenied
        refused, recalled = request.POST.getlist("refused"), request.POST.getlist("recalled")
        kept = dict.fromkeys((*copy.refused, *(one[:200] for one in refused)))
        now = [one for one in kept if one not in recalled][-MOST_REFUSED:]
        ReleaseCopy.objects.filter(pk=pk).update(refused=now)
    return JsonResponse({"refused": now})


def _copy(member: Member, pk: int | None) -> ReleaseCopy:
    if pk is None:
        if not may(member, Deed.WRITE):
            raise PermissionDenied
        return ReleaseCopy()
    return get_object_or_404(visible_to(member), pk=pk)


def _part(request: HttpRequest, copy: ReleaseCopy, facts: Drafted) -> str:
    if copy.purpose == Purpose.TRANSLATE:
        # It opens no text that was there before.
        return ""
    return render_to_string("reading/facts.html", {"facts": facts, "copy": copy}, request)


def _today(copy: ReleaseCopy) -> date:
    return (copy.not_before or datetime.now(UTC)).date()


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "level": one.level,
        "field": one.field,
        "message": one.message,
        "hint": one.hint,
    }


def _told(message: str, status: int) -> HttpResponse:
    return JsonResponse({"message": message}, status=status)
