"""What the desk's roles mean to Django and Wagtail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend

from communique.newsroom.accounts.models import Member


class DeskBackend(BaseBackend):
    """Gives every active member with a role the way into the desk, and no other permission.

    What a member may do there is `roles.may`; Django's own permissions and superusers are not
    used, so that there is one table only.
    """

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Tell whether it is the way in, and they have a role."""
        return (
            perm == "wagtailadmin.access_admin"
            and isinstance(user_obj, Member)
            and user_obj.is_active
            and bool(user_obj.roles)
        )
