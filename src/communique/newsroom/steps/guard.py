"""Nothing that was signed off is ever deleted at the desk, whoever tries and however."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete

from communique.newsroom.desk.models import State, WorkingCopy
from communique.newsroom.steps.errors import NotPossible


def guard() -> None:
    """Have every deletion of a working copy looked at first."""
    pre_delete.connect(_refuse, dispatch_uid="communique.steps.guard")


def _refuse(sender: type[Any], instance: object, **_: object) -> None:
    if isinstance(instance, WorkingCopy) and instance.state in (State.SCHEDULED, State.ISSUED):
        state = State(instance.state).label.lower()
        raise NotPossible(
            f"{instance.symbol or instance} is {state}: nothing that was signed off is deleted"
        )
