"""What follows a save, whoever made it and from whichever page."""

from __future__ import annotations

from typing import Any

from communique.newsroom.desk.models import ReleaseCopy, State


def edited(copy: ReleaseCopy, by: Any) -> ReleaseCopy:
    """Return the working copy, its writer remembered; what was cleared is a draft again."""
    copy.wrote(by)
    if copy.state in (State.SUBMITTED, State.CLEARED):
        copy.state = State.DRAFT
    copy.save()
    return copy
