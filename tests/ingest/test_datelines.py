"""Datelines and days: every shape they have, and what looks like one and is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.pages import codes, draft, place_names, release

SHAPES = [
    ("VIENNA, 13 February 2017 –The", ["Vienna"]),
    ("VIENNA, 13 February 2017 - The", ["Vienna"]),
    ("VIENNA, 13 February 2017- The", ["Vienna"]),
    ("VIENNA, 13 February 2017 — The", ["Vienna"]),
    ("VIENNA, 13 February 2017 -- The", ["Vienna"]),
    ("VIENNA, 13 February 2017 (OSCE) - The", ["Vienna"]),
    ("VIENNA, 13 February 2017 (OSCE)-- The", ["Vienna"]),
    ("BISHKEK 13 February 2017 - The", ["Bishkek"]),
    ("BISHKEK 13 February 2017 The", ["Bishkek"]),
    ("WARSAW/SKOPJE, 13 February 2017 – The", ["Warsaw", "Skopje"]),
    ("YEREVAN / BAKU, 13 February 2017 – The", ["Yerevan", "Baku"]),
    ("TIRANA / BRUSSELS / GENEVA – 13 February 2017. The", ["Tirana", "Brussels", "Geneva"]),
    ("VIENNA, BRUSSELS, GENEVA, 13 February 2017- The", ["Vienna", "Brussels", "Geneva"]),
    ("EXAMPLETON, VIENNA, 13 February 2017- The", ["Exampleton", "Vienna"]),
    ("VIENNA, EXAMPLETON, 13 February 2017-The", ["Vienna", "Exampleton"]),
    ("VIENNA and WARSAW, 13 February 2017 – The", ["Vienna", "Warsaw"]),
    ("OSH, Kyrgyzstan, 13 February 2017- The", ["Osh"]),
    ("Vienna, 13 February 2017: The", ["Vienna"]),
    ("THE HAGUE, 13 February 2017 – The", ["The Hague"]),
    ("VIENNA, 12-13 February 2017 – The", ["Vienna"]),
    ("VIENNA, 12 and 13 February 2017 – The", ["Vienna"]),
    ("VIENNA, February 13, 2017 – The", ["Vienna"]),
    ("VIENNA, 13th February, 2017 – The", ["Vienna"]),
    ("VIENNA, 13 FEBRUARY 2017 – The", ["Vienna"]),
    ("VIENNA,\xa013\xa0February\xa02017\xa0–\xa0The", ["Vienna"]),
    ("GRAZ, Austria (13 February 2017) – The", ["Graz"]),
    ("13 February 2017, Vienna – The", ["Vienna"]),
    ("PARIS, le 13 février 2017 – Le", ["Paris"]),
    ("WIEN, 13. Februar 2017 – Die", ["Wien"]),
    ("VIENNA, 13 febbraio 2017 - Il", ["Vienna"]),
    ("MADRID, 13 de febrero de 2017 – El", ["Madrid"]),
]


@pytest.mark.parametrize(("head", "places"), SHAPES)
def test_a_dateline_of_any_shape_gives_place_and_day(head: str, places: list[str]) -> None:
    found = release(" office opened its doors today.", head=head)
    assert found.date
    assert str(found.date.value) == "2017-02-13"
    assert found.date.span.rule == "dateline"
    assert place_names(found) == places
    assert len(found.body) == 1
    assert found.body[0].value.startswith(" ".join(head.split()))


def test_a_russian_dateline_gives_its_day() -> None:
    found = release(" городе открылась встреча.", head="ВЕНА, 13 февраля 2017 г. – В")
    assert found.date
    assert str(found.date.value) == "2017-02-13"


def test_two_names_of_one_place_are_one_place() -> None:
    for head in ("PRISHTINË/PRIŠTINA, 1 May 2009 – The", "PRISHTINE/PRISTINA, 1 May 2009- The"):
        assert [one.value.code for one in release(" office opened.", head=head).places] == [
            "pristina"
        ]


def test_two_spellings_of_an_unknown_place_are_one_place() -> None:
    found = release("The office opened.", head="EXAMPLOVË/EXAMPLOVO, 1 May 2009 – ")
    assert place_names(found) == ["Examplovë"]
    assert codes(found) == ["place.unknown"]


def test_an_unknown_place_keeps_its_name_and_the_state_given_with_it() -> None:
    found = release("The office opened.", head="EXAMPLE-TOWN, Serbia, 1 May 2009 – ")
    place = found.places[0].value
    assert (place.name, place.code, place.country) == ("Example-Town", None, "RS")
    assert [one.value for one in found.countries] == ["RS"]


def test_a_dateline_without_its_year_gives_no_day_and_says_so() -> None:
    found = release("The office opened.", head="WARSAW/VIENNA, 30 June – ")
    assert place_names(found) == ["Warsaw", "Vienna"]
    assert found.date is None
    assert codes(found) == ["date.no-year"]


def test_a_dateline_without_a_day_gives_its_place() -> None:
    found = release("The meeting ended on 10 July 1998.", head="VIENNA- ")
    assert place_names(found) == ["Vienna"]
    assert found.date
    assert (found.date.value, found.date.span.rule) == ("1998-07-10", "first-paragraph")


@pytest.mark.parametrize(
    "sentence",
    [
        "On Monday, 13 February 2017 – the office opened.",
        "OSCE – the organization – opened an office.",
        "ODIHR - supported elections were held.",
        "UPDATE – The office opened.",
        "OSCE-supported training began.",
        "Training, which began on 13 February 2017. It went on.",
        "Dublin, where the ministers met from 6 December 2012. It rained.",
    ],
)
def test_what_looks_like_a_dateline_and_is_none_gives_no_place(sentence: str) -> None:
    assert release(sentence, head="").places == ()


def test_the_label_s_day_wins_and_a_different_dateline_is_told() -> None:
    found = draft(
        "Press release\nA title\nDate: 5 April 2012\nPlace: Baku\n"
        "BAKU, 4 April 2012 – The office opened."
    )
    assert found.date
    assert (found.date.value, found.date.span.rule) == ("2012-04-05", "label")
    assert codes(found) == ["date.differs"]


def test_days_in_titles_and_anniversaries_do_not_win() -> None:
    found = draft(
        "News item\nReport of 30 April 2016\nDate:\nPlace:\nVIENNA\n"
        "On the anniversary of 3 May 1998, and long since 4 May 1999, people met on 5 May 2016."
    )
    assert found.date
    assert str(found.date.value) == "2016-05-05"


def test_of_a_span_of_days_the_last_is_the_day_of_a_news_item() -> None:
    found = draft("News item\nA title\nDate:\nPlace:\nVIENNA\nThey met from 3 to 5 May 2016.")
    assert found.date
    assert str(found.date.value) == "2016-05-05"


def test_a_day_that_no_calendar_has_is_no_day() -> None:
    assert release("The office opened.", head="VIENNA, 31 February 2017 – ").date is None


@given(st.dates(min_value=date(1973, 1, 1), max_value=date(2199, 12, 31)))
def test_any_day_in_a_dateline_is_read(day: date) -> None:
    written = f"{day:%-d %B %Y}"
    found = release("The office opened.", head=f"VIENNA, {written} – ")
    assert found.date
    assert str(found.date.value) == f"{day:%Y-%m-%d}"
