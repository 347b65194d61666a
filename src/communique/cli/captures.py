"""A page or a text as a command is given it: a path, or `-` for standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from communique.core.evidence import Capture
from communique.ingest.capture import STANDARD_INPUT, take, take_stream


def capture_of(path: str, address: str = "") -> Capture:
    """Return the capture of a path or of standard input, or raise an Unreadable."""
    if path == STANDARD_INPUT:
        return take_stream(sys.stdin.buffer, STANDARD_INPUT, address)
    return take(Path(path), address)
