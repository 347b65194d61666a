"""The members of the newsroom."""

from __future__ import annotations

from typing import Any, ClassVar, Never

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.crypto import salted_hmac

from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.roles import Role

__all__ = ["Member", "TrailLine"]


class Member(AbstractUser):
    """Somebody who works at the desk.

    roles: values of `roles.Role`.  structures: codes an author writes for.
    languages: those a translator works in.
    must_change_password: somebody else knows the one they have.
    """

    # So that no table is in Wagtail's index of references because it names a member.
    wagtail_reference_index_ignore = True

    roles: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    structures: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    languages: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    must_change_password = models.BooleanField(default=False)

    objects: ClassVar[UserManager[Any]] = UserManager()

    class Meta:
        """Names in the desk's words."""

        verbose_name = "member"
        ordering: ClassVar[list[str]] = ["username"]

    @property
    def needs_second_factor(self) -> bool:
        """Tell whether their roles ask for two factors at sign-in."""
        return bool({Role.PRESS_SECRETARY, Role.ADMINISTRATOR} & set(self.roles))

    def delete(self, *_: Any, **__: Any) -> Never:
        """Refuse: what somebody did stays theirs; an account is closed."""
        raise TypeError("a member is never deleted: set is_active to False")

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must know to stay: it ends where password or roles change."""
        known = "\n".join((self.password, *sorted(self.roles)))
        salt = "communique.newsroom.accounts.Member.session"
        return salted_hmac(salt, known, secret=secret, algorithm="sha256").hexdigest()

    def __str__(self) -> str:
        """Return the name shown at the desk."""
        return self.get_full_name() or self.username
