"""Somebody or something that a text names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """Somebody or something named: its code where the registry has it, and the name as said.

    country: of a place, the State it lies in as the page or the registry says.
    """

    name: str
    code: str | None = None
    country: str | None = None
