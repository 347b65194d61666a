"""What Wagtail asks before it lets a member do something, answered from the table of roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.reach import visible_to
from communique.newsroom.roles import Deed, may

# To open the editor is to see: whoever may not write reads there. Nothing is published inside
# Wagtail, and nothing is deleted: a working copy is dropped (steps.way).
DEEDS = {
    "view": Deed.SEE,
    "change": Deed.SEE,
    "add": Deed.WRITE,
    "lock": Deed.WRITE,
    "unlock": Deed.WRITE,
}


class ReleasePolicy(BasePermissionPolicy):
    """The table of roles, as Wagtail asks it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Tell whether a member may do it to any release at all."""
        return isinstance(user, Member) and action in DEEDS and may(user, DEEDS[action])

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Tell whether a member may do it to this release."""
        return isinstance(user, Member) and action in DEEDS and may(user, DEEDS[action], instance)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Sequence[str]
    ) -> QuerySet[ReleaseCopy]:
        """Return the releases that a member may see, whatever they would do."""
        if not self.user_has_any_permission(user, actions):
            return ReleaseCopy.objects.none()
        return visible_to(user)

    def users_with_any_permission(self, actions: Sequence[str]) -> QuerySet[Member]:
        """Return the active members; what each may do depends on the release."""
        return Member.objects.filter(is_active=True)
