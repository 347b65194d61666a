"""Activities: projects, and handovers of equipment."""

from __future__ import annotations

from dataclasses import dataclass

from communique.core.dates import Days, PartialDate
from communique.core.ref import Ref
from communique.core.vocab import Name

PROJECT, HANDOVER = "project", "handover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """What was handed over, in words, and how many; None where nobody said."""

    what: str
    quantity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A project or a handover, on its days [since, until).

    kind: `project` or `handover`.  place: a code of `place`.
    implementers, donors, funders, recipients: in order, with the code of the structure,
    country or person where the registry has one.
    budget: the amount as written, `1 200 000`.  currency: ISO 4217.
    countries, fields_of_work: codes.
    """

    code: str
    kind: str
    names: tuple[Name, ...]
    since: PartialDate | None = None
    until: PartialDate | None = None
    place: str = ""
    implementers: tuple[Ref, ...] = ()
    donors: tuple[Ref, ...] = ()
    funders: tuple[Ref, ...] = ()
    recipients: tuple[Ref, ...] = ()
    goods: tuple[Goods, ...] = ()
    budget: str = ""
    currency: str = ""
    countries: tuple[str, ...] = ()
    fields_of_work: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()

    @property
    def days(self) -> Days:
        """Return the days it runs, or on which it happened."""
        return Days(self.since, self.until)

    def name(self, lang: str) -> str:
        """Return its name in the language, in English where it has none."""
        named = self.worded(lang)
        return named.text if named else self.code

    def worded(self, lang: str) -> Name | None:
        """Return the name that `name` shows, which tells its language; None where it has none."""
        by_lang = {name.lang: name for name in reversed(self.names) if name.text}
        return by_lang.get(lang) or by_lang.get("en") or next(iter(by_lang.values()), None)
