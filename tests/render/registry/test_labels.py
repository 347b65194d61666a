"""Labels that are derived from the registry and the day, never typed."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from communique.core.dates import Days, PartialDate
from communique.core.profile import Profile
from communique.core.record import Appointment, Chairpersonship, Organisation
from communique.core.vocab import Name, Term
from communique.render.registry import country, labels, operations, people, structure
from communique.render.registry.days import last_of, period_words
from communique.render.registry.parts import RegistryView, Table
from communique.render.registry.setting import Setting
from tests.render.registry.settings import osce, setting
from tests.strategies import days


def labelled(code: str, held: Setting) -> str:
    return labels.state(osce()["country"].term(code), held).text


def cells(view: RegistryView, code: str) -> list[list[str]]:
    table = next(one for one in view.sections if one.code == code)
    assert isinstance(table, Table)
    return [[cell.text for cell in row] for row in table.rows]


def test_the_state_in_the_chair_bears_the_chair_s_name_of_the_day() -> None:
    assert labelled("CH", setting(date(2026, 6, 1))) == "Switzerland – OSCE Chairpersonship 2026"
    assert labelled("CH", setting(date(2014, 6, 1))) == "Switzerland – OSCE Chairmanship 2014"
    assert labelled("CH", setting(date(2013, 6, 1))) == "Switzerland"
    assert labelled("CH", setting(date(2026, 6, 1), "fr")) == "Suisse – Présidence de l’OSCE 2026"


def test_one_state_at_most_bears_the_chair_s_name_on_any_day() -> None:
    for year in range(1991, 2027):
        held = setting(date(year, 8, 1))
        named = [one for one in osce()["country"] if "–" in labels.state(one, held).text]
        assert len(named) == 1


def test_a_chair_without_a_structure_of_its_own_is_labelled_all_the_same() -> None:
    name = Name(text="Northland", lang="en")
    state = Term(vocabulary="country", code="XA", names=(name,))
    since, until = PartialDate("2001-01-01"), PartialDate("2002-01-01")
    chair = Chairpersonship(year=2001, country="XA", since=since, until=until)
    bare = Organisation(
        code="ctl", names=(Name(text="CTL", lang="en", kind="abbreviation"),), languages=("en",)
    )
    held = setting(date(2001, 5, 5), profile=Profile.of([bare, state, chair]))
    assert labels.state(state, held).text == "Northland – CTL chair 2001"


def test_what_has_closed_says_closed_and_when_and_only_from_that_day_on() -> None:
    minsk = osce()["structure"].term("office-in-minsk")
    assert labels.ended(minsk.days, setting(date(2011, 3, 31))) == ""
    assert labels.ended(minsk.days, setting(date(2011, 4, 1))) == "closed on 31 March 2011"
    zagreb = osce()["structure"].term("office-in-zagreb")
    assert labels.ended(zagreb.days, setting()) == "closed in January 2012"


def test_within_the_month_of_an_end_nobody_can_say_whether_a_body_is_open() -> None:
    zagreb = osce()["structure"].term("office-in-zagreb").days
    states = [labels.status(zagreb, setting(date(*day))) for day in ((2011, 12, 31), (2012, 1, 15))]
    assert states == ["open", "possibly closed"]
    assert labels.status(zagreb, setting(date(2012, 2, 1))) == "closed"
    assert labels.status(zagreb, setting(date(2007, 2, 1))) == "not yet set up"


@given(days(), st.dates())
def test_a_body_is_called_closed_exactly_when_its_days_are_surely_over(
    held: Days, on: date
) -> None:
    state = labels.status(held, setting(on))
    assert (state == "closed") == (held.ended_by(on) and not held.begin_after(on))


def test_the_number_of_participating_states_is_counted_on_the_day() -> None:
    numbers = {
        day: sum(labels.PARTICIPATING in one.groups(day) for one in osce()["country"])
        for day in (date(1973, 7, 3), date(2006, 6, 21), date(2012, 11, 21))
    }
    assert list(numbers.values()) == [35, 55, 57]


def test_as_many_operations_are_open_as_the_day_knows() -> None:
    lead = operations.open_now(setting()).lead
    assert lead == "12 field operations are open. 23 have closed."
    then = operations.open_now(setting(date(1992, 9, 30)))
    assert len(cells(then, "all")) == 2
    assert "closed" not in then.lead


def test_who_held_an_office_on_a_day_is_told_from_the_days_of_the_appointment() -> None:
    chair = osce()["structure"].term("chairpersonship")
    view = structure.page(setting(date(2017, 2, 13)), chair, None)
    head = next(one for one in view.facts if one.code == "chairperson_in_office")
    assert [cell.text for cell in head.cells] == ["Sebastian Kurz"]
    table = cells(view, "holders-chairperson-in-office")
    assert table[0][:3] == ["Sebastian Kurz", "1 January 2017", "in office"]
    assert table[1][0] == "Frank-Walter Steinmeier"


def test_on_a_day_between_two_doubtful_ends_both_are_there_possibly() -> None:
    one = Appointment(code="1", person="p", office="o", until=PartialDate("2000"))
    other = Appointment(code="2", person="q", office="o", since=PartialDate("2000"))
    office = Term(vocabulary="office", code="o", names=())
    bare = Organisation(code="x", names=(), languages=("en",))
    held = setting(date(2000, 6, 1), profile=Profile.of([bare, office, one, other]))
    assert [(cell.text, cell.note) for cell in labels.holders("o", held)] == [
        ("q", "possibly"),
        ("p", "possibly"),
    ]


def test_a_person_s_last_day_in_office_is_the_one_before_the_next_began() -> None:
    kurz = osce()["person"].term("sebastian-kurz")
    rows = cells(people.page(setting(), kurz, None), "offices")
    assert rows == [["Chairperson-in-Office", "1 January 2017", "17 December 2017"]]


def test_an_appointment_of_which_no_day_is_known_says_so() -> None:
    orizio = osce()["person"].term("andrea-orizio")
    view = people.page(setting(), orizio, None)
    assert cells(view, "offices")[0][1:3] == ["–", "–"]
    assert view.lead == ""


def test_a_country_shows_the_name_and_the_doubts_of_its_day() -> None:
    serbia = osce()["country"].term("RS")
    assert country.page(setting(date(2004, 1, 1)), serbia, None).title == "Serbia and Montenegro"
    view = country.page(setting(), serbia, None)
    assert view.lead == "Participating State since 10 November 2000."
    assert "10 September 2000" in view.doubts[0].text
    names = [row[0] for row in cells(view, "names")]
    assert names == ["Serbia", "Serbia and Montenegro", "Federal Republic of Yugoslavia"]


def test_a_state_that_left_says_from_when_to_when_it_belonged() -> None:
    view = country.page(setting(), osce()["country"].term("CSHH"), None)
    assert view.lead == "Participating State 25 June 1973 – 31 December 1992."
    after = next(one for one in view.facts if one.code == "successors")
    assert [cell.text for cell in after.cells] == ["Czechia", "Slovakia"]


def test_what_is_still_to_come_on_the_day_is_not_told() -> None:
    view = country.page(setting(date(1991, 1, 1)), osce()["country"].term("CSHH"), None)
    assert "successors" not in {one.code for one in view.facts}
    assert all(row[0] != "1992" for one in view.sections for row in cells(view, one.code))


@given(days(), st.dates())
def test_a_period_in_words_tells_no_end_before_it_has_come(held: Days, on: date) -> None:
    words = period_words(held, setting(on))
    if held.until is not None and not held.ended_by(on):
        assert not words.startswith("until")
        assert "–" not in words


@given(st.dates(min_value=date(2, 1, 1)))
def test_the_last_day_is_the_one_before_the_first_no_longer_covered(day: date) -> None:
    last = last_of(PartialDate(day.isoformat()))
    assert (day - last.first_day).days == 1


def test_the_institutions_are_shown_with_who_heads_them_on_the_day() -> None:
    view = structure.page(setting(date(2018, 1, 1)), osce()["structure"].term("institutions"), None)
    rows = cells(view, "below")
    assert [row[1:3] for row in rows] == [
        ["Ingibjörg Sólrún Gísladóttir", "Warsaw"],
        ["Lamberto Zannier", "The Hague"],
        ["Harlem Désir", "Vienna"],
    ]
