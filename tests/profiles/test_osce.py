"""The profile of the OSCE, held against the facts it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from communique.cli.profile_files import shipped_profile
from communique.core.profile import Profile
from communique.core.record import MenuEntry
from communique.core.text import loose
from communique.core.vocab import Term
from tests.tools import shared

TODAY = date(2026, 11, 24)
LANGUAGES = ("en", "fr", "de", "it", "ru", "es")
CHAIR_SUFFIX = re.compile(r" – OSCE Chairpersonship \d{4}$")
# Where the menu of the seed ends: the line that says what kind of page it is.
FIRST_LINE_OF_THE_PAGE = "Press release"


@pytest.fixture(scope="module")
def osce() -> Profile:
    """Return the profile as the project ships it."""
    return shipped_profile("osce")


@pytest.mark.parametrize(
    ("on", "states"),
    [
        pytest.param(date(1975, 8, 1), 35, id="the signatories of Helsinki"),
        pytest.param(date(1990, 10, 3), 34, id="Germany is one"),
        pytest.param(date(1991, 6, 20), 35, id="Albania has entered"),
        pytest.param(date(1991, 9, 10), 38, id="three Baltic States enter"),
        pytest.param(date(1992, 1, 30), 48, id="ten more"),
        pytest.param(date(1993, 1, 1), 52, id="two for Czechoslovakia, Yugoslavia suspended"),
        pytest.param(date(2000, 11, 10), 55, id="the Federal Republic of Yugoslavia"),
        pytest.param(date(2006, 6, 22), 56, id="Montenegro"),
        pytest.param(date(2012, 11, 20), 56, id="the day before Mongolia"),
        pytest.param(TODAY, 57, id="today"),
    ],
)
def test_the_number_of_participating_states_is_right_on_the_day(
    osce: Profile, on: date, states: int
) -> None:
    assert len(osce["country"].members("participating-state", on)) == states


def test_there_are_eleven_partners_and_mongolia_was_one(osce: Profile) -> None:
    countries = osce["country"]
    asian = [term.code for term in countries.members("partner-asian", TODAY)]
    mediterranean = [term.code for term in countries.members("partner-mediterranean", TODAY)]
    assert asian == ["JP", "KR", "TH", "AF", "AU"]
    assert mediterranean == ["DZ", "EG", "IL", "MA", "TN", "JO"]
    mongolia = countries.term("MN")
    assert mongolia.groups(date(2012, 11, 20)) == ("partner-asian",)
    assert mongolia.groups(date(2012, 11, 21)) == ("participating-state",)


@pytest.mark.parametrize(
    ("vocabulary", "terms"), [("field-of-work", 23), ("meeting-series", 16), ("kind", 8)]
)
def test_a_vocabulary_has_as_many_terms_as_the_facts(
    osce: Profile, vocabulary: str, terms: int
) -> None:
    assert len(osce[vocabulary].in_force(TODAY)) == terms


def test_twelve_field_operations_are_open_and_twenty_three_closed(osce: Profile) -> None:
    operations = osce["structure"].children("field-operations")
    is_open = [one.days.cover(TODAY) for one in operations]
    assert (is_open.count(True), is_open.count(False)) == (12, 23)
    assert {one.group for one in operations} == {"field-operation"}


@pytest.mark.parametrize(
    ("code", "last_day"),
    [
        ("office-in-yerevan", date(2017, 8, 31)),
        ("mission-to-georgia", date(2009, 6, 30)),
        ("special-monitoring-mission-to-ukraine", date(2022, 10, 31)),
        ("minsk-group", date(2025, 11, 30)),
    ],
)
def test_a_structure_is_in_force_on_its_last_day_and_no_longer(
    osce: Profile, code: str, last_day: date
) -> None:
    days = osce["structure"].term(code).days
    assert days.cover(last_day)
    assert not days.cover(date.fromordinal(last_day.toordinal() + 1))


@pytest.mark.parametrize(
    ("vocabulary", "code", "on", "name"),
    [
        ("structure", "chairpersonship", date(2017, 2, 13), "OSCE Chairmanship"),
        ("structure", "chairpersonship", TODAY, "OSCE Chairpersonship"),
        ("structure", "odihr", date(1991, 6, 1), "Office for Free Elections"),
        (
            "structure",
            "mission-to-serbia",
            date(2005, 1, 1),
            "OSCE Mission to Serbia and Montenegro",
        ),
        ("structure", "programme-office-in-astana", date(2010, 12, 2), "OSCE Centre in Astana"),
        (
            "structure",
            "programme-office-in-astana",
            date(2021, 1, 1),
            "OSCE Programme Office in Nur-Sultan",
        ),
        ("country", "TR", date(2017, 2, 13), "Turkey"),
        ("country", "TR", TODAY, "Türkiye"),
        ("country", "RU", date(1975, 8, 1), "Union of Soviet Socialist Republics"),
        ("place", "astana", date(2020, 1, 1), "Nur-Sultan"),
    ],
)
def test_a_name_is_the_one_of_the_day(
    osce: Profile, vocabulary: str, code: str, on: date, name: str
) -> None:
    assert osce[vocabulary].term(code).name("en", on) == name


@pytest.mark.parametrize(
    ("vocabulary", "written", "code"),
    [
        ("structure", "OSCE Chairmanship", "chairpersonship"),
        ("structure", "Office for Free Elections", "odihr"),
        ("structure", "OSCE Office in Minsk (closed)", "office-in-minsk"),
        ("structure", "OSCE Project Co-ordinator in Baku (closed)", "project-co-ordinator-in-baku"),
        ("structure", "Asian Partners for Co-operation", "asian-partners-for-co-operation"),
        ("structure", "Troika", "troika"),
        ("structure", "Permanent Council", "permanent-council"),
        ("field-of-work", "Combating human trafficking", "combating-trafficking-in-human-beings"),
        ("meeting-series", "Gender Equality Review Conferences", "gender-equality-conferences"),
        ("country", "Switzerland – OSCE Chairpersonship 2026", "CH"),
        ("country", "Czech Republic", "CZ"),
        ("country", "Netherlands", "NL"),
        ("country", "Kyrgyz Republic", "KG"),
        ("country", "Allemagne", "DE"),
        ("place", "PRISHTINE/PRISTINA", "pristina"),
        ("place", "Kiev", "kyiv"),
        ("place", "LODZ", "lodz"),
        ("person", "Ivica Dacic", "ivica-dacic"),
        ("office", "Chairman-in-Office", "chairperson-in-office"),
    ],
)
def test_a_name_in_an_old_text_is_understood(
    osce: Profile, vocabulary: str, written: str, code: str
) -> None:
    found = osce.find(vocabulary, written)
    assert found is not None
    assert found.code == code


def test_no_name_means_two_things_on_one_day(osce: Profile) -> None:
    """Variants too: a label must lead to one term, or the reader would have to guess."""
    meanings: dict[tuple[str, str], list[tuple[Term, int]]] = {}
    for vocabulary in osce.vocabularies.values():
        for term in vocabulary:
            for number, name in enumerate(term.names):
                if name.kind != "adjective":
                    key = (vocabulary.code, loose(name.text))
                    meanings.setdefault(key, []).append((term, number))
    shared_names = [
        (one.code, other.code, one.names[number].text)
        for bearers in meanings.values()
        for place, (one, number) in enumerate(bearers)
        for other, second in bearers[place + 1 :]
        if one.code != other.code
        and one.names[number].days.surely_overlap(other.names[second].days)
    ]
    assert shared_names == []


def test_kosovo_is_a_place_without_a_country(osce: Profile) -> None:
    assert "XK" not in osce["country"]
    assert osce["place"].term("kosovo").countries == ()
    assert all(not place.countries for place in osce["place"].children("kosovo"))
    assert osce["structure"].term("mission-in-kosovo").countries == ()


def test_every_year_from_1991_to_2026_has_its_chair(osce: Profile) -> None:
    chairs = {one.year: one.country for one in osce.chairpersonships}
    assert sorted(chairs) == list(range(1991, 2027))
    assert (chairs[1992], chairs[2017], chairs[2025], chairs[2026]) == ("CSHH", "AT", "FI", "CH")


@pytest.mark.parametrize("year", range(1995, 2027))
def test_somebody_of_the_chairing_state_is_in_office_at_midsummer(osce: Profile, year: int) -> None:
    on = date(year, 7, 15)
    chair = osce.chair_on(on)
    assert chair is not None
    holders = osce.holders("chairperson-in-office", on)
    assert [one.countries for one in holders] == [(chair.country,)]


@pytest.mark.parametrize(
    ("office", "on", "person"),
    [
        ("chairperson-in-office", date(2017, 2, 13), "sebastian-kurz"),
        ("chairperson-in-office", date(2017, 12, 18), "karin-kneissl"),
        ("secretary-general", date(2011, 6, 30), "marc-perrin-de-brichambaut"),
        ("secretary-general", date(2011, 7, 1), "lamberto-zannier"),
        ("high-commissioner-on-national-minorities", date(2018, 1, 1), "lamberto-zannier"),
        ("director-of-odihr", TODAY, "maria-telalian"),
        ("representative-on-freedom-of-the-media", date(2010, 3, 10), "miklos-haraszti"),
    ],
)
def test_an_office_is_held_by_the_person_of_the_day(
    osce: Profile, office: str, on: date, person: str
) -> None:
    assert person in [one.person for one in osce.holders(office, on)]


@pytest.mark.parametrize("on", [date(2017, 7, 10), date(2020, 9, 1), date(2024, 11, 1)])
def test_nobody_is_secretary_general_in_the_gaps(osce: Profile, on: date) -> None:
    assert osce.holders("secretary-general", on) == ()


def test_a_head_of_mission_without_known_days_says_so(osce: Profile) -> None:
    (one,) = (one for one in osce.appointments if one.person == "andrea-orizio")
    assert (one.since, one.until) == (None, None)
    assert one.doubt


def test_seven_summits_and_thirty_two_ministerial_councils_are_held(osce: Profile) -> None:
    summits = [one for one in osce.events if one.series == "summit-meetings"]
    councils = [one for one in osce.events if one.series == "ministerial-council-meetings"]
    assert len(summits) == 7
    assert [one.number for one in councils if one.number] == list(range(1, 33))
    assert len([one for one in councils if not one.number]) == 2
    days = [one.first_day for one in councils if one.number]
    assert days == sorted(days)


@pytest.mark.parametrize("vocabulary", ["kind", "field-of-work", "structure", "meeting-series"])
def test_every_term_has_a_french_name(osce: Profile, vocabulary: str) -> None:
    without = [
        term.code
        for term in osce[vocabulary]
        if not any(name.lang == "fr" and name.kind == "official" for name in term.names)
    ]
    assert without == []


@pytest.mark.parametrize("vocabulary", ["kind", "country"])
def test_every_term_has_a_name_in_all_six_languages(osce: Profile, vocabulary: str) -> None:
    for term in osce[vocabulary]:
        named = {name.lang for name in term.names if name.kind == "official"}
        assert named >= set(LANGUAGES), term.code


def test_every_country_has_an_english_adjective(osce: Profile) -> None:
    for term in osce["country"]:
        adjectives = [name for name in term.names if name.kind == "adjective"]
        assert any(name.lang == "en" for name in adjectives), term.code


def test_the_profile_lists_the_menu_of_the_old_site_line_for_line(osce: Profile) -> None:
    pages = sorted(shared("seeds").glob("*.txt"))
    menu = pages[0].read_text(encoding="utf-8").split(f"\n{FIRST_LINE_OF_THE_PAGE}\n")[0]
    printed = [line.lstrip("- ").strip() for line in menu.splitlines()]
    read = [CHAIR_SUFFIX.sub("", line) for line in printed if line]
    assert [*_labels(osce, osce.menu.entries)] == read


def _labels(profile: Profile, entries: tuple[MenuEntry, ...]) -> Iterator[str]:
    for entry in entries:
        yield entry.names[0].text
        yield from (term.name("en", TODAY, "menu") for term in _expanded(profile, entry.expands))
        yield from _labels(profile, entry.entries)


def _expanded(profile: Profile, expands: str) -> tuple[Term, ...]:
    if not expands:
        return ()
    code, _, rest = expands.partition(":")
    above, _, only = rest.partition(":")
    vocabulary = profile[code]
    if not above:
        return vocabulary.terms
    terms = vocabulary.members(above, TODAY) or vocabulary.children(above)
    return tuple(term for term in terms if only != "open" or term.days.cover(TODAY))
