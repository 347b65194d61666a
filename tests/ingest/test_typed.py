"""What a text that somebody is writing says of itself."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.record import Draft
from communique.ingest.typed import Heard, Typed, listen
from tests.ingest.pages import osce, read
from tests.strategies import any_text
from tests.tools import ROOT

TITLE = "OSCE Mission to Serbia trains police officers against human trafficking"
FIRST = "BELGRADE, 13 February 2017 – Judges and prosecutors from Croatia joined a course today."
SAMPLES = sorted((ROOT / "sample" / "osce").glob("*.txt"))


def heard(*paragraphs: str, title: str = TITLE, summary: str = "", lang: str = "en") -> Heard:
    typed = Typed(title=title, summary=summary, paragraphs=paragraphs, lang=lang)
    return listen(typed, osce())


def test_place_day_states_structures_and_fields_are_heard_with_their_words() -> None:
    found = heard(FIRST).draft
    assert [(one.value.code, one.span.quote) for one in found.places] == [("belgrade", "BELGRADE")]
    assert found.date
    assert (str(found.date.value), found.date.span.quote) == ("2017-02-13", "13 February 2017")
    assert [one.value for one in found.countries] == ["RS", "HR"]
    assert [(one.value, one.span.quote) for one in found.sources] == [
        ("mission-to-serbia", "OSCE Mission to Serbia")
    ]
    subjects = {one.value: one.span.quote for one in found.fields_of_work}
    assert subjects["policing"] == "police officers"
    assert subjects["rule-of-law"] == "Judges"
    assert subjects["combating-trafficking-in-human-beings"] == "human trafficking"


def test_the_part_in_which_words_stand_is_told() -> None:
    found = heard(FIRST, "", "Montenegro took part.", summary="Bulgaria was thanked.")
    where = {one.span.quote: found.where(one.span) for one in found.draft.countries}
    assert where["Croatia"] == "1"
    assert where["Montenegro"] == "3"
    assert where["Bulgaria"] == "summary"
    assert found.where(found.draft.sources[0].span) == "title"


def test_a_heading_may_stand_above_the_dateline() -> None:
    found = heard("What was learnt", FIRST)
    assert [one.value.code for one in found.draft.places] == ["belgrade"]
    assert str(found.dateline.value if found.dateline else "") == "2017-02-13"


def test_words_inside_the_name_of_a_structure_speak_for_no_field() -> None:
    found = heard(
        "The Office for Democratic Institutions and Human Rights opened its archive.", title="News"
    ).draft
    assert [one.value for one in found.sources] == ["odihr"]
    assert found.fields_of_work == ()


def test_a_structure_that_was_not_in_force_on_the_day_is_not_proposed() -> None:
    words = ("The OSCE Office in Minsk was remembered.",)
    asked = Typed(title="T", summary="", paragraphs=words, lang="en", on=date(2010, 1, 1))
    assert [one.value for one in listen(asked, osce()).draft.sources] == ["office-in-minsk"]
    later = Typed(title="T", summary="", paragraphs=words, lang="en", on=date(2020, 1, 1))
    assert listen(later, osce()).draft.sources == ()


def test_the_names_of_states_are_told_as_the_text_has_them() -> None:
    found = heard("Officials from Turkey and Spain met.")
    assert [(one.code, one.span.quote) for one in found.states] == [
        ("RS", "Serbia"),
        ("TR", "Turkey"),
        ("ES", "Spain"),
    ]


def test_a_quoted_sentence_of_nobody_is_told() -> None:
    found = heard("“We will not give up on this work now.” The rain went on.")
    assert [one.quote for one in found.unspoken] == ["We will not give up on this work now."]
    spoken = heard("“We will not give up on this work now,” said Ambassador Anna Muster.")
    assert spoken.unspoken == ()


def test_the_language_is_the_one_that_the_writer_says() -> None:
    found = heard("BELGRADE, le 13 février 2017 – La Croatie a pris part.", lang="fr").draft
    assert found.lang == "fr"
    assert [one.value for one in found.countries] == ["RS", "HR"]


@pytest.mark.parametrize("lang", ["en", "fr", "de", "it", "ru", "es"])
def test_an_empty_text_says_nothing(lang: str) -> None:
    found = heard(title="", lang=lang)
    assert (found.draft.title, found.draft.places, found.draft.sources) == (None, (), ())


@given(any_text(), st.lists(any_text(max_size=200), max_size=5))
def test_any_words_are_listened_to_and_every_word_told_stands_in_the_text(
    title: str, paragraphs: list[str]
) -> None:
    typed = Typed(title=title, summary="", paragraphs=tuple(paragraphs), lang="en")
    found = listen(typed, osce())
    text = found.draft.capture.text
    for one in (*found.draft.countries, *found.draft.sources, *found.draft.fields_of_work):
        assert text[one.span.start : one.span.end] == one.span.quote


def test_what_the_sample_is_filed_under_is_found_in_its_words_alone() -> None:
    shares = _recall(["countries", "people", "places", "date", "sources"])
    floors = {"countries": 0.95, "people": 0.99, "places": 0.7, "date": 0.8, "sources": 0.6}
    assert {field: share for field, share in shares.items() if share < floors[field]} == {}


def test_a_thousand_words_are_listened_to_in_no_time() -> None:
    words = tuple(
        paragraph.value
        for path in SAMPLES[-14:]
        if isinstance(found := read(path.read_text("utf-8")), Draft)
        for paragraph in found.body
    )
    assert sum(len(one.split()) for one in words) > 1000
    heard(*words)
    before = time.process_time()
    heard(*words)
    assert time.process_time() - before < 0.15


def _recall(fields: list[str]) -> dict[str, float]:
    """Return what share of the labelled values is found in title and text alone."""
    wanted, got = dict.fromkeys(fields, 0), dict.fromkeys(fields, 0)
    for path in SAMPLES:
        page = read(path.read_text("utf-8"))
        assert isinstance(page, Draft)
        assert page.title
        typed = Typed(
            title=page.title.value,
            summary=page.summary.value if page.summary else "",
            paragraphs=tuple(one.value for one in page.body),
            lang=page.lang,
            on=page.date.value.first_day if page.date else None,
        )
        found = listen(typed, osce()).draft
        for field in fields:
            labelled = _values(getattr(page, field))
            wanted[field] += len(labelled)
            got[field] += len(labelled & _values(getattr(found, field)))
    return {field: got[field] / wanted[field] for field in fields}


def _values(found: object) -> set[str]:
    some = found if isinstance(found, tuple) else (found,) if found else ()
    return {str(getattr(one.value, "code", None) or one.value) for one in some}
