"""The members of the newsroom."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models

from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.roles import Role

__all__ = ["Member", "TrailLine"]


class Member(AbstractUser):
    """Somebody who works at the desk.

    roles: values of `roles.Role`.  structures: codes an author writes for.
    languages: those a translator works in, or interface language first for everybody.
    """

    roles: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    structures: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    languages: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)

    objects: ClassVar[UserManager[Any]] = UserManager()

    class Meta:
        """Names in the desk's words."""

        verbose_name = "member"
        ordering: ClassVar[list[str]] = ["username"]

    @property
    def needs_second_factor(self) -> bool:
        """Tell whether their roles ask for two factors at sign-in."""
        return bool({Role.PRESS_SECRETARY, Role.ADMINISTRATOR} & set(self.roles))

    def __str__(self) -> str:
        """Return the name shown at the desk."""
        return self.get_full_name() or self.username
