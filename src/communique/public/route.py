"""A route: an address pattern, the parameters it takes, and the function that answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from communique.public.answer import Response
from communique.public.reading import Record
from communique.public.request import Request
from communique.render.messages import LANGUAGES

Answer = Callable[[Request, Record], Response]
_PLACE = re.compile(r"\{(\w+)(:rest)?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One kind of address.

    pattern: a path; `{name}` stands for one part, `{name:rest}` for all that is left,
    `{lang}` for a language of the interface.
    parameters: names that may stand once; `many`: names that may stand several times.
    twins: suffixes it answers to.  times: which of `on` and `size` it takes.
    """

    pattern: str
    answer: Answer
    parameters: frozenset[str] = frozenset()
    many: frozenset[str] = frozenset()
    twins: frozenset[str] = frozenset()
    methods: tuple[str, ...] = ("GET",)
    times: frozenset[str] = frozenset({"on", "size"})

    def compiled(self) -> re.Pattern[str]:
        """Return the pattern as a regular expression over the whole path."""
        places = _PLACE.split(self.pattern)
        made = re.escape(places[0])
        for name, rest, literal in zip(places[1::3], places[2::3], places[3::3], strict=True):
            made += f"(?P<{name}>{_choice(name, rest)})" + re.escape(literal)
        return re.compile(made)


def _choice(name: str, rest: str | None) -> str:
    if name == "lang":
        return "|".join(LANGUAGES)
    return ".+" if rest else "[^/]+"
