"""The map of field operations: where each sits or sat, and which countries were their hosts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.core.places import point_of
from communique.core.vocab import Term
from communique.render.maps.drawing import TOWN, Key, Meaning, Town, drawn
from communique.render.maps.plate import plate_of_towns
from communique.render.registry import country_map, labels
from communique.render.registry.days import period_words
from communique.render.registry.parts import Cell, Map
from communique.render.registry.setting import Setting

OPEN, CLOSED, HOST, HOSTED = "open", "closed", "host", "hosted"


def section(shown: Sequence[Term], setting: Setting, *, title: str, twin: str) -> Map | None:
    """Return the map of some operations; None where no place of theirs is known.

    twin: the code of the section that says the same as a table.
    """
    points = (_point(one, setting) for one in shown)
    on = plate_of_towns(tuple((east, north) for north, east in filter(None, points)))
    if on is None:
        return None
    towns = tuple(_towns(shown, setting))
    placed = {town.code for town in towns}
    lands = country_map.places(on, setting) | _hosts(shown, setting)
    return Map(
        code="map",
        title=title,
        caption=setting.say(
            "A dot stands at the seat. Borders as Natural Earth draws them; they take no position "
            "on anybody's status. The list below says the same in words."
        ),
        drawing=drawn(on, lands, towns, code="operations-map", label=title),
        keys=tuple(_keys(towns, lands, setting)),
        twin=Cell(text=setting.say("Go past the map"), href=f"#{twin}"),
        beyond=tuple(labels.body(one, setting) for one in shown if one.code not in placed),
    )


def _towns(shown: Iterable[Term], setting: Setting) -> Iterator[Town]:
    # Those at work are drawn last, above the others, and so read last; the table is by days.
    for one in sorted(shown, key=lambda term: (term.days.cover(setting.on), str(term.since))):
        spot = _point(one, setting)
        if spot is not None:
            look = OPEN if one.days.cover(setting.on) else CLOSED
            yield Town(code=one.code, point=spot, meaning=_meaning(one, look, setting))


def _point(one: Term, setting: Setting) -> tuple[float, float] | None:
    where = setting.term("place", one.place)
    return point_of(where.point) if where is not None else None


def _hosts(shown: Iterable[Term], setting: Setting) -> dict[str, Meaning]:
    hosted: dict[str, list[Term]] = {}
    for one in shown:
        for code in one.countries:
            hosted.setdefault(code, []).append(one)
    made = {}
    for code, bodies in hosted.items():
        is_host = any(one.days.cover(setting.on) for one in bodies)
        cell = setting.link("country", code)
        names = "; ".join(one.name(setting.lang, setting.on, "menu") for one in bodies)
        title = setting.say("%(name)s: %(told)s", name=cell.text, told=names)
        made[code] = Meaning(title=title, look=HOST if is_host else HOSTED, href=cell.href)
    return made


def _meaning(one: Term, look: str, setting: Setting) -> Meaning:
    name = one.name(setting.lang, setting.on)
    told = ", ".join(
        part for part in (labels.status(one.days, setting), period_words(one.days, setting)) if part
    )
    return Meaning(
        title=setting.say("%(name)s: %(told)s", name=name, told=told),
        look=look,
        href=setting.link("structure", one.code).href,
    )


def _keys(towns: Iterable[Town], lands: dict[str, Meaning], setting: Setting) -> Iterator[Key]:
    looks = {town.meaning.look for town in towns} | {one.look for one in lands.values()}
    known = (
        Key(look=OPEN, text=setting.say("at work"), form=TOWN),
        Key(look=CLOSED, text=setting.say("closed"), form=TOWN),
        Key(look=HOST, text=setting.say("host now")),
        Key(look=HOSTED, text=setting.say("host then")),
        Key(look=country_map.PLACE, text=setting.say("a place that is no State of the list")),
    )
    yield from (one for one in known if one.look in looks)
