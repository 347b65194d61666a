"""The style sheet: one file made of several, named by its digest so that it may be kept for ever.

`tokens.css` alone holds raw values; an organisation's tokens come after it and replace some.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
RULES = (
    "paper.css",
    "base.css",
    "layout.css",
    "components.css",
    "release.css",
    "reported.css",
    "search.css",
    "registry.css",
    "map.css",
    "print.css",
)
NAME = "site.css"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet and the address it stands at."""

    address: str
    content: bytes


@cache
def sheet(tokens: str = "") -> Sheet:
    """Return the style sheet of a site whose organisation sets the given tokens."""
    rules = "\n".join((FOLDER / name).read_text("utf-8") for name in RULES)
    default = (FOLDER / "tokens.css").read_text("utf-8")
    content = "\n".join((default, tokens, rules)).encode()
    digest = hashlib.sha256(content).hexdigest()[:16]
    return Sheet(f"/static/{digest}/{NAME}", content)
