"""Activities: the list of projects and handovers, and a page for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from communique.core.activity import HANDOVER, Activity
from communique.core.edition import ReportedFact
from communique.core.ref import Ref
from communique.render.dates import in_words
from communique.render.registry import flows, labels, releases
from communique.render.registry.days import last_of, period_words
from communique.render.registry.menu import title_of
from communique.render.registry.parties import party
from communique.render.registry.parts import (
    Cell,
    Column,
    Fact,
    Listing,
    Prose,
    RegistryView,
    Section,
    Table,
    trimmed,
)
from communique.render.registry.reported_tables import tables_of
from communique.render.registry.setting import Setting
from communique.render.registry.telling import fact, place, told

PATH = "activities"


def path(activity: Activity) -> str:
    """Return the path of an activity's page below the language."""
    return f"{PATH}/{activity.code}"


def cell(activity: Activity, setting: Setting) -> Cell:
    """Return an activity as a link."""
    href = setting.href(path(activity))
    return replace(setting.worded(activity.worded(setting.lang), activity.code), href=href)


def overview(setting: Setting, reported: Sequence[ReportedFact] = ()) -> RegistryView:
    """Return the page of all activities known on the day, the latest first.

    reported: the handovers that releases report.
    """
    known = [one for one in setting.profile.activities if not one.days.begin_after(setting.on)]
    known.sort(key=lambda one: (str(one.since or ""), one.code), reverse=True)
    counted = setting.count("%(number)s activity", "%(number)s activities", len(known))
    sections: tuple[Section, ...] = (
        *((table(known, setting, caption=counted),) if known else ()),
        *tables_of(reported, setting),
        *flows.sections(flows.gifts(known, reported, setting), setting),
    )
    return RegistryView(
        title=_title(setting),
        path=PATH,
        lead="" if sections else setting.say("No project or handover is on record yet."),
        sections=sections or _none_yet(setting),
    )


def page(setting: Setting, activity: Activity, said: releases.About | None) -> RegistryView:
    """Return the page of one activity, with the releases that name it."""
    told_of = told(activity, setting)
    named = cell(activity, setting)
    sections: list[Section] = [_goods(activity, setting)] if activity.goods else []
    if said is not None:
        sections.append(releases.naming(said, setting))
    return RegistryView(
        title=named.text,
        lang=named.lang,
        path=path(activity),
        code=f"activity.{activity.code}",
        kicker=_kind(activity, setting),
        crumbs=(Cell(text=_title(setting), href=setting.href(PATH)),),
        facts=_facts(activity, setting),
        notes=told_of.notes,
        sections=tuple(sections),
        sources=told_of.sources,
    )


def _facts(activity: Activity, setting: Setting) -> tuple[Fact, ...]:
    parties = (
        ("donors", setting.say("Donors"), activity.donors),
        ("funders", setting.say("Paid for by"), activity.funders),
        ("implementers", setting.say("Carried out by"), activity.implementers),
        ("recipients", setting.say("Recipients"), activity.recipients),
    )
    countries = (setting.link("country", code) for code in activity.countries)
    fields = (setting.link("field-of-work", code) for code in activity.fields_of_work)
    budget = " ".join(part for part in (activity.budget, activity.currency) if part)
    return (
        *fact("days", setting.say("Days"), _days(activity, setting)),
        *fact("place", setting.say("Place"), place(activity.place, setting)),
        *(
            one
            for code, label, refs in parties
            for one in fact(code, label, *(party(ref, setting) for ref in refs))
        ),
        *fact("budget", setting.say("Budget"), Cell(text=budget) if activity.budget else None),
        *fact("countries", setting.say("Countries"), *countries),
        *fact("fields_of_work", setting.fields, *fields),
    )


