"""Countries by group, as of a day: who belongs, since when, who chairs, who left."""

from __future__ import annotations

from communique.core.vocab import Membership, Term
from communique.render.registry import country_map, labels
from communique.render.registry.days import day_cell, last_cell
from communique.render.registry.membership import GROUPS, group_name, groups
from communique.render.registry.menu import title_of
from communique.render.registry.parts import Cell, Column, RegistryView, Section, Table, trimmed
from communique.render.registry.setting import Setting


def overview(setting: Setting) -> RegistryView:
    """Return the page of all countries: each group as of the day, and who left."""
    known = groups(setting)
    sections: list[Section] = [members(part, group, setting) for part, group in known.items()]
    sections.append(_former(setting))
    if (shown := country_map.section(setting, twin=next(iter(known), "former"))) is not None:
        sections.insert(0, shown)
    return RegistryView(
        title=setting.say("Countries"),
        path="countries",
        lead=_lead(setting),
        sections=tuple(sections),
        neighbours=_neighbours(setting),
    )


def of_group(setting: Setting, part: str) -> RegistryView:
    """Return the page of one group."""
    group = groups(setting).get(part, GROUPS.get(part, part))
    return RegistryView(
        title=group_name(part, setting),
        path=f"countries/{part}",
        crumbs=(Cell(text=setting.say("Countries"), href=setting.href("countries")),),
        lead=_lead(setting) if group == labels.PARTICIPATING else "",
        sections=(members(part, group, setting),),
        neighbours=_neighbours(setting),
    )


def members(part: str, group: str, setting: Setting) -> Table:
    """Return who belongs to a group on the day, since when."""
    belonging = [
        (term, one)
        for term in setting.by_name(setting.terms("country"))
        for one in term.memberships
        if one.group == group and one.days.cover(setting.on)
    ]
    return trimmed(
        Table(
            code=part,
            title=group_name(part, setting),
            caption=setting.count("%(number)s country", "%(number)s countries", len(belonging)),
            columns=(
                Column(code="country", text=setting.say("Country")),
                Column(code="since", text=setting.say("Since")),
                Column(code="years_in_the_chair", text=setting.say("In the chair")),
                Column(code="capital", text=setting.say("Capital")),
            ),
            rows=tuple(
                (
                    labels.state(term, setting),
                    day_cell(one.since, setting),
                    years_in_the_chair(term, setting),
                    setting.link("place", term.place) if term.place else Cell(text=""),
                )
                for term, one in belonging
            ),
            empty=setting.say("None on this day."),
        )
    )


def _former(setting: Setting) -> Table:
    parts = {group: part for part, group in groups(setting).items()}
    left = [
        (term, one)
        for term in setting.by_name(setting.terms("country"))
        for one in term.memberships
        if one.days.ended_by(setting.on)
    ]
    return trimmed(
        Table(
            code="former",
            title=setting.say("Former participants and partners"),
            caption=setting.say("Seats that ended, and partners that became something else"),
            columns=(
                Column(code="country", text=setting.say("Country")),
                Column(code="group", text=setting.say("As one of the")),
                Column(code="since", text=setting.say("From")),
                Column(code="until", text=setting.say("To")),
            ),
            rows=tuple(
                (
                    setting.link("country", term.code),
                    group_cell(parts[one.group], one, setting),
                    day_cell(one.since, setting),
                    last_cell(one.until, setting),
                )
                for term, one in left
            ),
            empty=setting.say("None on this day."),
        )
    )


def years_in_the_chair(term: Term, setting: Setting) -> Cell:
    """Return the years in which a State chaired, until the day."""
    years = [
        one.year
        for one in setting.profile.chairpersonships
        if one.country == term.code and not one.days.begin_after(setting.on)
    ]
    return Cell(text=", ".join(str(year) for year in years))


def group_cell(part: str, one: Membership, setting: Setting, days: str = "") -> Cell:
    """Return a membership as a link to its group."""
    return Cell(
        text=group_name(part, setting),
        href=setting.href(f"countries/{part}"),
        value=one.group,
        note=days,
    )


def _lead(setting: Setting) -> str:
    count = sum(
        labels.PARTICIPATING in term.groups(setting.on) for term in setting.terms("country")
    )
    chair = setting.profile.chair_on(setting.on)
    words = []
    if count:
        words.append(
            setting.count(
                "%(number)s participating State.", "%(number)s participating States.", count
            )
        )
    state = setting.link("country", chair.country) if chair is not None else None
    # Half a sentence cannot be marked as another language; the table tells who chairs as well.
    if state is not None and not state.lang:
        words.append(setting.say("In the chair: %(state)s.", state=state.text))
    return " ".join(words)


def _neighbours(setting: Setting) -> tuple[Cell, ...]:
    named = title_of("countries", setting, setting.say("Countries"))
    every = Cell(text=named, href=setting.href("countries"))
    made = tuple(
        Cell(text=group_name(part, setting), href=setting.href(f"countries/{part}"))
        for part in groups(setting)
    )
    return (every, *made) if every.text else made
