"""The page on which a record of the registry is written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from communique.core.errors import CommuniqueError
from communique.core.profile import symbol_of
from communique.core.record import RegistryRecord
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.record.asking import asker
from communique.newsroom.record.opening import editor_of
from communique.newsroom.record.question import today
from communique.newsroom.registry.changes import changes
from communique.newsroom.registry.copies import change_of, keep, kind_in, open_copy_of, standing
from communique.newsroom.registry.findings import findings
from communique.newsroom.registry.forms.choice import form_of
from communique.newsroom.registry.forms.record import RecordForm
from communique.newsroom.registry.forms.rows import ADD, with_one_more
from communique.newsroom.registry.models import RegistryCopy
from communique.newsroom.registry.preview import preview
from communique.newsroom.registry.sections import BY_CODE, Section, may_write_in, section_of
from communique.newsroom.registry.succession import succeed
from communique.newsroom.roles import Deed, Role, may
from communique.newsroom.steps.entered import catch_up
from communique.render.messages import LANGUAGES

PREVIEW, SUCCEEDS = "preview", "succeeds"


@require_admin_access
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Return the page of a new record; what is posted makes its working copy."""
    person, section = asker(request), BY_CODE.get(code)
    if section is None:
        raise Http404
    if not may_write_in(person, section):
        raise PermissionDenied
    copy = section.model(made_by=person)
    if section.for_authors and Role.AUTHOR in person.roles:
        copy.drafted_for = list(person.structures)
    return _page(request, section, copy)


@require_admin_access
@require_POST
def change(request: HttpRequest, symbol: str) -> HttpResponse:
    """Open the working copy of a record that stands: the one that is open, or a new one."""
    person, record = asker(request), standing(symbol)
    section = section_of(record) if record is not None else None
    if record is None or section is None:
        raise Http404
    if not may_write_in(person, section):
        raise PermissionDenied
    # What has gone out meanwhile is open no more.
    catch_up()
    copy = change_of(record, person)
    if not may(person, Deed.SEE, copy):
        messages.error(request, f"{copy} is being changed by somebody else.")
        return redirect("registry:section", section.code)
    return redirect(editor_of(copy))


def editor_for(model: type[RegistryCopy]) -> Any:
    """Return the view that shows and writes working copies of a kind."""

    @require_admin_access
    def edit(request: HttpRequest, pk: str) -> HttpResponse:
        """Return the page of a working copy; what is posted is saved."""
        copy: RegistryCopy = get_object_or_404(model._default_manager, pk=pk)
        if not may(asker(request), Deed.SEE, copy):
            raise Http404
        return _page(request, BY_CODE[kind_in(copy)], copy)

    return edit


def _page(request: HttpRequest, section: Section, copy: RegistryCopy) -> HttpResponse:
    person, stands = asker(request), standing(copy.symbol) if copy.symbol else None
    held = copy.as_record() if copy.content else None
    posted = request.POST if request.method == "POST" else None
    may_write = copy.get_lock() is None and _may_write(person, section, copy)
    if posted is not None and not may_write:
        raise PermissionDenied
    asks_for_row = posted is not None and any(name.startswith(ADD) for name in posted)
    form = form_of(
        section,
        with_one_more(posted) if asks_for_row else posted,
        held=held,
        stands=stands,
        profile=shelf.profile(),
        start={"drafted_for": tuple(copy.drafted_for), **_asked_for(request)},
    )
    if posted is not None and not asks_for_row and form.is_valid():
        answer = _done(request, section, copy, form)
        if answer is not None:
            return answer
    return _shown(request, section, copy, form, may_write=may_write)


def _done(
    request: HttpRequest, section: Section, copy: RegistryCopy, form: RecordForm
) -> HttpResponse | None:
    """Return the answer to what was posted and is valid, None where it could not be done."""
    person, record = asker(request), form.made()
    if PREVIEW in request.POST:
        return preview(record, request.POST[PREVIEW])
    if refusal := _why_not(request, copy, form, record):
        form.add_error(None, refusal)
        return None
    copy.drafted_for = list(form.cleaned_data.get("drafted_for", copy.drafted_for))
    try:
        keep(copy, record, person)
    except CommuniqueError as error:
        form.add_error(None, f"{error}. {error.hint}")
        return None
    if form.cleaned_data.get(SUCCEEDS):
        for leaving in succeed(copy, person):
            messages.info(request, f"{leaving} ends on that day, in one bundle with this.")
    messages.success(request, f"{copy} is saved.")
    return redirect(editor_of(copy))


def _why_not(
    request: HttpRequest, copy: RegistryCopy, form: RecordForm, record: RegistryRecord
) -> str:
    person = asker(request)
    seen = request.POST.get("seen", "")
    if copy.pk is not None and seen and seen != str(copy.latest_revision_id):
        return "Somebody saved this after you opened it. Open it again, and say it once more."
    other = open_copy_of(symbol_of(record))
    if other is not None and (type(other), other.pk) != (type(copy), copy.pk):
        return f"Another working copy of {other.symbol} is open already."
    drafted_for = set(form.cleaned_data.get("drafted_for", ()))
    if not may(person, Deed.KEEP_REGISTRY) and drafted_for.isdisjoint(person.structures):
        return "Say for whom of those you write for it is drafted."
    return ""


def _may_write(person: Member, section: Section, copy: RegistryCopy) -> bool:
    if copy.pk is None:
        return may_write_in(person, section)
    return may(person, Deed.WRITE, copy)


def _asked_for(request: HttpRequest) -> dict[str, Any]:
    """Return what an address says a new record begins with: `?office=head-of-mission`."""
    return {name: value for name, value in request.GET.items() if value}


def _shown(
    request: HttpRequest, section: Section, copy: RegistryCopy, form: RecordForm, *, may_write: bool
) -> HttpResponse:
    stands = form.stands
    held = copy.as_record() if copy.content else None
    found = findings(held, form.profile, copy.companions()) if held is not None else ()
    places = {*form.fields, *form.rows}
    lock = copy.get_lock()
    context = {
        "section": section,
        "copy": copy,
        "form": form,
        "blocks": list(form.blocks()),
        "findings": found,
        "apart": [one for one in found if one.field not in places],
        "changes": changes(stands, held) if held is not None else (),
        "is_new": stands is None,
        "may_write": may_write,
        "why_not": lock.get_message(request.user) if lock else "",
        "on": today(),
        "media": form.media,
        "preview_languages": LANGUAGES,
    }
    return render(request, "registry/edit.html", context)
