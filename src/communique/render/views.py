"""Small views that more than one kind of page shows."""

from __future__ import annotations

from dataclasses import dataclass

from communique.render.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """A refusal or a farewell: a short status, a title, and what to do now."""

    status: str
    title: str
    paragraphs: tuple[str, ...]
    links: tuple[Link, ...] = ()
