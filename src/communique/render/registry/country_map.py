"""The map of countries: who belongs, since when, who is a partner."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from communique.core.vocab import Membership, Term
from communique.render.maps.drawing import Key, Meaning, drawn
from communique.render.maps.plate import Plate, plate_of_lands
from communique.render.registry import labels, membership
from communique.render.registry.parts import Cell, Map
from communique.render.registry.setting import Setting

PARTNER, PLACE = "partner", "place"
ERAS, LEAST_GAP = 3, 3


def section(setting: Setting, *, twin: str) -> Map | None:
    """Return the map of the day's members and partners; None where no country has a shape.

    twin: the code of the section that says the same as a table.
    """
    members = _of_day(setting, is_member=True)
    partners = _of_day(setting, is_member=False)
    # The frame is that of every member there ever was: a day travelled to moves no country.
    on = plate_of_lands(
        tuple(_ever(setting, is_member=True)), tuple(_ever(setting, is_member=False))
    )
    if on is None:
        return None
    spans = eras(one.since.first_day.year for _, one in members if one.since is not None)
    lands = places(on, setting)
    lands |= {term.code: _meaning(term, PARTNER, setting) for term, _ in partners}
    lands |= {
        term.code: _meaning(term, f"era-{_era(one, spans)}", setting) for term, one in members
    }
    beyond = [term for term, _ in (*members, *partners) if term.code not in on.outlines]
    return Map(
        code="map",
        title=setting.say("Map"),
        caption=setting.say(
            "Borders as Natural Earth draws them; they take no position on anybody's status. "
            "The tables below say the same in words."
        ),
        drawing=drawn(on, lands, code="countries-map", label=setting.say("Map of countries")),
        keys=_keys(lands, spans, setting),
        twin=Cell(text=setting.say("Go past the map"), href=f"#{twin}"),
        beyond=tuple(setting.link("country", term.code) for term in beyond),
    )


def eras(years: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return the times in which members came, (first year, last year), cut where few came.

    >>> eras([1973, 1973, 1991, 1992, 1996, 2006, 2012])
    ((1973, 1973), (1991, 1996), (2006, 2012))
    """
    ordered = sorted(set(years))
    gaps = sorted(
        (
            (later - earlier, later)
            for earlier, later in pairwise(ordered)
            if later - earlier >= LEAST_GAP
        ),
        key=lambda gap: (-gap[0], gap[1]),
    )
    starts = sorted(later for _, later in gaps[: ERAS - 1])
    lasts = [max(year for year in ordered if year < start) for start in starts]
    return tuple(zip([*ordered[:1], *starts], [*lasts, *ordered[-1:]], strict=True))


def _of_day(setting: Setting, *, is_member: bool) -> list[tuple[Term, Membership]]:
    return [
        (term, one)
        for term in setting.terms("country")
        for one in term.memberships
        if (one.group == labels.PARTICIPATING) == is_member and one.days.cover(setting.on)
    ]


def _ever(setting: Setting, *, is_member: bool) -> Iterable[str]:
    for term in setting.terms("country"):
        groups = {one.group for one in term.memberships}
        if groups and (labels.PARTICIPATING in groups) == is_member:
            yield term.code


def _meaning(term: Term, look: str, setting: Setting) -> Meaning:
    cell = labels.state(term, setting)
    told = membership.words(term, setting)
    title = setting.say("%(name)s: %(told)s", name=cell.text, told=told)
    return Meaning(title=title, look=look, href=cell.href)


def places(on: Plate, setting: Setting) -> dict[str, Meaning]:
    """Return the shapes that are places of the profile and no country of it."""
    return {
        code: Meaning(
            title=setting.name("place", code), look=PLACE, href=setting.search(place=code)
        )
        for code in on.outlines
        if setting.term("place", code) is not None
    }


def _era(one: Membership, spans: tuple[tuple[int, int], ...]) -> int:
    year = one.since.first_day.year if one.since else 0
    return next((at for at, (_, last) in enumerate(spans, start=1) if year <= last), 1)


def _keys(
    lands: dict[str, Meaning], spans: tuple[tuple[int, int], ...], setting: Setting
) -> tuple[Key, ...]:
    made = []
    for at, (first, last) in enumerate(spans, start=1):
        years = str(first) if first == last else f"{first}–{last}"
        said = setting.say("participating since %(years)s", years=years)
        made.append(Key(look=f"era-{at}", text=said))
    looks = {one.look for one in lands.values()}
    if PARTNER in looks:
        made.append(Key(look=PARTNER, text=setting.say("partner")))
    if PLACE in looks:
        made.append(Key(look=PLACE, text=setting.say("a place that is no State of the list")))
    return tuple(made)
