"""Vocabularies: one code for life, names that each have their days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.dates import PartialDate
from communique.core.errors import UnknownTerm
from communique.core.vocab import Name, Term, Vocabulary
from tests.strategies import terms

EARLY, LATE = date(1990, 6, 1), date(2010, 6, 1)
SHORE = Term(
    vocabulary="structure",
    code="shore",
    names=(
        Name(text="Shore Office", lang="en", until=PartialDate("2000-01-01")),
        Name(text="Coast Office", lang="en", since=PartialDate("2000-01-01")),
        Name(text="Bureau de la côte", lang="fr", since=PartialDate("2000-01-01")),
        Name(text="CO", lang="en", kind="abbreviation"),
        Name(text="coastal", lang="en", kind="adjective"),
    ),
    until=PartialDate("2015-01-01"),
)
SUCCESSOR = Term(
    vocabulary="structure",
    code="coast",
    names=(Name(text="Coast Office", lang="en"),),
    since=PartialDate("2015-01-01"),
)
OFFICES = Vocabulary("structure", (), (SHORE, SUCCESSOR))


@given(terms(), st.dates(), st.sampled_from(("en", "fr", "xx")))
def test_a_term_has_a_name_on_every_day_in_every_language(term: Term, on: date, lang: str) -> None:
    assert term.name(lang, on) in {name.text for name in term.names} | {term.code}


@given(terms())
def test_a_term_is_found_by_every_name_it_ever_bore(term: Term) -> None:
    vocabulary = Vocabulary(term.vocabulary, (), (term,))
    for name in term.names:
        assert vocabulary.find(name.text) == term
        assert vocabulary.find(f"  {name.text.upper().lower()} ") in (term, None)


@given(terms(), st.dates())
def test_a_term_is_listed_on_the_days_on_which_it_is_in_force(term: Term, on: date) -> None:
    assert Vocabulary(term.vocabulary, (), (term,)).in_force(on) == (
        (term,) if term.days.cover(on) else ()
    )


@pytest.mark.parametrize(
    ("lang", "on", "name"),
    [
        ("en", EARLY, "Shore Office"),
        ("en", LATE, "Coast Office"),
        ("fr", LATE, "Bureau de la côte"),
        ("fr", EARLY, "Bureau de la côte"),
        ("ru", EARLY, "Shore Office"),
    ],
)
def test_the_name_shown_is_that_of_the_day_or_else_the_nearest(
    lang: str, on: date, name: str
) -> None:
    assert SHORE.name(lang, on) == name


def test_another_kind_of_name_is_shown_where_there_is_one() -> None:
    assert SHORE.name("en", LATE, "abbreviation") == "CO"
    assert SUCCESSOR.name("en", LATE, "abbreviation") == "Coast Office"


@pytest.mark.parametrize(
    ("on", "code"), [(LATE, "shore"), (date(2020, 1, 1), "coast"), (EARLY, "shore")]
)
def test_of_two_that_bore_a_name_the_one_of_the_day_is_meant(on: date, code: str) -> None:
    found = OFFICES.find("Coast Office", on)
    assert found is not None
    assert found.code == code


def test_an_adjective_is_no_name() -> None:
    assert OFFICES.find("coastal") is None


def test_a_code_that_nobody_has_is_refused() -> None:
    with pytest.raises(UnknownTerm, match="'beach' is no term of 'structure'"):
        OFFICES.term("beach")
    assert OFFICES.get("beach") is None
    assert "beach" not in OFFICES
    assert "shore" in OFFICES
