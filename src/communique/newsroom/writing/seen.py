"""Who comes to a page on one release."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views import View

from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.reach import visible_to
from communique.newsroom.roles import Deed, may


class Seen(View):
    """A page on one release: there is no such page for whoever may not see the release."""

    def setup(self, request: HttpRequest, *arguments: Any, **named: Any) -> None:
        """Look whether whoever asks may see it, before anything of it is read."""
        pk = unquote(str(named["pk"]))
        if not pk.isdecimal():
            raise Http404
        get_object_or_404(visible_to(request.user), pk=int(pk))  # type: ignore[arg-type]  # a member
        super().setup(request, *arguments, **named)


def may_write(who: Any, copy: ReleaseCopy) -> bool:
    """Tell whether a member may write a release as it stands."""
    return copy.get_lock() is None and may(who, Deed.WRITE, copy)
