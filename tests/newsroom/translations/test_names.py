"""No one translates a name twice: the vocabularies say what things are called."""

from __future__ import annotations

from datetime import date

import pytest

from communique.cli.profile_files import read_profile
from communique.core.profile import Profile
from communique.newsroom.translations.names import Wording
from tests.sites import SMALL_PROFILE
from tests.tools import ROOT

DAY = date(2017, 6, 20)


@pytest.fixture(scope="module")
def osce() -> Profile:
    return read_profile(ROOT / "profiles" / "osce")


def french(profile: Profile, on: date = DAY) -> Wording:
    return Wording(profile=profile, source="en", target="fr", on=on)


def test_a_term_it_is_filed_under_has_its_name_in_the_language(osce: Profile) -> None:
    known = french(osce).of("field-of-work", "rule-of-law")
    assert (known.said, known.names) == ("Rule of law", ("État de droit",))


def test_names_are_found_in_the_words_of_the_original(osce: Profile) -> None:
    said = "The Mission to Serbia helps the rule of law with Serbian judges in Belgrade."
    found = {said[one.start : one.end]: one.known.names for one in french(osce).found_in(said)}
    assert found["rule of law"] == ("État de droit",)
    assert set(found["Serbian"]) >= {"serbe", "serbes"}
    assert found["Belgrade"] == ("Belgrade",)


def test_a_name_is_that_of_the_day(osce: Profile) -> None:
    early = french(osce, date(1994, 1, 1)).of("structure", "permanent-council")
    assert early.names


def test_a_term_without_a_name_in_the_language_offers_none() -> None:
    known = french(read_profile(SMALL_PROFILE)).of("structure", "office-in-tarn")
    assert (known.said, known.names) == ("CTL Office in Tarn", ())


def test_what_the_registry_has_not_keeps_the_name_it_has(osce: Profile) -> None:
    known = french(osce).of("person", "", "A Visitor")
    assert (known.said, known.names) == ("A Visitor", ("A Visitor",))


def test_a_name_within_a_longer_word_is_no_name(osce: Profile) -> None:
    assert not french(osce).found_in("Migrationist policies")
