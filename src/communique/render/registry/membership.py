"""Who belongs to the organisation, in words: to which group, since when."""

from __future__ import annotations

from communique.core.text import slug
from communique.core.vocab import Membership, Term
from communique.render.registry.days import period_words
from communique.render.registry.menu import title_of
from communique.render.registry.setting import Setting
from communique.render.registry.telling import sentence

GROUPS = {
    "participating-states": "participating-state",
    "asian-partners": "partner-asian",
    "mediterranean-partners": "partner-mediterranean",
}


def groups(setting: Setting) -> dict[str, str]:
    """Return the groups that any country belonged to, by their part of an address."""
    held = {one.group: None for term in setting.terms("country") for one in term.memberships}
    known = {group: part for part, group in GROUPS.items()}
    return {known.get(group, slug(group)): group for group in held} | {
        part: group for part, group in GROUPS.items() if group in held
    }


def group_name(part: str, setting: Setting) -> str:
    """Return what the members of a group are called: as the menu does, else in our words."""
    known = {
        "participating-states": setting.say("Participating States"),
        "asian-partners": setting.say("Asian Partners for Co-operation"),
        "mediterranean-partners": setting.say("Mediterranean Partners for Co-operation"),
    }
    fallback = known.get(part, part.replace("-", " ").capitalize())
    return title_of(f"countries/{part}", setting, fallback)


def of_day(term: Term, setting: Setting) -> tuple[Membership, ...]:
    """Return the memberships of the day, or the last one that is over by then."""
    now = tuple(one for one in term.memberships if one.days.cover(setting.on))
    before = tuple(one for one in term.memberships if one.days.ended_by(setting.on))
    return now or before[-1:]


def words(term: Term, setting: Setting) -> str:
    """Return what a country is to the organisation on the day, as a sentence or several."""
    parts = {group: part for part, group in groups(setting).items()}
    said = [
        setting.say(
            "%(group)s %(days)s",
            group=_member_of(parts[one.group], setting),
            days=period_words(one.days, setting) or setting.say("days not known"),
        )
        for one in of_day(term, setting)
    ]
    return " ".join(sentence(one) for one in said)


def _member_of(part: str, setting: Setting) -> str:
    known = {
        "participating-states": setting.say("Participating State"),
        "asian-partners": setting.say("Asian Partner for Co-operation"),
        "mediterranean-partners": setting.say("Mediterranean Partner for Co-operation"),
    }
    return known.get(part, group_name(part, setting))
