"""What Wagtail is told of releases."""

from __future__ import annotations

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.writing.policy import ReleasePolicy
from communique.newsroom.writing.releases import Releases

register_permission_policy(ReleaseCopy, ReleasePolicy(ReleaseCopy))


@hooks.register("register_admin_viewset")
def releases() -> Releases:
    """Return the pages of releases."""
    return Releases()
