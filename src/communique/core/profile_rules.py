"""What must hold in every profile: references that exist, days that make sense."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from communique.core.activity_rules import (
    PARTIES,
    codes_of,
    problems_of_activity,
    problems_of_event,
)
from communique.core.dates import Days
from communique.core.mapping import problems_of_mapping
from communique.core.places import point_of
from communique.core.profile import Profile
from communique.core.record import MenuEntry
from communique.core.text import loose
from communique.core.vocab import Name, Term, Vocabulary

# Upper case is for codes of others: countries, ISO 3166.
_CODE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", re.ASCII)
NAME_KINDS = ("official", "menu", "abbreviation", "formal", "adjective", "variant")


def problems_of(profile: Profile) -> Iterator[str]:
    """Yield one sentence for every rule the profile breaks."""
    for vocabulary in profile.vocabularies.values():
        yield from _repeated(f"vocab/{vocabulary.code}.toml", [one.code for one in vocabulary])
        yield from _same_names(vocabulary)
        for term in vocabulary:
            yield from _term_problems(term, vocabulary, profile)
    yield from _appointment_problems(profile)
    yield from _chair_problems(profile)
    yield from _event_problems(profile)
    yield from _activity_problems(profile)
    suggested = tuple(profile.reading.suggesting)
    yield from _missing("reading.toml: suggesting", "field-of-work", suggested, profile)
    yield from _mapping_problems(profile)
    for key in ("kind_in_newsroom", "kind_with_dateline"):
        kinds = (getattr(profile.reading, key),) if getattr(profile.reading, key) else ()
        yield from _missing(f"reading.toml: {key}", "kind", kinds, profile)
    yield from _menu_problems(profile, profile.menu.entries)
    review = profile.reading.review
    if review is not None and not 0 <= review.confidence <= 1:
        yield f"reading.toml: review: the confidence {review.confidence} is not from 0 to 1"
    if profile.organisation.seat:
        yield from _missing("profile.toml: seat", "place", (profile.organisation.seat,), profile)


def _menu_problems(profile: Profile, entries: Sequence[MenuEntry]) -> Iterator[str]:
    for entry in entries:
        vocabulary = entry.expands.partition(":")[0]
        if vocabulary and vocabulary not in profile.vocabularies:
            named = entry.names[0].text if entry.names else entry.page
            known = ", ".join(profile.vocabularies)
            yield f"menu.toml, entry {named}: {vocabulary!r} is no vocabulary (known: {known})"
        yield from _menu_problems(profile, entry.entries)


def _mapping_problems(profile: Profile) -> Iterator[str]:
    yield from _repeated("reading.toml", [one.code for one in profile.reading.mappings])
    for mapping in profile.reading.mappings:
        where = f"reading.toml, mapping {mapping.code}"
        yield from (f"{where}: {problem}" for problem in problems_of_mapping(mapping))
        for vocabulary, terms in (
            ("kind", mapping.kind),
            ("structure", mapping.sources),
            ("field-of-work", mapping.fields_of_work),
        ):
            named = (*terms.codes.values(), *((terms.otherwise,) if terms.otherwise else ()))
            yield from _missing(f"{where}: {vocabulary}", vocabulary, named, profile)


def _term_problems(term: Term, vocabulary: Vocabulary, profile: Profile) -> Iterator[str]:
    where = f"vocab/{term.vocabulary}.toml, term {term.code}"
    yield from _backwards(where, term.days)
    if not _CODE.fullmatch(term.code):
        yield f"{where}: a code is letters and digits with hyphens between them, for life"
    if not any(name.kind == "official" for name in term.names):
        yield f"{where}: it has no official name"
    for name in term.names:
        yield from _backwards(f"{where}, name {name.text!r}", name.days)
        if name.kind not in NAME_KINDS:
            yield f"{where}: name kind {name.kind!r} is none of {', '.join(NAME_KINDS)}"
    for one, other in combinations([n for n in term.names if n.kind == "official"], 2):
        if one.lang == other.lang and one.days.surely_overlap(other.days):
            yield f"{where}: names {one.text!r} and {other.text!r} are in force on one day"
    for membership in term.memberships:
        yield from _backwards(f"{where}, membership {membership.group}", membership.days)
    parents = (term.parent,) if term.parent else ()
    yield from _missing(f"{where}: parent", vocabulary.code, parents, profile)
    yield from _missing(f"{where}: successor", vocabulary.code, term.successors, profile)
    yield from _missing(f"{where}: country", "country", term.countries, profile)
    for reference, kind in ((term.place, "place"), (term.structure, "structure")):
        if reference:
            yield from _missing(f"{where}: {kind}", kind, (reference,), profile)
    if term.point and point_of(term.point) is None:
        yield f"{where}: point {term.point!r} is no latitude and longitude, such as '48.21 16.37'"
    if _succeeds_itself(term, vocabulary):
        yield f"{where}: it succeeds itself"
    if _is_its_own_ancestor(term, vocabulary):
        yield f"{where}: it is its own parent, near or far"


def _succeeds_itself(term: Term, vocabulary: Vocabulary) -> bool:
    """Tell whether a term comes after itself, at once or in the end."""
    seen: set[str] = set()
    ahead = list(term.successors)
    while ahead:
        code = ahead.pop()
        if code == term.code:
            return True
        if code not in seen and (found := vocabulary.get(code)) is not None:
            seen.add(code)
            ahead += found.successors
    return False


def _is_its_own_ancestor(term: Term, vocabulary: Vocabulary) -> bool:
    seen, above = {term.code}, term.parent
    while above and (found := vocabulary.get(above)):
        if above in seen:
            return above == term.code
        seen.add(above)
        above = found.parent
    return False


def _same_names(vocabulary: Vocabulary) -> Iterator[str]:
    bearers: dict[tuple[str, str], list[tuple[Term, Name]]] = defaultdict(list)
    # Places may share a name (two towns called Newport are no mistake), persons too.
    if vocabulary.code in ("place", "person"):
        return
    for term in vocabulary:
        for name in term.names:
            if name.kind in ("official", "menu"):
                bearers[name.lang, loose(name.text)].append((term, name))
    for borne in bearers.values():
        for (one, name), (other, second) in combinations(borne, 2):
            days = (one.days, name.days, other.days, second.days)
            if one.code != other.code and _all_overlap(days):
                yield (
                    f"vocab/{vocabulary.code}.toml: {one.code} and {other.code} "
                    f"both bear the name {name.text!r} on one day"
                )


def _all_overlap(days: tuple[Days, ...]) -> bool:
    return all(one.surely_overlap(other) for one, other in combinations(days, 2))


def _appointment_problems(profile: Profile) -> Iterator[str]:
    yield from _repeated("appointments.toml", [one.code for one in profile.appointments])
    for one in profile.appointments:
        where = f"appointments.toml, appointment {one.code}"
        yield from _backwards(where, one.days)
        yield from _missing(f"{where}: person", "person", (one.person,), profile)
        yield from _missing(f"{where}: office", "office", (one.office,), profile)
        yield from _missing(f"{where}: country", "country", one.countries, profile)
    for one, other in combinations(profile.appointments, 2):
        if one.office == other.office and one.days.surely_overlap(other.days):
            yield (
                f"appointments.toml: {one.code} and {other.code} hold "
                f"the office {one.office} on one day"
            )


def _chair_problems(profile: Profile) -> Iterator[str]:
    years = [str(one.year) for one in profile.chairpersonships]
    yield from _repeated("chairpersonships.toml", years)
    for one in profile.chairpersonships:
        where = f"chairpersonships.toml, chairpersonship {one.year}"
        yield from _backwards(where, one.days)
        yield from _missing(f"{where}: country", "country", (one.country,), profile)
    for one, other in combinations(profile.chairpersonships, 2):
        if one.days.surely_overlap(other.days):
            yield f"chairpersonships.toml: {one.year} and {other.year} chair on one day"


def _event_problems(profile: Profile) -> Iterator[str]:
    yield from _repeated("events.toml", [one.code for one in profile.events])
    for one in profile.events:
        where = f"events.toml, event {one.code}"
        yield from (f"{where}: {problem}" for problem in problems_of_event(one))
        yield from _missing(f"{where}: series", "meeting-series", (one.series,), profile)
        places = (one.place,) if one.place else ()
        yield from _missing(f"{where}: place", "place", places, profile)
        yield from _unknown(f"{where}: host", codes_of(one.hosts), profile)
        for participant in one.participants:
            countries = (participant.country,) if participant.country else ()
            yield from _missing(f"{where}: country", "country", countries, profile)
            named = codes_of(ref for ref in (participant.body, participant.person) if ref)
            yield from _unknown(f"{where}: participant", named, profile)


def _activity_problems(profile: Profile) -> Iterator[str]:
    yield from _repeated("activities.toml", [one.code for one in profile.activities])
    for one in profile.activities:
        where = f"activities.toml, activity {one.code}"
        yield from (f"{where}: {problem}" for problem in problems_of_activity(one))
        places = (one.place,) if one.place else ()
        yield from _missing(f"{where}: place", "place", places, profile)
        yield from _missing(f"{where}: country", "country", one.countries, profile)
        fields = one.fields_of_work
        yield from _missing(f"{where}: field of work", "field-of-work", fields, profile)
        parties = (*one.implementers, *one.donors, *one.funders, *one.recipients)
        yield from _unknown(f"{where}: party", codes_of(parties), profile)


def _unknown(where: str, codes: tuple[str, ...], profile: Profile) -> Iterator[str]:
    """Yield a problem for each code that is no structure, no country and no person."""
    held = [profile.vocabularies[one] for one in PARTIES if one in profile.vocabularies]
    for code in codes:
        if not any(code in vocabulary for vocabulary in held):
            yield f"{where} {code!r} is no structure, country or person of the vocabularies"


def _missing(
    where: str, vocabulary: str, codes: tuple[str, ...], profile: Profile
) -> Iterator[str]:
    held = profile.vocabularies.get(vocabulary)
    for code in codes:
        if held is None or code not in held:
            yield f"{where} {code!r} does not exist in vocab/{vocabulary}.toml"


def _repeated(where: str, codes: list[str]) -> Iterator[str]:
    for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
        yield f"{where}: the code {code!r} stands twice; a code names one thing for life"


def _backwards(where: str, days: Days) -> Iterator[str]:
    if days.ends_before_it_begins:
        yield f"{where}: it ends ({days.until}) before it begins ({days.since})"
