"""Opens an issued release for the next change: a working copy of it, one at a time."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from communique.core.edition import ERASED, WITHDRAWN
from communique.core.record import Release
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.desk.export import copy_of
from communique.newsroom.desk.models import ReleaseCopy, State
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.reading.reported import REFUSED
from communique.newsroom.record.asking import asker
from communique.newsroom.record.buttons import on_record
from communique.newsroom.roles import Deed, may
from communique.newsroom.steps.entered import catch_up
from communique.newsroom.steps.fact_orders import refused_of
from communique.store.desk_list import Line, line_of

_OVER = (State.ISSUED, State.DROPPED)


@require_admin_access
@require_POST
def correct(request: HttpRequest, symbol: str) -> HttpResponse:
    """Open the working copy of a correction: the one that is open already, or a new one."""
    person, line = asker(request), line_of(shelf.store(), symbol)
    if line is None:
        raise Http404
    if not may(person, Deed.CORRECT, on_record(line)):
        raise PermissionDenied
    if line.release is None or line.state in (WITHDRAWN, ERASED):
        messages.error(request, f"{symbol} is {line.state}: nothing of it can be corrected.")
        return redirect("record:history", symbol)
    # What has gone out meanwhile is open no more.
    catch_up()
    copy = opened_correction(line, line.release, person, lang=request.POST.get("lang", ""))
    return redirect(editor_of(copy))


@transaction.atomic
def opened_correction(line: Line, release: Release, by: Member, *, lang: str = "") -> ReleaseCopy:
    """Return the one working copy by which a release is being corrected.

    lang: of the text to edit in a new one; its original where none is said.
    """
    _take_turns(line.symbol)
    found = ReleaseCopy.objects.filter(symbol=line.symbol, purpose=Purpose.CORRECT)
    is_open = found.exclude(state__in=_OVER).order_by("pk").last()
    if is_open is not None:
        return is_open
    copy = copy_of(release, purpose=Purpose.CORRECT, based_on=line.index, lang=lang)
    copy.made_by = by
    # What was refused of the text that stands is not asked again of its correction.
    copy.refused = [REFUSED + key for key in refused_of(line.symbol)]
    copy.save()
    copy.save_revision(user=by)
    tell(by, Deed.CORRECT, copy, opened=line.index)
    return copy


def editor_of(copy: Model) -> str:
    """Return the address at which a working copy is written."""
    viewset = type(copy).snippet_viewset  # type: ignore[attr-defined]  # Wagtail adds it
    return reverse(viewset.get_url_name("edit"), args=[copy.pk])


def _take_turns(symbol: str) -> None:
    # On SQLite a transaction that will write is alone from its first line on. On PostgreSQL two
    # people who open the same release at once would make two copies of it.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [symbol])
