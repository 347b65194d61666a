"""The choice of a reader for a capture."""

from __future__ import annotations

from communique.core.evidence import Capture
from communique.ingest.plain import Page, read_plain


def read_page(capture: Capture) -> Page:
    """Return the page of a capture; whatever its text is, it has lines."""
    return read_plain(capture)
