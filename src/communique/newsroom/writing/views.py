"""The pages on which one release is written: begun, edited, gone back to, compared, locked."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.views.generic import RevisionsRevertMixin
from wagtail.locks import BaseLock
from wagtail.snippets.views import snippets

from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.steps import way
from communique.newsroom.writing.conflict import Conflict, conflict_of
from communique.newsroom.writing.locks import ReadersLock
from communique.newsroom.writing.panels import layout
from communique.newsroom.writing.seen import Seen, may_write

# Long enough that a sentence is not cut by it, short enough to lose none with the browser.
AUTOSAVE_MILLISECONDS = 3000


class Begin(snippets.CreateView):
    """The form for a new release."""

    template_name = "writing/create.html"

    def setup(self, request: HttpRequest, *arguments: Any, **named: Any) -> None:
        """Leave the first save to the writer: until then nothing is there that could be lost."""
        super().setup(request, *arguments, **named)
        self.autosave_enabled = False

    def get_initial_form_instance(self) -> ReleaseCopy:
        """Return the working copy that the form begins."""
        return ReleaseCopy(made_by=self.request.user)

    def save_instance(self) -> ReleaseCopy:
        """Return the working copy, saved and known to be its writer's."""
        _wrote(self.form.instance, self.request.user)
        copy: ReleaseCopy = super().save_instance()
        return copy

    def get_success_url(self) -> str:
        """Return the editor: nobody has finished with the first save."""
        return str(self.get_edit_url())

    def get_success_message(self, instance: Any = None) -> str:
        """Return what is said once it is saved."""
        return "Saved. It is a draft: nobody outside the desk sees it."

    def get_success_buttons(self) -> list[Any]:
        """Return that nothing more is offered: the editor is open."""
        return []


class Edit(Seen, snippets.EditView):
    """The form of a release; where it is locked, the release to be read."""

    template_name = "writing/edit.html"
    conflict: Conflict | None = None

    def setup(self, request: HttpRequest, *arguments: Any, **named: Any) -> None:
        """Save by itself only what nobody has cleared: an idle key must not undo a clearance."""
        super().setup(request, *arguments, **named)
        self.autosave_interval = AUTOSAVE_MILLISECONDS
        self.autosave_enabled = self.object.state in ("draft", "returned") and not self.lock

    def get_queryset(self) -> QuerySet[ReleaseCopy]:
        """Return the releases, for a save under a lock of the row: two saves take turns."""
        copies = ReleaseCopy.objects.all()
        return copies.select_for_update() if self.request.method == "POST" else copies

    def get_lock(self) -> BaseLock | None:
        """Return why whoever asks cannot write it, None where they can."""
        held: BaseLock | None = self.object.get_lock()
        if held or may_write(self.request.user, self.object):
            return held
        return ReadersLock(self.object)

    def get_panel(self) -> Any:
        """Return the form's layout, or that of its reading."""
        return layout(read_only=True) if self.locked_for_user else layout()

    def get_form_class(self) -> Any:
        """Return the form, which has no field where there is nothing to write."""
        return self.get_panel().get_form_class()

    def is_valid(self, form: Any) -> bool:
        """Tell whether it can be saved: also that nobody else saved the same fields meanwhile."""
        self.conflict = conflict_of(self.object, self.request.POST, form)
        if self.conflict:
            self.produced_error_code = "invalid_revision"
            # The page says it beside the form, with the way to compare.
            message = self.conflict.message if self.expects_json_response else None
            self.produced_error_message = message
            form.is_valid()
            return False
        return bool(super().is_valid(form))

    def save_instance(self) -> ReleaseCopy:
        """Return the working copy, saved and known to be also this writer's.

        A version that is saved over, as the editor does by itself, was told of when it was made.
        """
        if not self.overwrite_revision:
            _wrote(self.form.instance, self.request.user)
        copy: ReleaseCopy = super().save_instance()
        return copy

    def get_success_url(self) -> str:
        """Return the editor again: who saves writes on."""
        return str(self.get_edit_url())

    def get_success_message(self, instance: Any = None) -> str:
        """Return what is said once it is saved."""
        return "Saved."

    def get_success_buttons(self) -> list[Any]:
        """Return that nothing more is offered: the editor is open."""
        return []

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Return what the page shows: the other rooms' panels know the working copy by `copy`."""
        context: dict[str, Any] = super().get_context_data(**more)
        context |= {"copy": self.object, "conflict": self.conflict}
        if self.conflict:
            url = self.revisions_compare_url_name
            context["compare_url"] = reverse(url, args=[self.object.pk, *self.conflict.versions])
        return context


class GoBack(RevisionsRevertMixin, Edit):
    """An older version in the form, to be saved as the newest."""

    view_name = "revisions_revert"

    def save_instance(self) -> ReleaseCopy:
        """Return the working copy as it was, and known to be also this writer's."""
        _wrote(self.form.instance, self.request.user)
        copy: ReleaseCopy = super().save_instance()
        return copy


class Versions(Seen, snippets.HistoryView):
    """The versions of a release, and who made them."""

    # Wagtail's filter has fields for days with inline scripts, and the list is short.
    filterset_class = None
    verbose_name_plural = "versions"


class Compare(Seen, snippets.RevisionsCompareView):
    """Two versions, and where they differ."""


class Lock(Seen, snippets.LockView):
    """A release kept for one writer."""


class Unlock(Seen, snippets.UnlockView):
    """A release given back to all its writers."""


def _wrote(copy: ReleaseCopy, by: Any) -> None:
    """Tell the steps who writes, before it is saved."""
    way.edited(copy, by)
