"""What the uploads do unasked."""

from __future__ import annotations

from wagtail import hooks

from communique.newsroom.uploads.sweep import sweep


@hooks.register("desk_every_day")
def every_day() -> None:
    """Take away what nobody uses."""
    sweep()
