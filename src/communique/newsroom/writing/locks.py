"""Why somebody who may see a release cannot write it."""

from __future__ import annotations

from typing import Any

from wagtail.locks import BaseLock


class ReadersLock(BaseLock):
    """Says that a member may read a release and not write it."""

    def for_user(self, user: Any) -> bool:
        """Tell that it holds for whoever it was made for."""
        return True

    def get_message(self, user: Any) -> str:
        """Return why."""
        return "You may read this release and remark on it. Others write it."

    def get_locked_by(self, user: Any) -> str:
        """Return what stands beside the lock."""
        return "To be read"

    def get_description(self, user: Any) -> str:
        """Return why."""
        return self.get_message(user)