def _goods(activity: Activity, setting: Setting) -> Table:
    return Table(
        code="goods",
        title=setting.say("Goods"),
        caption=setting.say("What was given, and how many"),
        columns=(
            Column(code="what", text=setting.say("What")),
            Column(code="quantity", text=setting.say("Quantity"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(text=one.what),
                Cell(text="")
                if one.quantity is None
                else Cell(text=str(one.quantity), value=one.quantity),
            )
            for one in activity.goods
        ),
    )


def of_country(code: str, setting: Setting) -> Iterator[Table]:
    """Yield what a country gave or paid for, what it received, and what else happened there."""
    begun = [one for one in setting.profile.activities if not one.days.begin_after(setting.on)]
    given = [one for one in begun if _takes_part(code, (*one.donors, *one.funders))]
    received = [one for one in begun if _takes_part(code, one.recipients)]
    here = [
        one for one in begun if code in one.countries and one not in given and one not in received
    ]
    for name, title, held in (
        ("given", setting.say("Activities given or paid for"), given),
        ("received", setting.say("Activities received"), received),
        ("activities", setting.say("Activities here"), here),
    ):
        if held:
            counted = setting.count("%(number)s activity", "%(number)s activities", len(held))
            yield table(held, setting, caption=counted, code=name, title=title)


def of_field(code: str, setting: Setting) -> Iterator[Table]:
    """Yield the activities of a field of work as one table, or nothing."""
    held = [
        one
        for one in setting.profile.activities
        if code in one.fields_of_work and not one.days.begin_after(setting.on)
    ]
    if held:
        counted = setting.count("%(number)s activity", "%(number)s activities", len(held))
        yield table(held, setting, caption=counted, title=setting.say("Activities"))


def table(
    known: Iterable[Activity],
    setting: Setting,
    *,
    caption: str,
    code: str = "activities",
    title: str = "",
) -> Table:
    """Return activities as a table, in the order given."""
    return trimmed(
        Table(
            code=code,
            title=title or setting.say("Projects and handovers"),
            caption=caption,
            columns=(
                Column(code="activity", text=setting.say("Activity")),
                Column(code="kind", text=setting.say("Kind")),
                Column(code="days", text=setting.say("Days")),
                Column(code="place", text=setting.say("Place")),
            ),
            rows=tuple(
                (
                    cell(one, setting),
                    Cell(text=_kind(one, setting), value=one.kind),
                    _days(one, setting) or Cell(text=""),
                    place(one.place, setting) or Cell(text=""),
                )
                for one in known
            ),
        )
    )


def _takes_part(code: str, refs: Iterable[Ref]) -> bool:
    return any(code in (ref.code, ref.country) for ref in refs)


def _none_yet(setting: Setting) -> tuple[Section, ...]:
    ways = [("releases", setting.say("All releases")), ("fields-of-work", setting.fields)]
    if labels.has_operations(setting):
        ways.append(("field-operations", setting.say("Field operations")))
    return (
        Prose(
            code="what",
            title=setting.say("What will stand here"),
            paragraphs=(
                setting.say(
                    "Each project and each handover of equipment, as a record of its own: "
                    "who gave, who carried it out, who paid, who received, what and how "
                    "much, when and where, each with the words of the release that says so."
                ),
                setting.say("Until then, what was said of them stands in the releases."),
            ),
        ),
        Listing(
            code="ways",
            title=setting.say("Where to look meanwhile"),
            cells=tuple(Cell(text=text, href=setting.href(path)) for path, text in ways),
        ),
    )


def _days(activity: Activity, setting: Setting) -> Cell | None:
    """Return its days; a handover without an end happened on its first day."""
    first, days = activity.since, activity.days
    if activity.kind == HANDOVER and first and not activity.until:
        return Cell(text=in_words(first, setting.lang), value=str(first), is_day=True)
    last = last_of(activity.until) if activity.until else ""
    if not first and not last:
        return None
    value = str(first) if first == last else f"{first or '..'}/{last or '..'}"
    return Cell(text=period_words(days, setting), value=value)


def _kind(activity: Activity, setting: Setting) -> str:
    known = {"project": setting.say("Project"), "handover": setting.say("Handover")}
    return known.get(activity.kind, activity.kind)


def _title(setting: Setting) -> str:
    return title_of(PATH, setting, setting.say("Activities"))
