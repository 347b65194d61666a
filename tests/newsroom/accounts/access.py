"""Who is let in where: every address of the newsroom, and who gets a page there.

An address that no rule here is for fails the test of the addresses: say who may come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from communique.newsroom.roles import Role

EVERY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
KEEPERS = frozenset({Role.ADMINISTRATOR})
AUDITORS = frozenset({Role.ADMINISTRATOR, Role.PRESS_SECRETARY})
REVIEWERS = frozenset({Role.CLEARANCE_OFFICER, Role.PRESS_SECRETARY})
STRANGERS_TOO = frozenset(
    {
        "sign-in/",
        "sign-out/",
        "account/inactive/",
        "account/second-factor/authenticate/",
        "account/second-factor/webauthn/login/",
    }
)

# The first that fits is the rule. Who may see which working copy in a room of many, the room's
# own tests say.
RULES: tuple[tuple[str, frozenset[Role]], ...] = (
    (r"", EVERY),
    (r"sign-(in|out)/", EVERY),
    (r"account/.*", EVERY),
    (r"desk/(login|logout|password_reset|account).*", EVERY),
    (r"desk/", EVERY),
    (r"desk/members/trail/", AUDITORS),
    (r"desk/members/.*", KEEPERS),
    (
        r"desk/(sprite|jsi18n|editing-sessions|choose-(page|(external|email|phone|anchor)-link))/.*",
        EVERY,
    ),
    (r"desk/(record|registry|translations|uploads|reading|steps|releases|bundles)/.*", EVERY),
    (r"desk/review/.*", REVIEWERS),
    (r"media/.*", EVERY),
    (r"desk/.*", NOBODY),
)

_SAMPLES = {
    "int": "1",
    "str": "pr-1999-0001",
    "slug": "releasecopy",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "path": "a/b",
}
_BY_NAME = {"lang": "fr", "digest": "0" * 64, "code": "place", "pk": "1", "name": "a.png"}


def addresses() -> list[str]:
    """Return one concrete address for every pattern of the newsroom, without the first slash."""
    return sorted({_concrete(pattern) for pattern in _patterns(get_resolver().url_patterns)})


def rule(address: str) -> frozenset[Role] | None:
    """Return who is let in, None where nothing is said."""
    found = (who for said, who in RULES if re.fullmatch(said, address))
    return next(found, None)


def _patterns(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in patterns:
        whole = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns, whole)
        else:
            yield whole


def _concrete(pattern: str) -> str:
    simple = re.sub(r"<(\w+):(\w+)>", _value, pattern.replace("(?:", "("))
    simple = re.sub(
        r"<(\w+)>", _value, re.sub(r"\(\?P<(\w+)>(\([^()]*\)|[^()])*\)", _value, simple)
    )
    simple = re.sub(r"\((\w+)\|[^()]*\)", r"\1", re.sub(r"\((?:\?![^()]*|/\.\*)\)\??", "", simple))
    return simple.replace("^", "").replace("$", "").replace("\\", "").replace(".*", "x")


def _value(found: re.Match[str]) -> str:
    name = found[found.lastindex or 1] if ":" in found[0] else found[1]
    kind = found[1] if ":" in found[0] else "int"
    return _BY_NAME.get(name) or _SAMPLES.get(kind, "1")
